// The choice of camera and microphone: two lists of the devices that the browser reports.
import { html, nothing } from "lit";
import type { TrackKind } from "../needs.ts";
import { controlsStyle } from "../styles/controls.ts";
import { devicesStyle } from "../styles/devices.ts";
import { View } from "./view.ts";

/** `<demo-devices>`; with `nocamera`, only the microphone. */
export class Devices extends View {
  static override properties = { ...View.properties, nocamera: { type: Boolean } };
  declare nocamera: boolean;

  static override styles = [controlsStyle, devicesStyle];

  protected override render() {
    const { studio, settings } = this.state;
    const { preview } = this.words.page;
    const camera = this.#choice("video", preview.camera, studio.cameras, settings.cameraId);
    return html`
      ${this.nocamera ? nothing : camera}
      ${this.#choice("audio", preview.microphone, studio.microphones, settings.microphoneId)}
    `;
  }

  #choice(kind: TrackKind, label: string, devices: readonly MediaDeviceInfo[], chosen: string) {
    const { usual } = this.words.page.preview;
    const isThere = devices.some(({ deviceId }) => deviceId === chosen);
    return html`
      <div>
        <label for=${kind}>${label}</label>
        <select
          id=${kind}
          @change=${(event: Event) => this.actions.choose(kind, (event.target as HTMLSelectElement).value)}
        >
          <option value="" .selected=${!isThere}>${usual}</option>
          ${devices.map(
            ({ deviceId, label: name }) =>
              html`<option value=${deviceId} .selected=${deviceId === chosen}>${name}</option>`,
          )}
        </select>
      </div>
    `;
  }
}

customElements.define("demo-devices", Devices);
