// The settings that a connection depends on, as a form. They take effect when they are applied.
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { CONNECTING, type Connecting, type ConnectingProblem, connectingProblem } from "../connecting.ts";
import { DEFAULTS, RANGES } from "../settings.ts";
import { controlsStyle } from "../styles/controls.ts";
import { dialogStyle } from "../styles/dialog.ts";
import { View } from "./view.ts";

/** `<demo-connection-form>`: fires `applied` when the settings have taken effect. */
export class ConnectionForm extends View {
  static override properties = { ...View.properties, wrong: { state: true } };
  declare wrong: ConnectingProblem | undefined;
  static override styles = [controlsStyle, dialogStyle];

  /** Fills in the current settings. */
  fill(): void {
    this.wrong = undefined;
    for (const name of CONNECTING) this.#field(name).value = String(this.state.settings[name]);
  }

  protected override render() {
    const words = this.words.settings;
    const { wrong } = this;
    const isWrong = (at: keyof Connecting): "true" | "false" => (wrong?.at === at ? "true" : "false");
    const describedBy = (at: keyof Connecting, hint?: string): string | typeof nothing =>
      [...(wrong?.at === at ? ["problem"] : []), ...(hint ? [hint] : [])].join(" ") || nothing;
    return html`
      <form novalidate @submit=${this.#submit}>
        <fieldset>
          <legend>${words.limits}</legend>
          ${(["ringS", "reachS"] as const).map(
            (name) => html`
              <div class="row">
                <label for=${name}>${words[name]}</label>
                <input
                  id=${name}
                  type="number"
                  min=${RANGES[name].min}
                  max=${RANGES[name].max}
                  aria-invalid=${isWrong(name)}
                  aria-describedby=${describedBy(name)}
                />
              </div>
            `,
          )}
        </fieldset>
        <fieldset>
          <legend>${words.network}</legend>
          <div>
            <label for="broker">${words.broker}</label>
            <input id="broker" type="url" placeholder="https://0.peerjs.com/" aria-describedby=${describedBy("broker", "broker-hint")} aria-invalid=${isWrong("broker")} />
            <p class="hint" id="broker-hint">${words.brokerHint}</p>
          </div>
          <div>
            <label for="iceServers">${words.iceServers}</label>
            <textarea id="iceServers" rows="2" spellcheck="false" placeholder="turn:turn.example.org me secret" aria-describedby=${describedBy("iceServers", "ice-hint")} aria-invalid=${isWrong("iceServers")}></textarea>
            <p class="hint" id="ice-hint">${words.iceServersHint}</p>
          </div>
        </fieldset>
        ${wrong === undefined ? nothing : keyed(wrong, html`<p class="problem" id="problem" role="alert">${wrong.say(this.words)}</p>`)}
        <div class="buttons">
          <button class="primary">${words.connect}</button>
          <button type="button" class="plain" @click=${this.#reset}>${words.reset}</button>
        </div>
      </form>
    `;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const typed = (name: keyof Connecting): string => this.#field(name).value.trim();
    const news: Connecting = {
      ringS: Number(typed("ringS")),
      reachS: Number(typed("reachS")),
      broker: typed("broker"),
      iceServers: typed("iceServers"),
    };
    this.wrong = connectingProblem(news);
    if (this.wrong !== undefined) return this.#field(this.wrong.at).focus();
    const { settings } = this.state;
    const changed = CONNECTING.filter((name) => settings[name] !== news[name]);
    this.#apply(Object.fromEntries(changed.map((name) => [name, news[name]])));
  }

  #reset(): void {
    const { ringS, reachS, broker, iceServers } = DEFAULTS;
    this.wrong = undefined;
    this.#apply({ ringS, reachS, broker, iceServers });
  }

  #apply(news: Partial<Connecting>): void {
    this.actions.reconnect(news);
    this.dispatchEvent(new Event("applied"));
  }

  #field(name: keyof Connecting): HTMLInputElement | HTMLTextAreaElement {
    return this.renderRoot.querySelector(`#${name}`) as HTMLInputElement;
  }
}

customElements.define("demo-connection-form", ConnectionForm);

declare global {
  interface HTMLElementTagNameMap {
    "demo-connection-form": ConnectionForm;
  }
}
