// The package's choice of devices, with the settings of this page.
import { html, type TemplateResult } from "lit";
import "peer-invite/ui";
import type { DeviceChoice } from "peer-invite/ui";
import type { Actions } from "../actions.ts";
import type { State } from "../store.ts";

/** The choice of the devices in `kinds`. `track`: the microphone whose level is shown, default none. */
export function devicePicker(
  { settings }: State,
  actions: Actions,
  kinds = "camera microphone",
  track?: MediaStreamTrack,
): TemplateResult {
  const choose = (event: CustomEvent<DeviceChoice>): void => {
    const { kind, id } = event.detail;
    event.preventDefault();
    actions.choose(kind === "camera" ? "video" : "audio", id);
  };
  return html`<device-picker
    .kinds=${kinds}
    .camera=${settings.cameraId}
    .microphone=${settings.microphoneId}
    .track=${track}
    @choose=${choose}
  ></device-picker>`;
}
