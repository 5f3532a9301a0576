// The buttons of a stage, and the panel of its options.
import { html, nothing, type TemplateResult } from "lit";
import type { CallSnapshot } from "../../call/index.ts";
import type { Seen } from "../functions/seen.ts";
import type { CallWords } from "../words/en/calls.ts";
import { icons } from "./icons.ts";
import type { SentDevice } from "./sent-tracks.ts";
import { canShare } from "./stage-media.ts";
import type { Choice, StageView } from "./stage-view.ts";

/** What the buttons show and do. */
interface StageControls {
  readonly snapshot: CallSnapshot;
  readonly words: CallWords["talk"];
  /** Whether the options are open. */
  readonly isChoosing: boolean;
  readonly turn: (device: SentDevice) => void;
  /** Changes to the next camera. */
  readonly flip: () => void;
  readonly share: () => void;
  /** Opens and closes the options. */
  readonly choose: () => void;
  /** Shows the call in full screen, or leaves full screen. */
  readonly full: () => void;
  readonly hangUp: () => void;
}

/** What a button of a device looks like: a device that is off is struck out, one that the call does not send is an offer. */
const LOOKS = { on: "", off: "off", none: "none" } as const;

/** The buttons, in a group of their own. */
export function stageControls(given: StageControls): TemplateResult {
  const { snapshot, words, isChoosing, turn, flip, share, choose, full, hangUp } = given;
  const { microphone, camera, screen } = snapshot;
  const microphoneWords = { on: words.mute, off: words.unmute, none: words.microphoneOn }[microphone];
  const pressed = (isOn: boolean): string => (isOn ? "off" : "");
  return html`
    <div class="controls" part="controls" role="group" aria-label=${words.controls}>
      ${button("microphone", microphoneWords, microphone === "off" ? icons.microphoneOff : icons.microphone, LOOKS[microphone], () => turn("microphone"))}
      ${button("camera", camera === "on" ? words.cameraOff : words.cameraOn, camera === "off" ? icons.cameraOff : icons.camera, LOOKS[camera], () => turn("camera"))}
      ${camera === "on" && isHeldInHand() ? button("flip", words.flip, icons.flip, "", flip) : nothing}
      ${canShare() ? button("screen", screen === undefined ? words.share : words.unshare, icons.screen, pressed(screen !== undefined), share) : nothing}
      <button
        type="button"
        part="control devices"
        aria-label=${words.devices}
        title=${words.devices}
        aria-expanded=${isChoosing}
        class=${pressed(isChoosing)}
        @click=${choose}
      >
        ${icons.sliders}
      </button>
      <slot name="controls"></slot>
      ${document.fullscreenEnabled ? button("full", words.full, icons.full, "full", full) : nothing}
      ${button("hang-up", words.hangUp, icons.hangUp, "end", hangUp)}
    </div>
  `;
}

/** Whether this is a phone or a tablet, with a camera on each side. */
function isHeldInHand(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

function button(
  part: string,
  label: string,
  icon: TemplateResult,
  look: string,
  act: () => void,
): TemplateResult {
  return html`<button type="button" part="control ${part}" class=${look} aria-label=${label} title=${label} @click=${act}>${icon}</button>`;
}

/** What else a person can do in a call: put it on hold, and see the pictures in another way. */
export function stageOptions(
  view: StageView,
  { camera }: CallSnapshot,
  { isDark }: Seen,
  words: CallWords["talk"],
  hold: () => void,
): TemplateResult {
  const option = (choice: Choice, label: string): TemplateResult =>
    html`<button type="button" part="option" aria-pressed=${view[choice]} @click=${() => view.toggle(choice)}>${label}</button>`;
  return html`
    <div class="options" part="options">
      <button type="button" part="option hold" @click=${hold}>${icons.pause} ${words.putOnHold}</button>
      ${isDark ? nothing : option("isWhole", words.whole)}
      ${camera === "none" ? nothing : option("isMirrored", words.mirror)}
    </div>
  `;
}
