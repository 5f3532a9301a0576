// How a person answers a call that rings: buttons, the text that goes with the answer, and quick replies. Both cards of such a call
// have them.
import { html, nothing, type TemplateResult } from "lit";
import type { Actions } from "../actions.ts";
import type { IncomingCall } from "../calls.ts";
import { type Kind, kindOf } from "../kinds.ts";
import type { CallWords } from "../words/en/calls.ts";
import { iconButton } from "./buttons.ts";
import { icons, kindIcons } from "./icons.ts";

/** The call to answer, and what is needed for it. */
export interface Answering {
  readonly call: IncomingCall;
  /** The text that was typed as an answer, by the call's key. */
  readonly typed: Map<string, string>;
  readonly actions: Actions;
  readonly words: CallWords;
}

/** The buttons that answer. `isSmall`: only the two main ones have a text beside the icon. */
export function answerButtons(answering: Answering, isSmall: boolean): TemplateResult {
  const { call, typed, actions, words } = answering;
  const { key, snapshot } = call;
  const kind = kindOf(snapshot.kind);
  const response = (): string => typed.get(key)?.trim() ?? "";
  const accept = (as?: Kind): void => actions.accept(key, response(), as);
  const further = (label: string, icon: TemplateResult, act: () => void, look: string): TemplateResult =>
    isSmall
      ? iconButton(label, icon, act, `icon-only ${look}`)
      : html`<button class="answer ${look}" @click=${act}>${icon} ${label}</button>`;
  return html`
    <div class="buttons answers">
      <button class="primary answer" @click=${() => accept()}>
        ${kind === undefined ? icons.check : kindIcons[kind]} ${words.accept}
      </button>
      <button class="danger answer" @click=${() => actions.refuse(key, response())}>${icons.hangUp} ${words.refuse}</button>
      ${kind === "video" ? further(words.withoutVideo, icons.phone, () => accept("audio"), "") : nothing}
      ${snapshot.state === "ringing" ? further(words.ignore, icons.bellOff, () => actions.ignore(key), "plain") : nothing}
    </div>
  `;
}

/** The field for a text that goes with the answer. */
export function answerField({ call: { key }, typed, words }: Answering, placeholder = ""): TemplateResult {
  const type = (event: Event): void => void typed.set(key, (event.target as HTMLInputElement).value);
  return html`
    <input
      id="answer"
      dir="auto"
      aria-label=${words.answer}
      placeholder=${placeholder}
      autocomplete="off"
      .value=${typed.get(key) ?? ""}
      @input=${type}
    />
  `;
}

/** Buttons that refuse with a ready-made text. */
export function quickReplies({ call: { key }, actions, words }: Answering): TemplateResult {
  return html`
    <div class="replies" role="group" aria-label=${words.quickReplies}>
      ${words.replies.map((reply) => html`<button @click=${() => actions.refuse(key, reply)}>${reply}</button>`)}
    </div>
  `;
}
