// The card of a call placed here.
import { html, nothing } from "lit";
import type { OutgoingCall } from "../calls.ts";
import { outgoingWords, type Standing } from "../words.ts";
import { CallCard } from "./call-card.ts";
import { again, cross } from "./icons.ts";

/** `<demo-outgoing-card>` */
export class OutgoingCard extends CallCard<OutgoingCall> {
  protected override get label(): string {
    return `Call to ${this.call.snapshot.callee}`;
  }

  protected override get standing(): Standing {
    return outgoingWords(this.call);
  }

  protected override get rings(): boolean {
    return this.call.snapshot.progress === "ringing";
  }

  protected override get direction(): string {
    return `You → ${this.call.snapshot.callee}`;
  }

  protected override said() {
    const { content } = this.call.snapshot;
    const { quote } = this.standing;
    return html`
      ${content === "" ? nothing : html`<blockquote class="mine">${content}</blockquote>`}
      <div aria-live="polite">${quote ? html`<blockquote>${quote}</blockquote>` : nothing}</div>
    `;
  }

  protected override buttons() {
    const { key, snapshot } = this.call;
    if (snapshot.outcome === undefined)
      return html`<div class="buttons">
        <button class="danger" @click=${() => this.actions.cancel(key)}>${cross} Cancel</button>
      </div>`;
    const { outcome } = snapshot;
    const isOver =
      outcome.kind === "accepted" || (outcome.kind === "canceled" && outcome.reason === "superseded");
    const callAgain = html`<button @click=${() => this.actions.callAgain(key)}>${again} Call again</button>`;
    return html`<div class="buttons">
      ${isOver ? nothing : callAgain}
      <button @click=${() => this.actions.dismiss(key)}>Dismiss</button>
    </div>`;
  }
}

customElements.define("demo-outgoing-card", OutgoingCard);
