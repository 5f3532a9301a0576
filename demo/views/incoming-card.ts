// The card of an incoming call.
import { html, nothing } from "lit";
import type { IncomingCall } from "../calls.ts";
import { type Answering, answerButtons, answerField, quickReplies } from "./answering.ts";
import { CallCard } from "./call-card.ts";
import { icons } from "./icons.ts";

/** `<demo-incoming-card>` */
export class IncomingCard extends CallCard<IncomingCall> {
  /** The text that was typed as an answer, by the call's key. */
  declare typed: Map<string, string>;

  protected override get rings(): boolean {
    return this.call.snapshot.state === "ringing";
  }

  protected override get answersItself(): boolean {
    return this.call.snapshot.outcome?.kind !== "canceled";
  }

  protected override extra() {
    return this.call.snapshot.state === "accepting" && this.state.studio.isAsking
      ? html`<p class="note">${this.words.page.preview.asking}</p>`
      : nothing;
  }

  protected override buttons() {
    const { calls } = this.words;
    const { key, snapshot } = this.call;
    if (snapshot.outcome !== undefined)
      return html`<div class="buttons">
        <button @click=${() => this.actions.callAgain(key)}>${icons.again} ${calls.back}</button>
        <button class="plain" @click=${() => this.actions.dismiss(key)}>${calls.dismiss}</button>
      </div>`;
    if (snapshot.state !== "ringing" && snapshot.state !== "ignored") return html``;
    const { call, typed, actions } = this;
    const answering: Answering = { call, typed, actions, words: calls };
    return html`
      ${answerButtons(answering, false)}
      <div>
        <label for="answer">${calls.answer} <span class="optional" aria-hidden="true">${calls.answerHint}</span></label>
        ${answerField(answering)}
      </div>
      ${quickReplies(answering)}
    `;
  }
}

customElements.define("demo-incoming-card", IncomingCard);
