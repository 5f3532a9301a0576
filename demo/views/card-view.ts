// The base of every card: it stands for one call, has its name, and can take the focus.
import { html, nothing, type TemplateResult } from "lit";
import { type Call, isOutgoing } from "../calls.ts";
import "peer-invite/ui";
import { imitated, type Naming, namingOf } from "../naming.ts";
import { moveTo } from "./focus.ts";
import { View } from "./view.ts";

/** A card. Its outermost element has the class `card`. */
export abstract class CardView<C extends Call = Call> extends View {
  static override properties = { ...View.properties, call: { attribute: false } };
  declare call: C;

  /** Moves the focus to the card itself, so that its buttons come next. */
  focusCard(): void {
    void this.updateComplete.then(() => moveTo(this.card));
  }

  protected get card(): HTMLElement {
    return this.renderRoot.querySelector(".card") as HTMLElement;
  }

  /** The card's accessible name. */
  protected get label(): string {
    const { calls } = this.words;
    const { whole } = this.naming;
    return isOutgoing(this.call) ? calls.to(whole) : calls.from(whole);
  }

  /** What the other side is called. */
  protected get naming(): Naming {
    return namingOf(this.call.snapshot, this.state.personal);
  }

  /** The whole of a name that is cut. */
  protected wholeName(): TemplateResult | typeof nothing {
    const { short, whole } = this.naming;
    return short === whole
      ? nothing
      : html`<details class="whole"><summary>${this.words.calls.wholeName}</summary><bdi>${whole}</bdi></details>`;
  }

  /** Says that the other side looks like a contact and is not. */
  protected warning(): TemplateResult | typeof nothing {
    const contact = imitated(this.call.snapshot, this.state.personal);
    return contact === undefined
      ? nothing
      : html`<p class="problem warning" role="note">${this.words.calls.notContact(contact)}</p>`;
  }

  /** The time that is left to answer. */
  protected countdown(): TemplateResult | typeof nothing {
    const { expiresAtMs } = this.call.snapshot;
    if (expiresAtMs === undefined) return nothing;
    return html`<call-timer .untilMs=${expiresAtMs} .label=${this.words.calls.timeLeft}></call-timer>`;
  }

  /** What went wrong with this call. */
  protected problem(): TemplateResult | typeof nothing {
    const { problem } = this.state;
    if (problem?.at !== this.call.key) return nothing;
    return html`<p class="problem" role="alert">${problem.say(this.words)}</p>`;
  }
}
