// Whom to call, and with what words.
import { css, html, LitElement, nothing } from "lit";
import type { Actions } from "../actions.ts";
import type { State } from "../store.ts";
import { controls } from "../styles/controls.ts";
import { phone } from "./icons.ts";

/** `<demo-call-form>` */
export class CallForm extends LitElement {
  static override properties = { state: { attribute: false }, actions: { attribute: false } };
  declare state: State;
  declare actions: Actions;

  static override styles = [
    controls,
    css`
      form {
        display: grid;
        gap: 14px;
        padding: clamp(16px, 2.4vw, 22px);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: var(--shadow);
      }

      h2 {
        font-size: 1.0625rem;
        letter-spacing: -0.01em;
      }
    `,
  ];

  /** Moves the focus to what is to be filled in first: the message, when the page's address says whom to call. */
  focusFirst(): void {
    this.updateComplete.then(() => (this.#callee.value === "" ? this.#callee : this.#message).focus());
  }

  protected override render() {
    const { problem } = this.state;
    const text = problem?.at === "call" ? problem.text : undefined;
    return html`
      <form novalidate aria-labelledby="title" @submit=${this.#submit}>
        <h2 id="title">Place a call</h2>
        <div>
          <label for="callee">Who to call</label>
          <input
            id="callee"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder="a name, for example: bob"
            aria-invalid=${text === undefined ? "false" : "true"}
          />
        </div>
        <div>
          <label for="message">Message <span class="optional" aria-hidden="true">(optional)</span></label>
          <textarea id="message" rows="2" @keydown=${this.#keyDown}></textarea>
        </div>
        ${text === undefined ? nothing : html`<p class="problem" role="alert">${text}</p>`}
        <button class="primary">${phone} Call</button>
      </form>
    `;
  }

  protected override firstUpdated(): void {
    this.#callee.value = this.state.callee;
  }

  get #callee(): HTMLInputElement {
    return this.renderRoot.querySelector("input") as HTMLInputElement;
  }

  get #message(): HTMLTextAreaElement {
    return this.renderRoot.querySelector("textarea") as HTMLTextAreaElement;
  }

  /** Enter calls, as in a one-line field; Shift+Enter begins a new line. */
  #keyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#message.form?.requestSubmit();
  }

  #submit(event: Event): void {
    event.preventDefault();
    const placed = this.actions.call(this.#callee.value.trim(), this.#message.value.trim());
    if (placed) this.#message.value = "";
    else this.#callee.focus();
  }
}

customElements.define("demo-call-form", CallForm);

declare global {
  interface HTMLElementTagNameMap {
    "demo-call-form": CallForm;
  }
}
