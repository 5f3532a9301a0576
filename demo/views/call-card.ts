// What the demo adds to the package's cards of both directions: notes, and what went wrong.
import { html, type nothing, type TemplateResult } from "lit";
import "peer-invite/ui";
import { mediaWords } from "peer-invite/ui/functions";
import type { Call } from "../calls.ts";
import { callCardStyle } from "../styles/call-card.ts";
import { controlsStyle } from "../styles/controls.ts";
import { CardView } from "./card-view.ts";

/** The base of the two cards. */
export abstract class CallCard<C extends Call> extends CardView<C> {
  static override styles = [controlsStyle, callCardStyle];

  /** What is shown between the words of the invitation and the buttons. */
  protected more(extra: TemplateResult | typeof nothing): TemplateResult {
    return html`${this.wholeName()} ${this.warning()} ${extra} ${this.problem()}`;
  }

  /** The devices that are missing in this call. */
  protected deviceProblems(): TemplateResult[] {
    return mediaWords(this.state.studio.errors, this.words).map(
      (words) => html`<p class="note">${words}</p>`,
    );
  }
}
