// What the demo adds to the package's cards of both directions: the chat that came after, and what went wrong.
import { html, nothing, type TemplateResult } from "lit";
import "peer-invite/ui";
import { mediaWords } from "peer-invite/ui/functions";
import type { Call } from "../calls.ts";
import { EMPTY_CHAT } from "../chat.ts";
import { callCardStyle } from "../styles/call-card.ts";
import { controlsStyle } from "../styles/controls.ts";
import { foldingStyle } from "../styles/folding.ts";
import { CardView } from "./card-view.ts";
import { Folding } from "./folding.ts";

/** The base of the two cards. */
export abstract class CallCard<C extends Call> extends CardView<C> {
  static override styles = [controlsStyle, foldingStyle, callCardStyle];
  readonly #folding = new Folding(this);

  /** What is shown between the words of the invitation and the buttons. */
  protected more(extra: TemplateResult | typeof nothing): TemplateResult {
    const { leftOut, lines } = this.call.talk?.chat ?? EMPTY_CHAT;
    const { talk: words } = this.words.calls;
    return html`
      ${
        lines.length === 0
          ? nothing
          : html`<div class="said" role="group" aria-label=${words.chat} tabindex="0">
              ${leftOut === 0 ? nothing : html`<p class="note">${words.leftOut(leftOut)}</p>`}
              ${lines.map(
                ({ number, isMine, text, isCut }) => html`
                  <blockquote dir="auto" class=${isMine ? "mine" : ""}>${this.#folding.line(`${number}`, text, this.words)}</blockquote>
                  ${isCut ? html`<p class="note">${words.cut}</p>` : nothing}
                `,
              )}
            </div>`
      }
      ${extra} ${this.problem()}
    `;
  }

  /** The devices that are missing in this call. */
  protected deviceProblems(): TemplateResult[] {
    return mediaWords(this.state.studio.errors, this.words).map(
      (words) => html`<p class="note">${words}</p>`,
    );
  }
}
