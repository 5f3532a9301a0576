// The calls of both directions, the newest first, and where the focus goes when one comes or goes.
import { css, html, LitElement, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Actions } from "../actions.ts";
import { linkToTryAlone } from "../address.ts";
import { type Call, isOutgoing } from "../calls.ts";
import type { State } from "../store.ts";
import { controls } from "../styles/controls.ts";
import type { CallCard } from "./call-card.ts";
import { focused, isTyping, moveTo } from "./focus.ts";
import { phone } from "./icons.ts";
import "./incoming-card.ts";
import "./outgoing-card.ts";

/** `<demo-calls>` */
export class Calls extends LitElement {
  static override properties = { state: { attribute: false }, actions: { attribute: false } };
  declare state: State;
  declare actions: Actions;
  #shown: readonly string[] = [];
  /** The place in the list of the card that has the focus; -1 when none has. */
  #focusedAt = -1;
  /** What has the focus in that card. */
  #focused: HTMLElement | undefined;

  static override styles = [
    controls,
    css`
      h2 {
        margin: 0 2px 12px;
        font-size: 1.0625rem;
        letter-spacing: -0.01em;
        border-radius: 4px;
      }

      .list {
        display: grid;
        gap: var(--gap);
      }

      .empty {
        display: grid;
        gap: 14px;
        justify-items: center;
        padding: clamp(28px, 6vw, 72px) 24px;
        border: 2px dashed var(--line);
        border-radius: var(--radius);
        text-align: center;
        text-wrap: balance;
        color: var(--ink-soft);
      }

      .badge {
        display: grid;
        place-items: center;
        width: 64px;
        height: 64px;
        border-radius: 50%;
        font-size: 1.5rem;
        color: var(--brand);
        background: var(--brand-tint);
      }

      .empty b {
        font-size: 1.125rem;
        color: var(--ink);
      }
    `,
  ];

  protected override willUpdate(): void {
    const host = this.shadowRoot?.activeElement;
    this.#focusedAt = host ? this.#cards.indexOf(host as CallCard<Call>) : -1;
    const element = focused();
    this.#focused = host && element instanceof HTMLElement ? element : undefined;
  }

  protected override render() {
    const { calls, name } = this.state;
    return html`
      <section aria-labelledby="title">
        <h2 id="title" tabindex="-1">Calls</h2>
        ${
          calls.length === 0
            ? this.#empty(name)
            : html`<div class="list">${repeat(calls, ({ key }) => key, this.#card)}</div>`
        }
      </section>
    `;
  }

  #empty(name: string) {
    return html`
      <div class="empty">
        <span class="badge">${phone}</span>
        <b>Nobody is ringing.</b>
        <p>Send your link to somebody, or call a name. To try it alone, be somebody else in a second tab.</p>
        <a class="button" target="_blank" rel="noopener" href=${linkToTryAlone(name)}>Open a second tab</a>
      </div>
    `;
  }

  readonly #card = (call: Call) =>
    isOutgoing(call)
      ? html`<demo-outgoing-card .call=${call} .actions=${this.actions} .problem=${this.state.problem}></demo-outgoing-card>`
      : html`<demo-incoming-card .call=${call} .actions=${this.actions} .problem=${this.state.problem}></demo-incoming-card>`;

  protected override updated(_changed: PropertyValues<this>): void {
    const { calls } = this.state;
    const keys = calls.map(({ key }) => key);
    const arrived = calls.find(({ key }) => !this.#shown.includes(key));
    const isGone = this.#shown.some((key) => !keys.includes(key));
    this.#shown = keys;
    // A card that changed its place has lost the focus on the way.
    if (!this.shadowRoot?.activeElement) this.#focused?.focus({ preventScroll: true });
    if (arrived !== undefined) this.#greet(arrived, keys.indexOf(arrived.key));
    else if (isGone && this.#focusedAt >= 0 && !this.shadowRoot?.activeElement) this.#moveOn();
  }

  /** One's own new call gets the focus; somebody else's only where nothing is typed and no other call is answered. */
  #greet(call: Call, place: number): void {
    const isFree = this.#focusedAt < 0 && !isTyping();
    if (isOutgoing(call) || isFree) this.#cards[place]?.focusCard();
  }

  /** The focused card was dismissed: on to the one in its place, or to the heading. */
  #moveOn(): void {
    const next = this.#cards[Math.min(this.#focusedAt, this.#cards.length - 1)];
    if (next !== undefined) next.focusCard();
    else moveTo(this.renderRoot.querySelector("h2") as HTMLElement);
  }

  get #cards(): CallCard<Call>[] {
    return [...this.renderRoot.querySelectorAll<CallCard<Call>>("demo-outgoing-card, demo-incoming-card")];
  }
}

customElements.define("demo-calls", Calls);
