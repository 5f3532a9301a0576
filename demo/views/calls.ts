// The cards of all calls, and where the focus goes when a card appears or disappears.
import { html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { hereNow, isCallLarge } from "../attention.ts";
import {
  type Call,
  type IncomingCall,
  isOpen,
  isOutgoing,
  isRingingHere,
  isTalkedIn,
  isTalking,
  isToAnswer,
  lastEnded,
} from "../calls.ts";
import { namingOf } from "../naming.ts";
import { isOneOfSeveral } from "../several.ts";
import { callsStyle } from "../styles/calls.ts";
import { controlsStyle } from "../styles/controls.ts";
import { isOnlyChat } from "../talk.ts";
import type { CallCard } from "./call-card.ts";
import { focused, isTyping, moveTo } from "./focus.ts";
import "./ended-card.ts";
import "./held-card.ts";
import "./incoming-card.ts";
import "./missed-notice.ts";
import "./outgoing-card.ts";
import "./several-card.ts";
import "./talk.ts";
import { View } from "./view.ts";
import "./waiting-card.ts";

/** `<demo-calls>` */
export class Calls extends View {
  #shown: readonly string[] = [];
  /** The place in the list of the card that has the focus; -1 if no card has it. */
  #focusedAt = -1;
  /** The key of that card's call. */
  #focusedKey: string | undefined;
  /** Whether that card's call is still open. A person at an ended call may be called away from it. */
  #isOccupied = false;
  /** The element in that card that has the focus. */
  #focused: HTMLElement | undefined;
  /** The calls that rang during another call. They stay over it until they are answered. */
  #waiting: ReadonlySet<string> = new Set();
  /** The text typed as an answer, by the call's key. It outlasts the card that it was typed on. */
  readonly #typed = new Map<string, string>();

  static override styles = [controlsStyle, callsStyle];

  protected override willUpdate(): void {
    const host = this.shadowRoot?.activeElement;
    this.#focusedAt = host ? this.#cards.indexOf(host as CallCard<Call>) : -1;
    const { calls } = this.state;
    const waits = (call: Call): boolean => this.#waiting.has(call.key) || calls.some(isTalkedIn);
    this.#waiting = new Set(calls.filter((call) => isToAnswer(call) && waits(call)).map(({ key }) => key));
    for (const key of this.#typed.keys())
      if (!calls.some((call) => call.key === key)) this.#typed.delete(key);
    this.#focusedKey = this.#shown[this.#focusedAt];
    this.#isOccupied = calls.some((call) => call.key === this.#focusedKey && isOpen(call));
    const element = focused();
    this.#focused = host && element instanceof HTMLElement ? element : undefined;
  }

  protected override render() {
    const calls = this.#inOrder;
    const isLarge = isCallLarge(this.state);
    // Over the large stage there is room for those who wait, and for calls that are placed meanwhile.
    const isOver = (call: Call): boolean =>
      this.#waits(call) || (isLarge && isOutgoing(call) && isOpen(call) && !isTalking(call));
    const waiting = calls.filter(isOver);
    const others = calls.filter((call) => !isOver(call));
    const talked = calls.find(isTalkedIn);
    return html`
      <section class="${isLarge ? "large" : ""} ${talked !== undefined && isOnlyChat(talked.talk) ? "chat" : ""}" aria-labelledby="title" @fullscreen=${this.#full}>
        ${
          talked === undefined || !isLarge
            ? html`<h2 id="title" class="hidden" tabindex="-1">${this.words.calls.title}</h2>`
            : html`<h1 id="title" class="hidden" tabindex="-1">${this.words.calls.with(namingOf(talked.snapshot, this.state.personal).short)}</h1>`
        }
        <div class="waiting">
          ${isLarge ? html`<demo-missed-notice .state=${this.state} .actions=${this.actions}></demo-missed-notice>` : nothing}
          ${repeat(waiting, ({ key }) => key, this.#card)}
        </div>
        ${this.state.group === undefined || isLarge ? nothing : html`<demo-several-card .state=${this.state} .actions=${this.actions}></demo-several-card>`}
        ${
          others.length === 0
            ? nothing
            : html`<div class="list">${repeat(others, ({ key }) => key, this.#card)}</div>`
        }
      </section>
    `;
  }

  /**
   * In the order of the state, except during a call: what waits for an answer comes first, then the calls on hold, then the active
   * one. The call that ended last has a card. The list of recent calls has them all.
   */
  get #inOrder(): readonly Call[] {
    const { group } = this.state;
    const own = this.state.calls.filter((call) => !isOneOfSeveral(call, group));
    // Who is online now has a notice, which says more than that nobody was reached.
    const here = hereNow(this.state);
    const isSaid = ({ snapshot }: Call): boolean =>
      snapshot.outcome?.kind === "failed" && here.includes(snapshot.peer);
    const ended = lastEnded(own.filter((call) => !isSaid(call)));
    const calls = own.filter((call) => isOpen(call) || call === ended);
    const isHeld = (call: Call): boolean => isTalking(call) && !isTalkedIn(call);
    const ranks = [this.#waits, isHeld, isTalkedIn, isOpen, () => true];
    const rank = (call: Call): number => ranks.findIndex((has) => has(call));
    return calls.some(isTalking) || this.#waiting.size > 0
      ? calls.toSorted((a, b) => rank(a) - rank(b))
      : calls;
  }

  /** Whether a call waits over another one for its answer. */
  readonly #waits = (call: Call): call is IncomingCall => this.#waiting.has(call.key);

  readonly #card = (call: Call) => {
    const { state, actions } = this;
    if (this.#waits(call))
      return html`<demo-waiting-card class="one" .typed=${this.#typed} .call=${call} .state=${state} .actions=${actions}></demo-waiting-card>`;
    if (isTalking(call) && call.talk.snapshot.held)
      return html`<demo-held-card class="one" ?flat=${isCallLarge(state)} .call=${call} .state=${state} .actions=${actions}></demo-held-card>`;
    if (isTalking(call))
      return html`<demo-talk class="one" .call=${call} .state=${state} .actions=${actions}></demo-talk>`;
    if (!isOpen(call))
      return html`<demo-ended-card class="one" .call=${call} .state=${state} .actions=${actions}></demo-ended-card>`;
    return isOutgoing(call)
      ? html`<demo-outgoing-card class="one" .call=${call} .state=${state} .actions=${actions}></demo-outgoing-card>`
      : html`<demo-incoming-card class="one" .typed=${this.#typed} .call=${call} .state=${state} .actions=${actions}></demo-incoming-card>`;
  };

  protected override updated(_changed: PropertyValues<this>): void {
    const calls = this.#inOrder;
    const keys = calls.map(({ key }) => key);
    const arrived = calls.find(({ key }) => !this.#shown.includes(key));
    const isGone = this.#shown.some((key) => !keys.includes(key));
    this.#shown = keys;
    if (document.fullscreenElement && !calls.some(isTalkedIn)) void document.exitFullscreen();
    // A card that has changed its place has lost the focus on the way.
    if (!this.shadowRoot?.activeElement) this.#focused?.focus({ preventScroll: true });
    // A call has got another card, as when a ringing call begins.
    const isReplaced = !isGone && this.#focusedAt >= 0;
    if (arrived !== undefined) this.#greet(arrived, keys.indexOf(arrived.key));
    else if (isReplaced && !this.shadowRoot?.activeElement) this.#stay();
    else if (isGone && this.#focusedAt >= 0 && !this.shadowRoot?.activeElement) this.#moveOn();
  }

  /** Shows the active call in full screen, with the waiting calls over it, or leaves full screen. */
  readonly #full = (): void => {
    const section = this.renderRoot.querySelector("section");
    if (document.fullscreenElement) void document.exitFullscreen();
    else void section?.requestFullscreen?.();
    this.actions.resize("large");
  };

  /** A call placed here gets the focus. An incoming one gets it only if the person is not typing or busy with another call. */
  #greet(call: Call, place: number): void {
    const isFree = !this.#isOccupied && !isTyping();
    if (isOutgoing(call) || isFree) this.#cards[place]?.focusCard();
  }

  /** The focus moves to the new card of its call. A person who was typing an answer can go on typing. */
  #stay(): void {
    const card = this.#cards.find(({ call }) => call.key === this.#focusedKey);
    const wasTyping = this.#focused instanceof HTMLInputElement;
    void card?.updateComplete.then(() => {
      const input = wasTyping ? card.shadowRoot?.querySelector("input") : undefined;
      if (input) input.focus({ preventScroll: true });
      else card.focusCard();
    });
  }

  /** The focused card is gone. The focus moves to the next one, or to the heading. */
  #moveOn(): void {
    const next = this.#cards[Math.min(this.#focusedAt, this.#cards.length - 1)];
    if (next !== undefined) next.focusCard();
    else moveTo(this.renderRoot.querySelector("#title") as HTMLElement);
  }

  /** Moves the focus to the first call that rings. */
  focusRinging(): void {
    this.#cards.find(({ call }) => isRingingHere(call))?.focusCard();
  }

  get #cards(): CallCard<Call>[] {
    return [...this.renderRoot.querySelectorAll<CallCard<Call>>(".one")];
  }
}

customElements.define("demo-calls", Calls);

declare global {
  interface HTMLElementTagNameMap {
    "demo-calls": Calls;
  }
}
