// The list of the keyboard's shortcuts, as a dialog.
import { html, nothing, type PropertyValues } from "lit";
import { KEYS, type Shortcut } from "../keys.ts";
import { controlsStyle } from "../styles/controls.ts";
import { dialogStyle } from "../styles/dialog.ts";
import { keysDialogStyle } from "../styles/keys-dialog.ts";
import { iconButton } from "./buttons.ts";
import { icons } from "./icons.ts";
import { ringNotice } from "./ring-notice.ts";
import { switchRow } from "./rows.ts";
import { View } from "./view.ts";

/** `<demo-keys>`: open while the state says so. */
export class KeysDialog extends View {
  static override styles = [controlsStyle, dialogStyle, keysDialogStyle];

  protected override render() {
    const { keys: words, close } = this.words.settings;
    const { isKeysOpen, settings } = this.state;
    return html`
      <dialog aria-labelledby="title" @cancel=${this.#cancel}>
        ${
          isKeysOpen
            ? html`<div class="inside">
                <div class="head">
                  <h2 id="title">${words.title}</h2>
                  ${iconButton(close, icons.cross, () => this.actions.showKeys(false), "plain icon-only")}
                </div>
                ${ringNotice(this.state, this.words, () => this.actions.showKeys(false))}
                <dl>
                  ${(Object.keys(KEYS) as Shortcut[]).map(
                    (it) =>
                      html`<div><dt><kbd>${KEYS[it].toUpperCase()}</kbd></dt><dd>${words.about[it]}</dd></div>`,
                  )}
                </dl>
                ${switchRow("keys", words.on, words.onHint, settings.keys, (keys) => this.actions.set({ keys }))}
              </div>`
            : nothing
        }
      </dialog>
    `;
  }

  /** Escape. The dialog closes with the state. */
  readonly #cancel = (event: Event): void => {
    event.preventDefault();
    this.actions.showKeys(false);
  };

  protected override updated(_changed: PropertyValues<this>): void {
    const dialog = this.renderRoot.querySelector("dialog") as HTMLDialogElement;
    const { isKeysOpen } = this.state;
    if (isKeysOpen && !dialog.open) dialog.showModal();
    else if (!isKeysOpen && dialog.open) dialog.close();
  }
}

customElements.define("demo-keys", KeysDialog);
