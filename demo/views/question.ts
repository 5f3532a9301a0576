// A question to the person, as a dialog.
import { html, nothing, type PropertyValues } from "lit";
import { controlsStyle } from "../styles/controls.ts";
import { dialogStyle } from "../styles/dialog.ts";
import { questionStyle } from "../styles/question.ts";
import { ringNotice } from "./ring-notice.ts";
import { View } from "./view.ts";

/** `<demo-question>`: open while the state has a question. */
export class Question extends View {
  static override styles = [controlsStyle, dialogStyle, questionStyle];

  protected override render() {
    const said = this.state.question?.say(this.words);
    return html`
      <dialog aria-labelledby="title" aria-describedby="detail" @close=${this.#closed}>
        ${
          said === undefined
            ? nothing
            : html`<div class="inside">
                <h2 id="title">${said.title}</h2>
                <p id="detail">${said.detail}</p>
                ${ringNotice(this.state, this.words, () => this.actions.answer(false))}
                <div class="buttons">
                  <button autofocus @click=${() => this.actions.answer(false)}>${this.words.page.questions.no}</button>
                  <button class="danger" @click=${() => this.actions.answer(true)}>${said.yes}</button>
                </div>
              </div>`
        }
      </dialog>
    `;
  }

  /** Escape, or an answer. By the time that it is told, the next question may have been asked, and that is not answered. */
  readonly #closed = ({ target }: Event): void => {
    if (!(target as HTMLDialogElement).open) this.actions.answer(false);
  };

  protected override updated(_changed: PropertyValues<this>): void {
    const dialog = this.renderRoot.querySelector("dialog") as HTMLDialogElement;
    const isAsked = this.state.question !== undefined;
    if (isAsked && !dialog.open) dialog.showModal();
    else if (!isAsked && dialog.open) dialog.close();
  }
}

customElements.define("demo-question", Question);
