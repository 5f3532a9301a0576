// The drawer for developers: what happens between the two pages, the log, and the numbers of the connection. Closed until asked for.
import { html, nothing } from "lit";
import { isTalkedIn } from "../calls.ts";
import { controlsStyle } from "../styles/controls.ts";
import { drawerStyle } from "../styles/drawer.ts";
import "./chart-panel.ts";
import { icons } from "./icons.ts";
import "./log-panel.ts";
import { networkLine } from "./network-line.ts";
import { View } from "./view.ts";

/** `<demo-drawer>`: draws nothing while it is closed. */
export class Drawer extends View {
  static override styles = [controlsStyle, drawerStyle];

  protected override render() {
    const { state, actions } = this;
    const { drawer } = state.settings;
    const { hood } = this.words.page;
    const talked = state.calls.find(isTalkedIn);
    return html`
      <button
        class="plain handle"
        aria-expanded=${drawer}
        aria-controls="inside"
        @click=${() => actions.set({ drawer: !drawer })}
      >
        ${icons.sequence} ${drawer ? hood.close : hood.open}
      </button>
      <button class="plain handle" @click=${() => actions.showKeys(true)}>
        ${icons.keyboard} ${this.words.settings.keys.title} <kbd>?</kbd>
      </button>
      <div id="inside">
        ${
          drawer
            ? html`
                ${talked === undefined ? nothing : networkLine(talked.talk.stats, this.words.calls.talk)}
                <demo-chart-panel .state=${state} .actions=${actions}></demo-chart-panel>
                <demo-log .state=${state}></demo-log>
              `
            : nothing
        }
      </div>
    `;
  }
}

customElements.define("demo-drawer", Drawer);
