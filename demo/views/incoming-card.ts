// The card of a call that came in.
import { html, nothing } from "lit";
import type { IncomingCall } from "../calls.ts";
import { kindOf } from "../kinds.ts";
import { CallCard } from "./call-card.ts";
import { icons, kindIcons } from "./icons.ts";

/** `<demo-incoming-card>` */
export class IncomingCard extends CallCard<IncomingCall> {
  /** What was typed as an answer, by the call's key. */
  declare typed: Map<string, string>;
  protected override get label(): string {
    return this.words.calls.from(this.call.snapshot.caller);
  }

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
    const kind = kindOf(snapshot.channelId);
    return html`
      <div class="buttons answers">
        <button class="primary answer" @click=${() => this.actions.accept(key, this.#answer)}>
          ${kind === undefined ? icons.check : kindIcons[kind]} ${calls.accept}
        </button>
        <button class="danger answer" @click=${() => this.actions.refuse(key, this.#answer)}>
          ${icons.hangUp} ${calls.refuse}
        </button>
        ${
          kind === "video"
            ? html`<button class="answer" @click=${() => this.actions.accept(key, this.#answer, "audio")}>
                ${icons.phone} ${calls.withoutVideo}
              </button>`
            : nothing
        }
        ${
          snapshot.state === "ringing"
            ? html`<button class="plain answer" @click=${() => this.actions.ignore(key)}>
                ${icons.bellOff} ${calls.ignore}
              </button>`
            : nothing
        }
      </div>
      <div>
        <label for="answer">${calls.answer} <span class="optional" aria-hidden="true">${calls.answerHint}</span></label>
        <input
          id="answer"
          dir="auto"
          autocomplete="off"
          .value=${this.typed.get(key) ?? ""}
          @input=${(event: Event) => this.typed.set(key, (event.target as HTMLInputElement).value)}
        />
      </div>
      <div class="replies" role="group" aria-label=${calls.quickReplies}>
        ${calls.replies.map(
          (words) => html`<button @click=${() => this.actions.refuse(key, words)}>${words}</button>`,
        )}
      </div>
    `;
  }

  get #answer(): string {
    return this.renderRoot.querySelector("input")?.value.trim() ?? "";
  }
}

customElements.define("demo-incoming-card", IncomingCard);
