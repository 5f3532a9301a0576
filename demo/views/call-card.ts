// What the cards of both directions have in common: the frame, the texts, and a focus that is never lost.
import { html, nothing, type TemplateResult } from "lit";
import { mediaWords, quoteOf } from "peer-invite/ui/functions";
import type { Call } from "../calls.ts";
import { EMPTY_CHAT } from "../chat.ts";
import { kindWords, standingOf } from "../standing.ts";
import { callCardStyle } from "../styles/call-card.ts";
import { controlsStyle } from "../styles/controls.ts";
import { foldingStyle } from "../styles/folding.ts";
import { ringStyle } from "../styles/ring.ts";
import "peer-invite/ui";
import { CardView } from "./card-view.ts";
import { Folding } from "./folding.ts";

/** The base of the two cards. */
export abstract class CallCard<C extends Call> extends CardView<C> {
  static override styles = [controlsStyle, foldingStyle, ringStyle, callCardStyle];
  #hadFocus = false;
  readonly #folding = new Folding(this);

  /** Whether it is drawn as ringing. */
  protected abstract get rings(): boolean;
  protected abstract buttons(): TemplateResult;
  /** Whether the person here wrote the text of the answer. */
  protected abstract get answersItself(): boolean;

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  protected override render() {
    const { snapshot, totalMs } = this.call;
    const { calls } = this.words;
    const { title, detail, tone } = standingOf(this.call, calls);
    const look = snapshot.outcome ? "ended" : this.rings ? "ringing" : "open";
    // An open call is a landmark. The cards of ended calls would only get in its way.
    const role = snapshot.outcome ? "article" : "region";
    return html`
      <div role=${role} aria-label=${this.label} class="card panel ${look}" tabindex="-1">
        <header>
          <peer-avatar
            .peer=${snapshot.peer}
            .untilMs=${snapshot.expiresAtMs}
            .totalMs=${totalMs}
            ?ringing=${this.rings}
          ></peer-avatar>
          <div>
            <p class="direction">${snapshot.role === "local" ? "↗" : "↙"} ${kindWords(this.call, calls)}</p>
            <p class="standing short ${tone}" role="status">${title}</p>
          </div>
          ${this.countdown()}
        </header>
        <p class="detail ${this.rings ? "short" : ""}" aria-live="polite">${detail ?? nothing}</p>
        ${
          this.call.talk?.chat.lines.length
            ? html`<div class="said long" role="group" aria-label=${calls.talk.chat} tabindex="0">${this.#said()}</div>`
            : html`<div class="said">${this.#said()}</div>`
        }
        ${this.extra()}
        ${this.buttons()}
        ${this.problem()}
      </div>
    `;
  }

  /** What else is shown before the buttons. */
  protected extra(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The devices that are missing in this call. */
  protected deviceProblems(): TemplateResult[] {
    return mediaWords(this.state.studio.errors, this.words).map(
      (words) => html`<p class="note">${words}</p>`,
    );
  }

  #said(): TemplateResult {
    const { snapshot, talk } = this.call;
    const quote = quoteOf(snapshot);
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

  /** A button that had the focus may be gone, together with the state that it belonged to. */
  protected override updated(): void {
    if (this.#hadFocus && this.shadowRoot?.activeElement === null) this.card.focus();
  }
}
