// `<incoming-call>`: who calls and what for, the time left, and the buttons that answer.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { RemoteInvitationSnapshot } from "../../index.ts";
import { icons } from "./icons.ts";
import { InvitationCard } from "./invitation-card.ts";
import type { AnsweredInvitation } from "./types.ts";
import { define } from "./ui-element.ts";

/** See `IncomingCallElement`, which is its public part. */
class IncomingCall extends InvitationCard<RemoteInvitationSnapshot> {
  static override properties = {
    ...InvitationCard.properties,
    answer: { type: String },
    wordless: { type: Boolean },
    withoutVideo: { type: Boolean, attribute: "without-video" },
  };
  declare invitation: AnsweredInvitation | undefined;
  declare answer: string;
  declare wordless: boolean;
  declare withoutVideo: boolean;

  constructor() {
    super();
    this.answer = "";
    this.wordless = false;
    this.withoutVideo = false;
  }

  /** What was typed for one caller is not said to another one. */
  protected override forget(changed: PropertyValues<this>): void {
    if (!changed.has("answer")) this.answer = "";
  }

  protected override rings({ state }: RemoteInvitationSnapshot): boolean {
    return state === "ringing";
  }

  protected override answersItself({ outcome }: RemoteInvitationSnapshot): boolean {
    return outcome?.kind !== "canceled";
  }

  protected override buttons({ state, kind }: RemoteInvitationSnapshot) {
    if (state !== "ringing" && state !== "ignored") return nothing;
    const { calls } = this.said;
    const acceptIcon = kind === "video" ? icons.camera : kind === "chat" ? icons.chat : icons.phone;
    return html`
      <div class="answers" part="answers">
        <button type="button" class="primary" part="accept" @click=${() => this.#accept(true)}>${acceptIcon} ${calls.accept}</button>
        <button type="button" class="danger" part="refuse" @click=${() => this.#refuse()}>${icons.hangUp} ${calls.refuse}</button>
        ${
          this.withoutVideo && kind === "video"
            ? html`<button type="button" part="accept-without-video" @click=${() => this.#accept(false)}>${icons.phone} ${calls.withoutVideo}</button>`
            : nothing
        }
        ${
          state === "ringing"
            ? html`<button type="button" class="plain" part="ignore" @click=${this.#ignore}>${icons.bellOff} ${calls.ignore}</button>`
            : nothing
        }
      </div>
      ${this.wordless ? nothing : this.#answerWords()}
    `;
  }

  #answerWords(): TemplateResult {
    const { calls } = this.said;
    return html`
      <div>
        <label for="answer" part="label">${calls.answer} <span class="optional" aria-hidden="true">${calls.answerHint}</span></label>
        <input id="answer" part="answer" dir="auto" aria-label=${calls.answer} autocomplete="off" .value=${this.answer} @input=${this.#type} />
      </div>
      <div class="replies" part="replies" role="group" aria-labelledby="replies">
        <p id="replies" part="label">${calls.quickReplies}</p>
        ${calls.replies.map((reply) => html`<button type="button" part="reply" @click=${() => this.#refuse(reply)}>${reply}</button>`)}
      </div>
    `;
  }

  readonly #type = ({ target }: Event): void => {
    this.answer = (target as HTMLInputElement).value;
  };

  #accept(video: boolean): void {
    const response = this.answer.trim();
    if (this.tell("accept", { response, video })) this.attempt(() => this.invitation?.accept(response));
  }

  #refuse(response: string = this.answer.trim()): void {
    if (this.tell("refuse", { response })) this.attempt(() => this.invitation?.refuse(response));
  }

  readonly #ignore = (): void => {
    if (this.tell("ignore")) this.attempt(() => this.invitation?.ignore());
  };
}

define("incoming-call", IncomingCall);
