// The form that places a call: to which peer, of which kind, and with which message.
import { html, nothing, type PropertyValues } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { linkToTryAlone } from "../address.ts";
import { isRingingHere } from "../calls.ts";
import type { State } from "../store.ts";
import { callFormStyle } from "../styles/call-form.ts";
import { controlsStyle } from "../styles/controls.ts";
import { kindChoiceStyle } from "../styles/kind-choice.ts";
import { icons, kindIcons } from "./icons.ts";
import { kindChoice } from "./kind-choice.ts";
import "./preview.ts";
import { View } from "./view.ts";

/** `<demo-call-form>` */
export class CallForm extends View {
  static override styles = [controlsStyle, kindChoiceStyle, callFormStyle];

  /** Moves the focus to what comes first: to the field, or to the button if the page's address has filled in the field. */
  focusFirst(): void {
    this.updateComplete.then(() => {
      if (this.#callee.value === "") this.#callee.focus();
      else this.renderRoot.querySelector<HTMLElement>(".go")?.focus();
    });
  }

  protected override render() {
    const { problem, settings, calls, name } = this.state;
    const { form } = this.words.page;
    const text = problem?.at === "call" ? problem.say(this.words) : undefined;
    const about = text === undefined ? undefined : (problem?.about ?? "callee");
    return html`
      <form class="panel" novalidate aria-labelledby="title" @submit=${this.#submit} @keydown=${this.#keyDown}>
        <h2 id="title">${form.title}</h2>
        <div>
          <label for="callee">${form.who}</label>
          <input
            id="callee"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder=${form.whoHint}
            aria-invalid=${about === "callee"}
            aria-describedby=${about === "callee" ? "problem" : nothing}
          />
        </div>
        ${kindChoice(settings.kind, form, (kind) => this.actions.set({ kind }))}
        <div>
          <label for="message">${form.message} <span class="optional" aria-hidden="true">${form.optional}</span></label>
          <textarea id="message" dir="auto" rows="2" placeholder=${form.messageHint} aria-invalid=${about === "message"} aria-describedby=${about === "message" ? "problem" : nothing}></textarea>
        </div>
        ${text === undefined ? nothing : keyed(problem, html`<p class="problem" id="problem" role="alert">${text}</p>`)}
        <button class="primary go">${kindIcons[settings.kind]} ${form.call}</button>
        ${
          settings.kind === "chat"
            ? nothing
            : html`<demo-preview .state=${this.state} .actions=${this.actions}></demo-preview>`
        }
      </form>
      ${
        calls.length > 0
          ? nothing
          : html`<aside>
              <p><b>${form.aloneTitle}</b>${form.aloneText}</p>
              <a class="button" target="_blank" rel="noopener" href=${linkToTryAlone(name)}>
                ${icons.tab} ${form.alone}
              </a>
            </aside>`
      }
    `;
  }

  protected override firstUpdated(): void {
    this.#callee.value = this.state.callee;
  }

  /** The focus goes to the field that is wrong. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("state") as State | undefined;
    const { problem } = this.state;
    if (problem === before?.problem || problem?.at !== "call") return;
    this.renderRoot.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }

  get #callee(): HTMLInputElement {
    return this.renderRoot.querySelector("#callee") as HTMLInputElement;
  }

  get #message(): HTMLTextAreaElement {
    return this.renderRoot.querySelector("textarea") as HTMLTextAreaElement;
  }

  /** Enter places the call, in the message too. Shift+Enter begins a new line there. */
  #keyDown(event: KeyboardEvent): void {
    // 229: Safari ends a composition before it reports the Enter that ended it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    // The key is still down from the first screen: the person has not decided to call yet.
    if (event.repeat) return event.preventDefault();
    if (event.target !== this.#message) return;
    event.preventDefault();
    this.#message.form?.requestSubmit();
  }

  #submit(event: Event): void {
    event.preventDefault();
    const { kind } = this.state.settings;
    // A person who presses Enter while it rings means the call.
    if (this.#callee.value.trim() === "" && this.state.calls.some(isRingingHere))
      return void this.dispatchEvent(new Event("ringing"));
    const placed = this.actions.call(this.#callee.value.trim(), this.#message.value.trim(), kind);
    if (placed) this.#message.value = "";
  }
}

customElements.define("demo-call-form", CallForm);

declare global {
  interface HTMLElementTagNameMap {
    "demo-call-form": CallForm;
  }
}
