// What the cards of both directions have in common: the frame, the words, and a focus that is never lost.
import { html, nothing, type TemplateResult } from "lit";
import type { Call } from "../calls.ts";
import { otherPeer } from "../calls.ts";
import { EMPTY_CHAT } from "../chat.ts";
import { kindWords, mediaWords, quoteOf, type Standing, standingOf } from "../standing.ts";
import { card } from "../styles/card.ts";
import { controls } from "../styles/controls.ts";
import "./avatar.ts";
import "./countdown.ts";
import { moveTo } from "./focus.ts";
import { Folding, foldingStyle } from "./folding.ts";
import { View } from "./view.ts";

/** The base of the two cards. */
export abstract class CallCard<C extends Call> extends View {
  static override properties = { ...View.properties, call: { attribute: false } };
  declare call: C;
  static override styles = [controls, foldingStyle, card];
  #hadFocus = false;
  readonly #folding = new Folding(this);

  /** The card's accessible name. */
  protected abstract get label(): string;
  /** Whether it is drawn as ringing. */
  protected abstract get rings(): boolean;
  protected abstract buttons(): TemplateResult;
  /** Whether the words said with the answer are those of the person here. */
  protected abstract get answersItself(): boolean;

  /** Moves the focus to the card itself, so that its buttons come next. */
  focusCard(): void {
    void this.updateComplete.then(() => moveTo(this.#card));
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  protected override render() {
    const { snapshot, key } = this.call;
    const { calls } = this.words;
    const { problem } = this.state;
    const { title, detail, tone }: Standing = standingOf(this.call, calls);
    const look = snapshot.outcome ? "ended" : this.rings ? "ringing" : "open";
    // A landmark while there is something to do; the cards of ended calls would only be in its way.
    const role = snapshot.outcome ? "article" : "region";
    return html`
      <div role=${role} aria-label=${this.label} class="card panel ${look}" tabindex="-1">
        <header>
          <demo-avatar
            .peer=${otherPeer(snapshot)}
            .untilMs=${snapshot.expiresAtMs}
            .totalMs=${this.call.totalMs}
            ?ringing=${this.rings}
          ></demo-avatar>
          <div>
            <p class="direction">${snapshot.role === "local" ? "↗" : "↙"} ${kindWords(this.call, calls)}</p>
            <p class="standing short ${tone}" role="status">${title}</p>
          </div>
          ${
            snapshot.expiresAtMs === undefined
              ? nothing
              : html`<demo-countdown .untilMs=${snapshot.expiresAtMs} .label=${calls.timeLeft}></demo-countdown>`
          }
        </header>
        <p class="detail ${this.rings ? "short" : ""}" aria-live="polite">${detail ?? nothing}</p>
        ${
          this.call.talk?.chat.lines.length
            ? html`<div class="said long" role="group" aria-label=${calls.talk.chat} tabindex="0">${this.#said()}</div>`
            : html`<div class="said">${this.#said()}</div>`
        }
        ${this.extra()}
        ${this.buttons()}
        ${problem?.at === key ? html`<p class="problem" role="alert">${problem.say(this.words)}</p>` : nothing}
      </div>
    `;
  }

  /** What else there is to see before the buttons. */
  protected extra(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Devices that could not be had for this call. */
  protected deviceProblems(): TemplateResult[] {
    return mediaWords(this.state.studio.errors, this.words).map(
      (words) => html`<p class="note">${words}</p>`,
    );
  }

  #said(): TemplateResult {
    const { snapshot, talk } = this.call;
    const quote = quoteOf(this.call);
    const { leftOut, lines } = talk?.chat ?? EMPTY_CHAT;
    const bubble = (isMine: boolean, words: TemplateResult): TemplateResult =>
      html`<blockquote dir="auto" class=${isMine ? "mine" : ""}>${words}</blockquote>`;
    const said = (key: string, text: string) => this.#folding.words(key, text, this.words);
    return html`
      ${snapshot.content === "" ? nothing : bubble(snapshot.role === "local", said("content", snapshot.content))}
      <div aria-live="polite">${quote === undefined ? nothing : bubble(this.answersItself, said("quote", quote))}</div>
      ${leftOut === 0 ? nothing : html`<p class="note">${this.words.calls.talk.leftOut(leftOut)}</p>`}
      ${lines.map(
        ({ number, isMine, text, isCut }) => html`
          ${bubble(isMine, this.#folding.line(`${number}`, text, this.words))}
          ${isCut ? html`<p class="note">${this.words.calls.talk.cut}</p>` : nothing}
        `,
      )}
    `;
  }

  /** The focused button may be gone with the state it belonged to. */
  protected override updated(): void {
    if (this.#hadFocus && this.shadowRoot?.activeElement === null) this.#card.focus();
  }

  get #card(): HTMLElement {
    return this.renderRoot.querySelector(".card") as HTMLElement;
  }
}
