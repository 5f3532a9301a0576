// The buttons of an active call.
import { html, nothing, type TemplateResult } from "lit";
import type { CallSnapshot } from "peer-invite/call";
import type { Actions } from "../actions.ts";
import type { CallWords } from "../words/en/calls.ts";
import { iconButton } from "./buttons.ts";
import { icons } from "./icons.ts";

/** What the buttons show and do. */
export interface TalkControls {
  /** The call's key. */
  readonly key: string;
  readonly snapshot: CallSnapshot;
  readonly actions: Actions;
  readonly words: CallWords["talk"];
  /** Whether the choice of devices is open. */
  readonly isChoosing: boolean;
  /** Opens and closes the choice of devices. */
  readonly choose: () => void;
  /** Shows the call in full screen, or leaves full screen. */
  readonly full: () => void;
}

/** The buttons, in a group of their own. */
export function talkControls(given: TalkControls): TemplateResult {
  const { key, snapshot, actions, words, isChoosing, choose, full } = given;
  const { microphone, camera, screen } = snapshot;
  const microphoneWords = { on: words.mute, off: words.unmute, none: words.microphoneOn }[microphone];
  const canShare = "getDisplayMedia" in (navigator.mediaDevices ?? {});
  return html`
    <div class="controls" role="group" aria-label=${words.controls}>
      ${iconButton(
        microphoneWords,
        microphone === "on" ? icons.microphone : icons.microphoneOff,
        () => actions.turn(key, "audio"),
        microphone === "on" ? "" : "off",
      )}
      ${iconButton(
        camera === "on" ? words.cameraOff : words.cameraOn,
        camera === "on" ? icons.camera : icons.cameraOff,
        () => actions.turn(key, "video"),
        camera === "on" ? "" : "off",
      )}
      ${
        canShare
          ? iconButton(
              screen === undefined ? words.share : words.unshare,
              icons.screen,
              () => actions.share(key),
              screen === undefined ? "" : "off",
            )
          : nothing
      }
      <button
        aria-label=${words.devices}
        title=${words.devices}
        aria-expanded=${isChoosing}
        class=${isChoosing ? "off" : ""}
        @click=${choose}
      >
        ${icons.sliders}
      </button>
      ${document.fullscreenEnabled ? iconButton(words.full, icons.full, full, "full") : nothing}
      ${iconButton(words.hangUp, icons.hangUp, () => actions.hangUp(key), "end")}
    </div>
  `;
}
