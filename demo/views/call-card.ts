// What the cards of both directions have in common: the frame, the words, and a focus that is never lost.
import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Actions } from "../actions.ts";
import type { Call } from "../calls.ts";
import { otherPeer } from "../calls.ts";
import type { Problem } from "../store.ts";
import { card } from "../styles/card.ts";
import { controls } from "../styles/controls.ts";
import type { Standing } from "../words.ts";
import "./avatar.ts";
import "./countdown.ts";
import { moveTo } from "./focus.ts";

/** The base of the two cards. */
export abstract class CallCard<C extends Call> extends LitElement {
  static override properties = {
    call: { attribute: false },
    actions: { attribute: false },
    problem: { attribute: false },
  };
  declare call: C;
  declare actions: Actions;
  declare problem: Problem | undefined;
  static override styles = [controls, card];
  #hadFocus = false;

  /** The card's accessible name. */
  protected abstract get label(): string;
  protected abstract get standing(): Standing;
  /** Whether it is drawn as ringing. */
  protected abstract get rings(): boolean;
  /** The small line above the standing. */
  protected abstract get direction(): string;
  protected abstract said(): TemplateResult;
  protected abstract buttons(): TemplateResult;

  /** Moves the focus to the card itself, so that its buttons come next. */
  focusCard(): void {
    void this.updateComplete.then(() => moveTo(this.#card));
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  protected override render() {
    const { snapshot, key } = this.call;
    const { title, detail, tone } = this.standing;
    const look = snapshot.outcome ? "ended" : this.rings ? "ringing" : "open";
    // A landmark while there is something to do; the cards of ended calls would only be in its way.
    const role = snapshot.outcome ? "article" : "region";
    return html`
      <div role=${role} aria-label=${this.label} class="card ${look}" tabindex="-1">
        <header>
          <demo-avatar
            .peer=${otherPeer(snapshot)}
            .untilMs=${snapshot.expiresAtMs}
            .totalMs=${this.call.totalMs}
            ?ringing=${this.rings}
          ></demo-avatar>
          <div>
            <p class="direction">${this.direction}</p>
            <p class="standing ${tone}" role="status">${title}</p>
          </div>
          ${
            snapshot.expiresAtMs === undefined
              ? nothing
              : html`<demo-countdown .untilMs=${snapshot.expiresAtMs}></demo-countdown>`
          }
        </header>
        <p class="detail" aria-live="polite">${detail ?? nothing}</p>
        <div class="said">${this.said()}</div>
        ${this.buttons()}
        ${this.problem?.at === key ? html`<p class="problem" role="alert">${this.problem.text}</p>` : nothing}
      </div>
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
