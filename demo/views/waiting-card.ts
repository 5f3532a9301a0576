// The card of a call that rings during another call. It is small, and lies over the other call without moving anything.
import { html, nothing, type TemplateResult } from "lit";
import { plainLine } from "peer-invite/ui/functions";
import { type IncomingCall, isTalkedIn } from "../calls.ts";
import { type Kind, kindOf } from "../kinds.ts";
import { namingOf } from "../naming.ts";
import { kindWords, standingOf } from "../standing.ts";
import { controlsStyle } from "../styles/controls.ts";
import { waitingCardStyle } from "../styles/waiting-card.ts";
import "peer-invite/ui";
import { iconButton } from "./buttons.ts";
import { CardView } from "./card-view.ts";
import { icons, kindIcons } from "./icons.ts";

/** The card shows one line of the message, which has no room for more. */
const WORDS_MAX = 200;

/** `<demo-waiting-card>` */
export class WaitingCard extends CardView<IncomingCall> {
  /** The text that was typed as an answer, by the call's key. */
  declare typed: Map<string, string>;
  static override styles = [controlsStyle, waitingCardStyle];

  protected override render() {
    const { calls } = this.words;
    const { snapshot, totalMs } = this.call;
    const { content, expiresAtMs } = snapshot;
    const { title, detail } = standingOf(this.call, calls, this.naming.short);
    const talked = this.state.calls.find(isTalkedIn);
    const holds =
      talked === undefined ? "" : calls.holds(namingOf(talked.snapshot, this.state.personal).short);
    return html`
      <div role="region" class="card ringing panel" tabindex="-1" aria-label=${this.label}>
        <peer-avatar .peer=${this.naming.whole} .untilMs=${expiresAtMs} .totalMs=${totalMs} ringing></peer-avatar>
        <div class="who">
          <b class="short" role="status" title=${this.naming.whole}>${title}</b>
          ${content === "" ? nothing : html`<p class="words" dir="auto">${plainLine(content, WORDS_MAX)}</p>`}
          <p>${calls.kindAnd(kindWords(this.call, calls), detail ?? holds)}</p>
        </div>
        ${this.countdown()} ${this.wholeName()} ${this.warning()}
        ${snapshot.state === "ringing" ? this.#answers() : nothing}
        ${this.problem()}
      </div>
    `;
  }

  #answers(): TemplateResult {
    const { key } = this.call;
    const { calls: words } = this.words;
    const refuse = (response: string): void => this.actions.refuse(key, response);
    return html`
      ${this.#buttons(() => this.typed.get(key)?.trim() ?? "", refuse)}
      <details class="reply" ?open=${this.typed.has(key)}>
        <summary>${words.withWords}</summary>
        <input
          dir="auto"
          aria-label=${words.answer}
          placeholder="${words.answer} ${words.answerHint}"
          autocomplete="off"
          .value=${this.typed.get(key) ?? ""}
          @input=${({ target }: Event) => this.typed.set(key, (target as HTMLInputElement).value)}
        />
        <div class="replies" role="group" aria-labelledby="replies">
          <span id="replies">${words.quickReplies}</span>
          ${words.replies.map((reply) => html`<button @click=${() => refuse(reply)}>${reply}</button>`)}
        </div>
      </details>
    `;
  }

  /** Only the two main ones have a text beside the icon. */
  #buttons(response: () => string, refuse: (response: string) => void): TemplateResult {
    const { key, snapshot } = this.call;
    const { calls: words } = this.words;
    const kind = kindOf(snapshot.kind);
    const accept = (as?: Kind): void => this.actions.accept(key, response(), as);
    return html`
      <div class="buttons answers">
        <button class="primary answer" @click=${() => accept()}>
          ${kind === undefined ? icons.check : kindIcons[kind]} ${words.accept}
        </button>
        <button class="danger answer" @click=${() => refuse(response())}>${icons.hangUp} ${words.refuse}</button>
        ${kind === "video" ? iconButton(words.withoutVideo, icons.phone, () => accept("audio")) : nothing}
        ${iconButton(words.ignore, icons.bellOff, () => this.actions.ignore(key), "icon-only plain")}
      </div>
    `;
  }
}

customElements.define("demo-waiting-card", WaitingCard);
