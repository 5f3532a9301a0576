// The card of a call that came in.
import { html, nothing } from "lit";
import type { IncomingCall } from "../calls.ts";
import { incomingWords, type Standing } from "../words.ts";
import { CallCard } from "./call-card.ts";
import { check, cross, muted } from "./icons.ts";

/** `<demo-incoming-card>` */
export class IncomingCard extends CallCard<IncomingCall> {
  protected override get label(): string {
    return `Call from ${this.call.snapshot.caller}`;
  }

  protected override get standing(): Standing {
    return incomingWords(this.call);
  }

  protected override get rings(): boolean {
    return this.call.snapshot.state === "ringing";
  }

  protected override get direction(): string {
    return `${this.call.snapshot.caller} → you`;
  }

  protected override said() {
    const { content, outcome } = this.call.snapshot;
    const { quote } = this.standing;
    const who = outcome?.kind === "canceled" ? "" : "mine";
    return html`
      ${content === "" ? nothing : html`<blockquote>${content}</blockquote>`}
      <div aria-live="polite">${quote ? html`<blockquote class=${who}>${quote}</blockquote>` : nothing}</div>
    `;
  }

  protected override buttons() {
    const { key, snapshot } = this.call;
    if (snapshot.outcome !== undefined)
      return html`<div class="buttons">
        <button @click=${() => this.actions.dismiss(key)}>Dismiss</button>
      </div>`;
    if (snapshot.state !== "ringing" && snapshot.state !== "ignored") return html``;
    const ignore = html`<button class="plain answer" @click=${() => this.actions.ignore(key)}>${muted} Ignore</button>`;
    return html`
      <div>
        <label for="answer">Answer <span class="optional" aria-hidden="true">(optional words)</span></label>
        <input id="answer" autocomplete="off" />
      </div>
      <div class="buttons">
        <button class="primary answer" @click=${() => this.actions.accept(key, this.#answer)}>${check} Accept</button>
        <button class="danger answer" @click=${() => this.actions.refuse(key, this.#answer)}>${cross} Refuse</button>
        ${snapshot.state === "ringing" ? ignore : nothing}
      </div>
    `;
  }

  get #answer(): string {
    return this.renderRoot.querySelector("input")?.value.trim() ?? "";
  }
}

customElements.define("demo-incoming-card", IncomingCard);
