// The chat of a call. It begins with the caller's message and the answer; what is sent over the data channel follows.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { quoteOf } from "peer-invite/ui/functions";
import type { TalkingCall } from "../calls.ts";
import { CHAT_LIMITS, type ChatLine } from "../chat.ts";
import { standingOf } from "../standing.ts";
import { chatStyle } from "../styles/chat.ts";
import { controlsStyle } from "../styles/controls.ts";
import { foldingStyle } from "../styles/folding.ts";
import { Folding } from "./folding.ts";
import { icons } from "./icons.ts";
import { View } from "./view.ts";

/** A person this close to the newest line wants to see the next one. */
const NEAR_PX = 40;

/** `<demo-chat>` */
export class Chat extends View {
  static override properties = { ...View.properties, call: { attribute: false } };
  declare call: TalkingCall;
  #isAtEnd = true;
  readonly #folding = new Folding(this);

  static override styles = [controlsStyle, foldingStyle, chatStyle];

  protected override render() {
    const { talk: words } = this.words.calls;
    const { talk, snapshot } = this.call;
    const isMine = snapshot.role === "local";
    const quote = quoteOf(this.call.snapshot);
    const accepted = standingOf({ ...this.call, talk: undefined }, this.words.calls).title;
    const { lines, leftOut } = talk.chat;
    const said = (key: string, text: string) => this.#folding.words(key, text, this.words);
    return html`
      <h3 id="chat">${words.chat}</h3>
      <div role="log" aria-labelledby="chat" tabindex="0">
        ${snapshot.content === "" ? nothing : this.#bubble(isMine, said("content", snapshot.content))}
        <p class="event">${accepted}</p>
        ${quote === undefined ? nothing : this.#bubble(!isMine, said("quote", quote))}
        ${leftOut === 0 ? nothing : html`<p class="event">${words.leftOut(leftOut)}</p>`}
        ${repeat(lines, ({ number }) => number, this.#line)}
        ${lines.length === 0 && quote === undefined ? html`<p class="event">${words.chatEmpty}</p>` : nothing}
      </div>
      <form @submit=${this.#submit}>
        <input dir="auto" aria-label=${words.write} placeholder=${words.write} autocomplete="off" enterkeyhint="send" maxlength=${CHAT_LIMITS.lineMax} @input=${this.#forgive} />
        <button class="primary icon-only" aria-label=${words.send} title=${words.send}>${icons.send}</button>
      </form>
    `;
  }

  readonly #line = ({ number, isMine, text, isCut }: ChatLine) => {
    const words = this.#folding.line(`${number}`, text, this.words);
    const more = isCut ? html`<p class="event">${this.words.calls.talk.cut}</p>` : nothing;
    return html`${this.#bubble(isMine, words)}${more}`;
  };

  #bubble(isMine: boolean, words: TemplateResult) {
    const who = isMine ? html`<span class="hidden">${this.words.calls.talk.you}: </span>` : nothing;
    return html`<p dir="auto" class="line ${isMine ? "mine" : ""}">${who}${words}</p>`;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const input = this.renderRoot.querySelector("input") as HTMLInputElement;
    const text = input.value.trim();
    if (text === "") return;
    const isSaid = this.actions.say(this.call.key, text);
    input.setCustomValidity(isSaid ? "" : this.words.calls.talk.notNow);
    if (isSaid) input.value = "";
    else input.reportValidity();
  }

  #forgive(event: Event): void {
    (event.target as HTMLInputElement).setCustomValidity("");
  }

  /** The newest line scrolls into view, unless the person is reading an earlier one. */
  protected override willUpdate(): void {
    const log = this.renderRoot?.querySelector("[role=log]");
    this.#isAtEnd = !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
  }

  protected override updated(): void {
    const log = this.renderRoot.querySelector("[role=log]");
    if (log !== null && this.#isAtEnd) log.scrollTop = log.scrollHeight;
  }
}

customElements.define("demo-chat", Chat);
