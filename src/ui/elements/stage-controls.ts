// The buttons of a stage.
import { html, nothing, type TemplateResult } from "lit";
import type { CallSnapshot } from "../../call/index.ts";
import type { CallWords } from "../words/en/calls.ts";
import { icons } from "./icons.ts";
import type { SentDevice } from "./sent-tracks.ts";
import { canShare } from "./stage-media.ts";

/** What the buttons show and do. */
interface StageControls {
  readonly snapshot: CallSnapshot;
  readonly words: CallWords["talk"];
  /** Whether the choice of devices is open. */
  readonly isChoosing: boolean;
  readonly turn: (device: SentDevice) => void;
  readonly share: () => void;
  /** Opens and closes the choice of devices. */
  readonly choose: () => void;
  /** Shows the call in full screen, or leaves full screen. */
  readonly full: () => void;
  readonly hangUp: () => void;
}

/** The buttons, in a group of their own. */
export function stageControls(given: StageControls): TemplateResult {
  const { snapshot, words, isChoosing, turn, share, choose, full, hangUp } = given;
  const { microphone, camera, screen } = snapshot;
  const microphoneWords = { on: words.mute, off: words.unmute, none: words.microphoneOn }[microphone];
  const off = (isOff: boolean): string => (isOff ? "off" : "");
  return html`
    <div class="controls" part="controls" role="group" aria-label=${words.controls}>
      ${button("microphone", microphoneWords, microphone === "on" ? icons.microphone : icons.microphoneOff, off(microphone !== "on"), () => turn("microphone"))}
      ${button("camera", camera === "on" ? words.cameraOff : words.cameraOn, camera === "on" ? icons.camera : icons.cameraOff, off(camera !== "on"), () => turn("camera"))}
      ${canShare() ? button("screen", screen === undefined ? words.share : words.unshare, icons.screen, off(screen !== undefined), share) : nothing}
      <button
        type="button"
        part="control devices"
        aria-label=${words.devices}
        title=${words.devices}
        aria-expanded=${isChoosing}
        class=${off(isChoosing)}
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

function button(
  part: string,
  label: string,
  icon: TemplateResult,
  look: string,
  act: () => void,
): TemplateResult {
  return html`<button type="button" part="control ${part}" class=${look} aria-label=${label} title=${label} @click=${act}>${icon}</button>`;
}
