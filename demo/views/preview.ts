// A preview before a call: this side's picture, the microphone's level, and the choice of devices.
import { html, nothing } from "lit";
import { hasPicture, mediaWords } from "peer-invite/ui/functions";
import { controlsStyle } from "../styles/controls.ts";
import { previewStyle } from "../styles/preview.ts";
import { devicePicker } from "./device-picker.ts";
import { icons } from "./icons.ts";
import "peer-invite/ui";
import { View } from "./view.ts";

/** `<demo-preview>` */
export class Preview extends View {
  static override styles = [controlsStyle, previewStyle];

  protected override render() {
    const { studio, settings } = this.state;
    const { preview } = this.words.page;
    const isAudio = settings.kind === "audio";
    if (!studio.isPreviewed)
      return html`<button type="button" class="plain show" @click=${() => this.actions.preview(true)}>
        ${isAudio ? icons.microphone : icons.camera} ${isAudio ? preview.showAudio : preview.show}
      </button>`;
    const { stream } = studio;
    return html`
      <section aria-label=${preview.title}>
        ${isAudio ? nothing : this.#mirror()}
        ${devicePicker(this.state, this.actions, isAudio ? "microphone" : "camera microphone", stream?.getAudioTracks()[0])}
        ${mediaWords(studio.errors, this.words).map((words) => html`<p class="problem" role="alert">${words}</p>`)}
        <button type="button" class="plain" @click=${() => this.actions.preview(false)}>
          ${icons.cross} ${preview.hide}
        </button>
      </section>
    `;
  }

  #mirror() {
    const { stream, isAsking } = this.state.studio;
    const { preview } = this.words.page;
    const isSeen = stream !== undefined && hasPicture(stream);
    return html`
      <div class="mirror">
        ${isSeen ? html`<call-picture mirrored silent .stream=${stream} .label=${preview.picture}></call-picture>` : nothing}
        ${isSeen ? nothing : html`<p>${isAsking ? preview.asking : icons.cameraOff}</p>`}
      </div>
    `;
  }
}

customElements.define("demo-preview", Preview);
