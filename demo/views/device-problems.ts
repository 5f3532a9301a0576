// The devices that could not be opened for a call: why, what to do about it, and a button that tries again.
import { html, nothing } from "lit";
import type { MediaError } from "peer-invite/call";
import { howToAllow, mediaWords } from "peer-invite/ui/functions";
import type { TalkingCall } from "../calls.ts";
import { controlsStyle } from "../styles/controls.ts";
import { deviceProblemsStyle } from "../styles/device-problems.ts";
import { iconButton } from "./buttons.ts";
import { icons } from "./icons.ts";
import { View } from "./view.ts";

/** `<demo-device-problems>` */
export class DeviceProblems extends View {
  static override properties = { ...View.properties, call: { attribute: false } };
  static override styles = [controlsStyle, deviceProblemsStyle];
  declare call: TalkingCall;

  protected override render() {
    const { mediaError } = this.call.talk;
    const errors = [...this.state.studio.errors, ...(mediaError ? [mediaError] : [])];
    if (errors.length === 0) return nothing;
    const { key } = this.call;
    const { talk: words, dismiss } = this.words.calls;
    return html`
      <div class="problems">
        <div>
          ${mediaWords(errors, this.words).map((sentence) => html`<p role="alert">${sentence}</p>`)}
          ${this.#howTo(errors)}
        </div>
        <button @click=${() => this.actions.tryDevices(key)}>${icons.again} ${words.tryAgain}</button>
        ${iconButton(dismiss, icons.cross, () => this.actions.forgetProblems(key), "plain icon-only")}
      </div>
    `;
  }

  /** Where this browser has the setting, if the person has denied a device. */
  #howTo(errors: readonly MediaError[]) {
    const denied = errors.find(({ code }) => code === "permission-denied");
    if (denied === undefined) return nothing;
    return html`<p class="hint">${howToAllow(denied.device, { lang: this.words.lang })}</p>`;
  }
}

customElements.define("demo-device-problems", DeviceProblems);
