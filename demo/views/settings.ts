// The settings, as a dialog. What is switched counts at once; what a connection is made with, when it is applied.
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { BUSY, type WhenBusy } from "../person.ts";
import { badIceServer, isBroker } from "../servers.ts";
import { type Settings as Chosen, DEFAULTS, RANGES, THEMES, type Theme } from "../settings.ts";
import { controls } from "../styles/controls.ts";
import { dialog } from "../styles/dialog.ts";
import { LANGUAGES, type Language } from "../words/index.ts";
import { icons } from "./icons.ts";
import { ringNotice } from "./ring-notice.ts";
import { View } from "./view.ts";

/** What a connection is made with. */
const CONNECTING = ["ringS", "reachS", "broker", "iceServers"] as const;
type Connecting = Pick<Chosen, (typeof CONNECTING)[number]>;

/** `<demo-settings>` */
export class Settings extends View {
  static override properties = { ...View.properties, wrong: { state: true } };
  /** What of the network's fields cannot be used. */
  declare wrong: { readonly at: keyof Connecting; readonly text: string } | undefined;
  static override styles = [controls, dialog];

  /** Shows the dialog, with what counts now. */
  open(): void {
    const { settings } = this.state;
    this.wrong = undefined;
    for (const name of CONNECTING) this.#field(name).value = String(settings[name]);
    this.#dialog.showModal();
    // Who rings already is told in it.
    this.requestUpdate();
  }

  protected override render() {
    const words = this.words.settings;
    return html`
      <dialog aria-labelledby="title" @click=${this.#clickOutside}>
        <div class="inside">
          <div class="head">
            <h2 id="title">${words.title}</h2>
            <button class="plain icon-only" aria-label=${words.close} @click=${() => this.#dialog.close()}>${icons.cross}</button>
          </div>
          ${this.#isOpen ? ringNotice(this.state, this.words, () => this.#dialog.close()) : nothing}
          ${this.#looks()} ${this.state.screen === "welcome" ? nothing : this.#ringing()} ${this.#connecting()}
        </div>
      </dialog>
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
        ${this.#choice("language", words.language, languages, settings.language, (it) => this.actions.set({ language: it as Language }))}
        ${this.#choice("theme", words.theme, themes, settings.theme, (it) => this.actions.set({ theme: it as Theme }))}
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
      this.#switch("dnd", words.doNotDisturb, words.doNotDisturbHint, personal.doNotDisturb, (doNotDisturb) =>
        actions.setPersonal({ doNotDisturb }),
      ),
      this.#switch(
        "contacts",
        words.contactsOnly,
        words.contactsOnlyHint,
        personal.contactsOnly,
        (contactsOnly) => actions.setPersonal({ contactsOnly }),
      ),
      this.#choice("busy", words.whenBusy, busy, personal.whenBusy, (it) =>
        actions.setPersonal({ whenBusy: it as WhenBusy }),
      ),
      this.#switch("sound", words.sound, words.soundHint, settings.sound, (sound) => actions.set({ sound })),
      this.#switch(
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

  #connecting() {
    const words = this.words.settings;
    const { wrong } = this;
    const isWrong = (at: keyof Connecting): "true" | "false" => (wrong?.at === at ? "true" : "false");
    const describedBy = (at: keyof Connecting, hint?: string): string | undefined =>
      [...(wrong?.at === at ? ["problem"] : []), ...(hint ? [hint] : [])].join(" ") || undefined;
    return html`
      <form novalidate @submit=${this.#apply}>
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
                  aria-describedby=${describedBy(name) ?? nothing}
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
        ${wrong === undefined ? nothing : keyed(wrong, html`<p class="problem" id="problem" role="alert">${wrong.text}</p>`)}
        <div class="buttons">
          <button class="primary">${words.connect}</button>
          <button type="button" class="plain" @click=${this.#reset}>${words.reset}</button>
        </div>
      </form>
    `;
  }

  #choice(
    id: string,
    label: string,
    options: readonly (readonly [value: string, words: string])[],
    chosen: string,
    choose: (value: string) => void,
  ): TemplateResult {
    return html`
      <div class="row">
        <label for=${id}>${label}</label>
        <select id=${id} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
          ${options.map(([value, words]) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`)}
        </select>
      </div>
    `;
  }

  #switch(
    id: string,
    label: string,
    hint: string,
    isOn: boolean,
    turn: (isOn: boolean) => void,
  ): TemplateResult {
    return html`
      <div class="row">
        <div>
          <label for=${id}>${label}</label>
          <p class="hint" id="${id}-hint">${hint}</p>
        </div>
        <input
          id=${id}
          type="checkbox"
          role="switch"
          aria-describedby="${id}-hint"
          .checked=${isOn}
          @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)}
        />
      </div>
    `;
  }

  #apply(event: Event): void {
    event.preventDefault();
    const typed = (name: keyof Connecting): string => this.#field(name).value.trim();
    const news: Connecting = {
      ringS: Number(typed("ringS")),
      reachS: Number(typed("reachS")),
      broker: typed("broker"),
      iceServers: typed("iceServers"),
    };
    this.wrong = this.#check(news);
    if (this.wrong !== undefined) return this.#field(this.wrong.at).focus();
    const { settings } = this.state;
    const changed = Object.entries(news).filter(
      ([name, value]) => settings[name as keyof Connecting] !== value,
    );
    this.actions.reconnect(Object.fromEntries(changed));
    this.#dialog.close();
  }

  #check({ ringS, reachS, broker, iceServers }: Connecting): Settings["wrong"] {
    const { problems, settings: words } = this.words;
    for (const [at, value] of Object.entries({ ringS, reachS })) {
      const { min, max } = RANGES[at as keyof typeof RANGES];
      const isGood = Number.isInteger(value) && value >= min && value <= max;
      if (!isGood)
        return {
          at: at as keyof Connecting,
          text: problems.badNumber(words[at as "ringS" | "reachS"], min, max),
        };
    }
    if (!isBroker(broker)) return { at: "broker", text: problems.badBroker };
    const bad = badIceServer(iceServers);
    return bad === undefined ? undefined : { at: "iceServers", text: problems.badServer(bad) };
  }

  #reset(): void {
    const { ringS, reachS, broker, iceServers } = DEFAULTS;
    this.wrong = undefined;
    this.actions.reconnect({ ringS, reachS, broker, iceServers });
    this.#dialog.close();
  }

  #clickOutside(event: Event): void {
    if (event.target === this.#dialog) this.#dialog.close();
  }

  #field(name: keyof Connecting): HTMLInputElement | HTMLTextAreaElement {
    return this.renderRoot.querySelector(`#${name}`) as HTMLInputElement;
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
