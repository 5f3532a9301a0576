// The settings, as a dialog. A choice or a switch takes effect at once. The settings of the connection have their own form.
import { html, nothing } from "lit";
import { BUSY } from "../person.ts";
import { THEMES } from "../settings.ts";
import { controlsStyle } from "../styles/controls.ts";
import { dialogStyle } from "../styles/dialog.ts";
import { LANGUAGES } from "../words/index.ts";
import { iconButton } from "./buttons.ts";
import "./connection-form.ts";
import { icons } from "./icons.ts";
import { ringNotice } from "./ring-notice.ts";
import { choiceRow, switchRow, textRow } from "./rows.ts";
import { View } from "./view.ts";

/** `<demo-settings>` */
export class Settings extends View {
  static override styles = [controlsStyle, dialogStyle];

  /** Opens the dialog, with the current settings. */
  open(): void {
    this.renderRoot.querySelector("demo-connection-form")?.fill();
    this.#dialog.showModal();
    // The dialog itself says who is calling, but only while it is open.
    this.requestUpdate();
  }

  protected override render() {
    const words = this.words.settings;
    return html`
      <dialog aria-labelledby="title" @click=${this.#clickOutside}>
        <div class="inside">
          <div class="head">
            <h2 id="title">${words.title}</h2>
            ${iconButton(words.close, icons.cross, () => this.#dialog.close(), "plain icon-only")}
          </div>
          ${this.#isOpen ? ringNotice(this.state, this.words, () => this.#dialog.close()) : nothing}
          ${this.state.screen === "welcome" ? nothing : this.#you()} ${this.#looks()}
          ${this.state.screen === "welcome" ? nothing : this.#ringing()}
          <demo-connection-form .state=${this.state} .actions=${this.actions} @applied=${() => this.#dialog.close()}></demo-connection-form>
        </div>
      </dialog>
    `;
  }

  #you() {
    const { you, displayName, displayNameHint } = this.words.settings;
    const { personal } = this.state;
    return html`
      <fieldset>
        <legend>${you}</legend>
        ${textRow("name", displayName, displayNameHint, personal.displayName, (name) =>
          this.actions.setPersonal({ displayName: name }),
        )}
      </fieldset>
    `;
  }

  #looks() {
    const words = this.words.settings;
    const { settings } = this.state;
    const languages = LANGUAGES.map((it) => [it, words.languages[it]] as const);
    const themes = THEMES.map((it) => [it, words.themes[it]] as const);
    return html`
      <fieldset>
        <legend>${words.looks}</legend>
        ${choiceRow("language", words.language, languages, settings.language, (it) => this.actions.set({ language: it }))}
        ${choiceRow("theme", words.theme, themes, settings.theme, (it) => this.actions.set({ theme: it }))}
      </fieldset>
    `;
  }

  #ringing() {
    const words = this.words.settings;
    const { settings, personal, notices } = this.state;
    const { actions } = this;
    const busy = BUSY.map((it) => [it, words.busy[it]] as const);
    const isDenied = notices === "denied" || notices === "unsupported";
    const rows = [
      switchRow("dnd", words.doNotDisturb, words.doNotDisturbHint, personal.doNotDisturb, (doNotDisturb) =>
        actions.setPersonal({ doNotDisturb }),
      ),
      switchRow(
        "contacts",
        words.contactsOnly,
        words.contactsOnlyHint,
        personal.contactsOnly,
        (contactsOnly) => actions.setPersonal({ contactsOnly }),
      ),
      switchRow("address", words.hideAddress, words.hideAddressHint, personal.hideAddress, (hideAddress) =>
        actions.setPersonal({ hideAddress }),
      ),
      choiceRow("busy", words.whenBusy, busy, personal.whenBusy, (it) =>
        actions.setPersonal({ whenBusy: it }),
      ),
      switchRow("sound", words.sound, words.soundHint, settings.sound, (sound) => actions.set({ sound })),
      switchRow(
        "notify",
        words.notify,
        isDenied ? words.notifyDenied : words.notifyHint,
        settings.notify,
        actions.setNotify,
      ),
    ];
    return html`
      <fieldset>
        <legend>${words.ringing}</legend>
        ${rows}
      </fieldset>
    `;
  }

  #clickOutside(event: Event): void {
    if (event.target === this.#dialog) this.#dialog.close();
  }

  get #isOpen(): boolean {
    return this.renderRoot?.querySelector("dialog")?.open === true;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog") as HTMLDialogElement;
  }
}

customElements.define("demo-settings", Settings);

declare global {
  interface HTMLElementTagNameMap {
    "demo-settings": Settings;
  }
}
