// Recent calls and contacts, in two tabs of one panel. Each entry has buttons that call.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type HistoryEntry, keyOf } from "peer-invite/history";
import { isOpen } from "../calls.ts";
import { type Kind, kindOf } from "../kinds.ts";
import { imitated, keptName, namingOf, saidName } from "../naming.ts";
import { controlsStyle } from "../styles/controls.ts";
import { listsStyle } from "../styles/lists.ts";
import "peer-invite/ui";
import { iconButton } from "./buttons.ts";
import { icons, kindIcons } from "./icons.ts";
import { countMissed, recentWords, timeWords } from "./recent.ts";
import { View } from "./view.ts";

/** The most contacts that are called at once. */
const SEVERAL_MAX = 50;
const TABS = ["recent", "contacts"] as const;
type Tab = (typeof TABS)[number];

/** `<demo-lists>` */
export class Lists extends View {
  static override properties = { ...View.properties, tab: { state: true } };
  declare tab: Tab;
  static override styles = [controlsStyle, listsStyle];

  constructor() {
    super();
    this.tab = "recent";
  }

  protected override render() {
    const words = this.words.page.lists;
    const { problem, history } = this.state;
    const missed = countMissed(history);
    return html`
      <section class="panel" aria-label=${words.label}>
        <div class="tabs" role="tablist" aria-label=${words.label} @keydown=${this.#arrows}>
          ${TABS.map(
            (tab) => html`
              <button
                role="tab"
                id=${tab}
                aria-controls="panel"
                aria-selected=${this.tab === tab}
                tabindex=${this.tab === tab ? 0 : -1}
                @click=${() => {
                  this.tab = tab;
                }}
              >
                ${words[tab]}
                ${tab === "recent" && missed > 0 ? html`<span class="badge">${words.missedCount(missed)}</span>` : nothing}
              </button>
            `,
          )}
        </div>
        <div role="tabpanel" id="panel" aria-labelledby=${this.tab}>
          ${this.tab === "recent" ? this.#recent() : this.#contacts()}
          ${problem?.at === "lists" ? html`<p class="problem" role="alert">${problem.say(this.words)}</p>` : nothing}
        </div>
      </section>
    `;
  }

  #recent() {
    const words = this.words.page.lists;
    const { history } = this.state;
    if (history.length === 0) return html`<p class="empty">${words.noRecent}</p>`;
    return html`
      <ul>
        ${repeat(history.slice(0, SHOWN_MAX), keyOf, (entry) => this.#entry(entry))}
      </ul>
      <button class="plain clear" @click=${() => this.actions.clearHistory()}>${words.clear}</button>
    `;
  }

  #entry(entry: HistoryEntry) {
    const words = this.words.page.lists;
    const isMissed = entry.role === "remote" && entry.missed !== undefined;
    const isOpenNow = this.state.calls.some((call) => isOpen(call) && call.key === keyOf(entry));
    const arrow = isMissed ? icons.missed : entry.role === "local" ? icons.outOf : icons.into;
    const { whole } = namingOf(entry, this.state.personal);
    return html`
      <li class=${isMissed ? "missed" : ""}>
        <peer-avatar .peer=${whole}></peer-avatar>
        <div class="who">
          <b dir="auto" title=${whole}>${whole}</b>
          <span class="what">${arrow} ${recentWords(entry, words, isOpenNow)} · ${timeWords(entry.startedAtMs, this.words.lang)}</span>
        </div>
        ${this.#star(entry.peer, imitated(entry, this.state.personal) === undefined ? saidName(entry) : undefined)} ${this.#call(entry.peer, kindOf(entry.kind) ?? "audio")}
      </li>
    `;
  }

  #contacts() {
    const words = this.words.page.lists;
    const { personal } = this.state;
    const { contacts } = personal;
    return html`
      ${contacts.length === 0 ? html`<p class="empty">${words.noContacts}</p>` : nothing}
      <ul>
        ${repeat(
          contacts,
          (peer) => peer,
          (peer) => {
            const { whole } = namingOf({ role: "local", peer, name: undefined }, personal);
            return html`
              <li>
                <peer-avatar .peer=${whole}></peer-avatar>
                <div class="who">
                  <b dir="auto" title=${whole}>${whole}</b>
                  <span class="what">${this.#presence(peer)} ${keptName(peer, personal) === undefined ? nothing : peer}</span>
                </div>
                ${this.#star(peer)} ${this.#call(peer, "audio")} ${this.#call(peer, "video")}
              </li>
            `;
          },
        )}
      </ul>
      ${
        contacts.length < 2
          ? nothing
          : html`<button class="plain all" @click=${() => this.actions.call(contacts.slice(0, SEVERAL_MAX).join(", "), "", this.state.settings.kind, "lists")}>
              ${icons.phone} ${words.callAll(Math.min(contacts.length, SEVERAL_MAX))}
            </button>`
      }
      <form @submit=${this.#add}>
        <input aria-label=${words.addName} placeholder=${words.addName} autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="128" @input=${this.#forgive} />
        <button class="icon-only" aria-label=${words.add} title=${words.add}>${icons.plus}</button>
      </form>
    `;
  }

  /** Whether a contact can be called now. */
  #presence(peer: string) {
    const presence = this.state.presences[peer] ?? "unknown";
    if (presence === "unknown") return nothing;
    return html`<span class="presence ${presence}">${this.words.page.lists.presences[presence]}</span>`;
  }

  #star(peer: string, name?: string) {
    const words = this.words.page.lists;
    const isIn = this.state.personal.contacts.includes(peer);
    const label = isIn ? words.removeContact(peer) : words.addContact(peer);
    const look = `plain icon-only star ${isIn ? "in" : ""}`;
    return iconButton(label, icons.star, () => this.actions.setContact(peer, !isIn, name), look);
  }

  #call(peer: string, kind: Kind) {
    const label = this.words.page.lists.callBy[kind](peer);
    return iconButton(label, kindIcons[kind], () => this.actions.call(peer, "", kind, "lists"));
  }

  protected override updated(): void {
    const isListening = this.tab === "contacts";
    if (isListening !== this.state.isListening) this.actions.listen(isListening);
  }

  #add(event: Event): void {
    event.preventDefault();
    const input = this.renderRoot.querySelector("input") as HTMLInputElement;
    const peer = input.value.trim();
    if (peer === "") return;
    const problem = this.actions.setContact(peer, true);
    input.setCustomValidity(problem?.(this.words) ?? "");
    if (problem === undefined) input.value = "";
    else input.reportValidity();
  }

  #forgive(event: Event): void {
    (event.target as HTMLInputElement).setCustomValidity("");
  }

  /** The arrow keys move between the tabs. */
  #arrows(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    this.tab = this.tab === "recent" ? "contacts" : "recent";
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${this.tab}`)?.focus());
  }
}

/** The list shows this many entries. The history keeps more. */
const SHOWN_MAX = 30;

customElements.define("demo-lists", Lists);
