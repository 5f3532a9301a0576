// The chat of a call. It begins with the caller's message and the answer; what is sent over the data channel follows.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { quoteOf } from "peer-invite/ui/functions";
import type { TalkingCall } from "../calls.ts";
import { CHAT_LIMITS, type ChatLine } from "../chat.ts";
import { namingOf } from "../naming.ts";
import { standingOf } from "../standing.ts";
import { chatStyle } from "../styles/chat.ts";
import { controlsStyle } from "../styles/controls.ts";
import { foldingStyle } from "../styles/folding.ts";
import { unreadIn } from "../talk.ts";
import { iconButton } from "./buttons.ts";
import { Folding } from "./folding.ts";
import { icons } from "./icons.ts";
import { timeWords } from "./recent.ts";
import { View } from "./view.ts";

/** A person this close to the newest line wants to see the next one. */
const NEAR_PX = 40;

/** `<demo-chat>` */
export class Chat extends View {
  static override properties = { ...View.properties, call: { attribute: false } };
  declare call: TalkingCall;
  #isAtEnd = true;
  /** In another room, the newest line stays in sight. */
  readonly #room = new ResizeObserver(() => {
    if (this.#isAtEnd) this.#toEnd();
  });
  readonly #folding = new Folding(this);

  static override styles = [controlsStyle, foldingStyle, chatStyle];

  protected override render() {
    const { talk: words } = this.words.calls;
    const { talk, snapshot } = this.call;
    const peer = namingOf(snapshot, this.state.personal).short;
    const isMine = snapshot.role === "local";
    const quote = quoteOf(this.call.snapshot);
    const accepted = standingOf({ ...this.call, talk: undefined }, this.words.calls, peer).title;
    const { lines, leftOut } = talk.chat;
    const said = (key: string, text: string) => this.#folding.words(key, text, this.words);
    return html`
      <div class="head">
        <h2 id="chat">${words.chat}</h2>
        ${this.#hasClose ? iconButton(words.closeChat, icons.cross, () => this.actions.showChat(false), "plain icon-only") : nothing}
      </div>
      <div role="log" aria-labelledby="chat" tabindex="0" @scroll=${this.#scrolled}>
        ${snapshot.content === "" ? nothing : this.#bubble(isMine, said("content", snapshot.content))}
        <p class="event">${accepted}</p>
        ${quote === undefined ? nothing : this.#bubble(!isMine, said("quote", quote))}
        ${leftOut === 0 ? nothing : html`<p class="event">${words.leftOut(leftOut)}</p>`}
        ${repeat(lines, ({ number }) => number, this.#line)}
        ${lines.length === 0 && quote === undefined ? html`<p class="event">${words.chatEmpty}</p>` : nothing}
      </div>
      ${
        unreadIn(talk) === 0
          ? nothing
          : html`<button class="primary news" @click=${this.#toEnd}>${icons.down} ${words.newMessages}</button>`
      }
      <form @submit=${this.#submit}>
        <input dir="auto" aria-label=${words.write} placeholder=${words.write} autocomplete="off" enterkeyhint="send" maxlength=${CHAT_LIMITS.lineMax} @input=${this.#forgive} />
        <button class="primary icon-only" aria-label=${words.send} title=${words.send}>${icons.send}</button>
      </form>
    `;
  }

  readonly #line = ({ number, isMine, atMs, text, isCut }: ChatLine) => {
    const words = this.#folding.line(`${number}`, text, this.words);
    const more = isCut ? html`<p class="event">${this.words.calls.talk.cut}</p>` : nothing;
    const time = html`<time datetime=${new Date(atMs).toISOString()}>${timeWords(atMs, this.words.lang)}</time>`;
    return html`${this.#bubble(isMine, html`${words} ${time}`)}${more}`;
  };

  /** In a chat call, the chat is the call. */
  get #hasClose(): boolean {
    return this.call.talk.kind !== "chat";
  }

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

  protected override updated(): void {
    if (this.#isAtEnd) this.#toEnd();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#scrolled);
    this.#room.observe(this);
  }

  override disconnectedCallback(): void {
    this.#room.disconnect();
    document.removeEventListener("visibilitychange", this.#scrolled);
    super.disconnectedCallback();
  }

  readonly #toEnd = (): void => {
    const log = this.renderRoot.querySelector("[role=log]");
    if (log !== null) log.scrollTop = log.scrollHeight;
    this.#scrolled();
  };

  /** What is in sight on a page that is shown has been read. */
  readonly #scrolled = (): void => {
    const log = this.renderRoot.querySelector("[role=log]");
    if (log === null) return;
    this.#isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    if (this.#isAtEnd && !document.hidden) this.actions.read(this.call.key);
  };
}

customElements.define("demo-chat", Chat);
