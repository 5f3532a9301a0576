// The card of a call that has ended: one line that says how, and what was said, to be unfolded.
import { html, nothing } from "lit";
import { plainLine, quoteOf } from "peer-invite/ui/functions";
import { linkTo } from "../address.ts";
import { isOutgoing } from "../calls.ts";
import { EMPTY_CHAT } from "../chat.ts";
import { kindWords, standingOf } from "../standing.ts";
import { controlsStyle } from "../styles/controls.ts";
import { endedCardStyle } from "../styles/ended-card.ts";
import { foldingStyle } from "../styles/folding.ts";
import { iconButton } from "./buttons.ts";
import { CardView } from "./card-view.ts";
import { Folding } from "./folding.ts";
import { icons } from "./icons.ts";

/** `<demo-ended-card>` */
export class EndedCard extends CardView {
  static override properties = { ...CardView.properties, isTold: { state: true }, isCopied: { state: true } };
  static override styles = [controlsStyle, foldingStyle, endedCardStyle];
  /** A screen reader says what changes, and not what is there from the beginning. */
  declare isTold: boolean;
  declare isCopied: boolean;
  readonly #folding = new Folding(this);

  constructor() {
    super();
    this.isTold = false;
    this.isCopied = false;
  }

  protected override render() {
    const { calls } = this.words;
    const { key, snapshot } = this.call;
    const { title, detail, tone } = standingOf(this.call, calls, this.naming.short);
    const quote = quoteOf(snapshot);
    const arrow = isOutgoing(this.call) ? "↗" : "↙";
    return html`
      <div role="article" class="card panel" tabindex="-1" aria-label=${this.label}>
        <peer-avatar .peer=${this.naming.whole}></peer-avatar>
        <div class="who">
          <p class="kind">${arrow} ${kindWords(this.call, calls)}</p>
          <p class="title ${tone}" role="status" title=${this.naming.whole}>${this.isTold ? title : nothing}</p>
          ${detail === undefined ? nothing : html`<p class="detail">${detail}</p>`}
          ${quote === undefined ? nothing : html`<p class="quote" dir="auto">“${this.#folding.words("quote", quote, this.words)}”</p>`}
        </div>
        <div class="buttons">
          ${
            this.#isOver
              ? nothing
              : html`<button @click=${() => this.actions.callAgain(key)}>
                  ${icons.again} ${isOutgoing(this.call) ? calls.again : calls.back}
                </button>`
          }
          ${iconButton(calls.dismiss, icons.cross, () => this.actions.dismiss(key), "plain icon-only")}
        </div>
        ${this.#absent()} ${this.wholeName()} ${this.#said()} ${this.problem()}
      </div>
    `;
  }

  /** What to do about somebody who is not online: send a link, or wait. */
  #absent() {
    const { snapshot } = this.call;
    const { outcome, peer } = snapshot;
    if (snapshot.role !== "local" || outcome?.kind !== "failed" || !ABSENT.has(outcome.reason))
      return nothing;
    const { calls, page } = this.words;
    const { awaited, name } = this.state;
    const isAwaited = awaited.includes(peer);
    return html`
      <div class="absent buttons">
        <button aria-pressed=${isAwaited} @click=${() => this.actions.await(peer, !isAwaited)}>
          ${icons.bell} ${isAwaited ? calls.awaited : calls.await}
        </button>
        <button @click=${() => this.#copy(linkTo(name))}>${icons.link} ${this.isCopied ? page.you.copied : calls.copyLink}</button>
      </div>
    `;
  }

  async #copy(link: string): Promise<void> {
    await navigator.clipboard?.writeText(link).then(
      () => {
        this.isCopied = true;
      },
      // The own card has the link, too.
      () => {},
    );
  }

  /** Whether there is no reason to call again: the call goes on in another one, or in another app. */
  get #isOver(): boolean {
    const { snapshot, talk } = this.call;
    const { outcome } = snapshot;
    return (
      (outcome?.kind === "accepted" && talk === undefined) ||
      (outcome?.kind === "canceled" && outcome.reason === "superseded")
    );
  }

  /** The invitation's own words, and the chat. */
  #said() {
    const { content, role } = this.call.snapshot;
    const { leftOut, lines } = this.call.talk?.chat ?? EMPTY_CHAT;
    const { calls } = this.words;
    if (lines.length === 0)
      return content === ""
        ? nothing
        : html`<p class="content" dir="auto">${plainLine(content, CONTENT_MAX)}</p>`;
    const isMine = role === "local";
    return html`
      <details>
        <summary>${calls.chatKept(lines.length + leftOut)}</summary>
        <div class="said" role="group" aria-label=${calls.talk.chat} tabindex="0">
          ${content === "" ? nothing : html`<blockquote dir="auto" class=${isMine ? "mine" : ""}>${this.#folding.words("content", content, this.words)}</blockquote>`}
          ${leftOut === 0 ? nothing : html`<p class="note">${calls.talk.leftOut(leftOut)}</p>`}
          ${lines.map(
            ({ number, isMine, text, isCut }) => html`
              <blockquote dir="auto" class=${isMine ? "mine" : ""}>${this.#folding.line(`${number}`, text, this.words)}</blockquote>
              ${isCut ? html`<p class="note">${calls.talk.cut}</p>` : nothing}
            `,
          )}
        </div>
      </details>
    `;
  }

  protected override firstUpdated(): void {
    this.isTold = true;
  }
}

/** The card shows one line of the invitation, which has no room for more. */
const CONTENT_MAX = 200;
/** The reasons of a call that found nobody. */
const ABSENT: ReadonlySet<string> = new Set(["peer-offline", "peer-closed", "peer-lost"]);

customElements.define("demo-ended-card", EndedCard);
