// The card of a call that rings during another call. It is small, and lies over the other call without moving anything.
import { html, nothing } from "lit";
import { plainLine } from "peer-invite/ui/functions";
import { type IncomingCall, isTalkedIn } from "../calls.ts";
import { kindWords, standingOf } from "../standing.ts";
import { controlsStyle } from "../styles/controls.ts";
import { ringStyle } from "../styles/ring.ts";
import { waitingCardStyle } from "../styles/waiting-card.ts";
import { type Answering, answerButtons, answerField, quickReplies } from "./answering.ts";
import "peer-invite/ui";
import { CardView } from "./card-view.ts";

/** If there is less room, the text is folded away so that the buttons of the other call stay in sight. */
const IS_ROOMY = matchMedia("(min-width: 620px) and (min-height: 560px)");

/** The card shows two lines of the message, which have no room for more. */
const WORDS_MAX = 300;

/** `<demo-waiting-card>` */
export class WaitingCard extends CardView<IncomingCall> {
  /** The text that was typed as an answer, by the call's key. */
  declare typed: Map<string, string>;
  static override styles = [controlsStyle, ringStyle, waitingCardStyle];

  protected override render() {
    const { calls } = this.words;
    const { snapshot, totalMs } = this.call;
    const { caller, content, expiresAtMs } = snapshot;
    const { title, detail } = standingOf(this.call, calls);
    const talked = this.state.calls.find(isTalkedIn);
    const holds = talked === undefined ? "" : calls.holds(talked.snapshot.peer);
    return html`
      <div role="region" class="card ringing panel" tabindex="-1" aria-label=${this.label}>
        <peer-avatar .peer=${caller} .untilMs=${expiresAtMs} .totalMs=${totalMs} ringing></peer-avatar>
        <div class="who">
          <b class="short" role="status">${title}</b>
          ${content === "" ? nothing : html`<p class="words" dir="auto">${plainLine(content, WORDS_MAX)}</p>`}
          <p class="short">${calls.kindAnd(kindWords(this.call, calls), detail ?? holds)}</p>
        </div>
        ${this.countdown()}
        ${snapshot.state === "ringing" ? this.#answers() : nothing}
        ${this.problem()}
      </div>
    `;
  }

  #answers() {
    const { call, typed, actions } = this;
    const { calls } = this.words;
    const answering: Answering = { call, typed, actions, words: calls };
    return html`
      ${answerButtons(answering, true)}
      <details ?open=${IS_ROOMY.matches}>
        <summary>${calls.withWords}</summary>
        ${answerField(answering, `${calls.answer} ${calls.answerHint}`)}
        ${quickReplies(answering)}
      </details>
    `;
  }
}

customElements.define("demo-waiting-card", WaitingCard);
