// What `<incoming-call>` and `<outgoing-call>` have in common: the frame, the texts, and a focus that is never lost.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { InvitationSnapshot, Observable } from "../../index.ts";
import { quoteOf, type Standing, standingOf } from "../functions/standing.ts";
import { foldText, nameFor, plainName, plainText } from "../text/plain.ts";
import type { CallWords } from "../words/en/calls.ts";
import "./call-timer.ts";
import { cardStyle } from "./card-style.ts";
import "./peer-avatar.ts";
import { sharedStyle } from "./style.ts";
import { Following, UiElement } from "./ui-element.ts";

/** Names are cut to this many characters. The whole name is in the card's title and label. */
const NAME_MAX = 60;
const WHOLE_NAME_MAX = 400;
/** More than an invitation carries. */
const TEXT_MAX = 10_000;
/** How much of a message is shown at first. It keeps the layout fast for a text of any length. */
const SHOWN = { lengthMax: 300, linesMax: 8 } as const;

/** The base of both. */
export abstract class InvitationCard<S extends InvitationSnapshot> extends UiElement {
  static override properties = {
    ...UiElement.properties,
    invitation: { attribute: false },
    name: { type: String },
    standing: { attribute: false },
    problem: { state: true },
    unfolded: { state: true },
  };
  static override styles = [sharedStyle, cardStyle];
  declare invitation: (Observable<S> & object) | undefined;
  declare name: string;
  declare standing: Standing | undefined;
  /** What went wrong with what the person did last. */
  declare problem: string;
  /** Which texts are shown as a whole. */
  declare unfolded: readonly string[];
  #hadFocus = false;
  /** The invitation that is shown, and the longest time that it had to be answered. */
  #shownKey = "";
  #totalMs = 0;

  constructor() {
    super();
    this.name = "";
    this.problem = "";
    this.unfolded = [];
    new Following(this, () => this.invitation);
  }

  /** Whether it is drawn as ringing. */
  protected abstract rings(snapshot: S): boolean;
  /** Whether the person here wrote the text of the answer. */
  protected abstract answersItself(snapshot: S): boolean;
  protected abstract buttons(snapshot: S): TemplateResult | typeof nothing;

  /** Another invitation takes the place of the one that was shown. `changed`: what the app has set with it. */
  protected forget(_changed: PropertyValues): void {}

  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.#card?.focus(options));
  }

  /** Does what a person asked for. If it fails, the card says why. */
  protected attempt(act: () => void): void {
    this.problem = "";
    try {
      act();
    } catch (error) {
      const { problems } = this.said.calls;
      const code = (error as { readonly code?: unknown } | null)?.code;
      this.problem =
        code === "content-too-long"
          ? problems.tooLong
          : code === "invalid-content"
            ? problems.broken
            : problems.tooLate;
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
    const { key = "", expiresAtMs } = this.invitation?.snapshot ?? {};
    if (key !== this.#shownKey) {
      if (this.#shownKey !== "") this.forget(changed);
      this.#shownKey = key;
      this.#totalMs = 0;
      this.problem = "";
      this.unfolded = [];
    }
    // The time limit may be extended once the call rings.
    if (expiresAtMs !== undefined) this.#totalMs = Math.max(this.#totalMs, expiresAtMs - Date.now());
  }

  protected override render() {
    const snapshot = this.invitation?.snapshot;
    if (snapshot === undefined) return nothing;
    const { calls } = this.said;
    const given = nameFor(snapshot.peer, this.name);
    const whole = plainName(given, WHOLE_NAME_MAX);
    const name = plainName(given, NAME_MAX);
    const { title, detail, tone } = this.standing ?? standingOf(snapshot, calls, name);
    const rings = this.rings(snapshot);
    const look = snapshot.outcome ? "ended" : rings ? "ringing" : "open";
    // A card of an open call is a landmark. An ended one would only get in its way.
    const role = snapshot.outcome ? "article" : "region";
    const kind = kindWords(calls, snapshot.kind);
    return html`
      <div
        role=${role}
        aria-label=${snapshot.role === "local" ? calls.to(whole) : calls.from(whole)}
        class="card ${look}"
        part="card ${look}"
        tabindex="-1"
      >
        <header part="header">
          <slot name="avatar">
            <peer-avatar
              part="avatar"
              .peer=${given}
              .untilMs=${snapshot.expiresAtMs}
              .totalMs=${this.#totalMs}
              ?ringing=${rings}
            ></peer-avatar>
          </slot>
            <p class="direction" part="kind">${snapshot.role === "local" ? "↗ " : "↙ "}${snapshot.role === "local" ? kind.out : kind.in}</p>
            <p class="standing ${tone}" part="standing" role="status" title=${whole}>${title}</p>
          ${
            snapshot.expiresAtMs === undefined
              ? nothing
              : html`<call-timer part="countdown" .untilMs=${snapshot.expiresAtMs} .label=${calls.timeLeft}></call-timer>`
          }
        </header>
        <p class="detail" part="detail" aria-live="polite">${detail ?? nothing}</p>
        ${this.#words("content", snapshot.content, snapshot.role === "local")}
        <div class="quote" aria-live="polite">
          ${this.#words("quote", quoteOf(snapshot) ?? "", this.answersItself(snapshot))}
        </div>
        <slot></slot>
        ${snapshot.outcome === undefined ? this.buttons(snapshot) : html`<slot name="ended"></slot>`}
        ${this.problem === "" ? nothing : html`<p class="problem" part="problem" role="alert">${this.problem}</p>`}
      </div>
    `;
  }

  /** A button that had the focus may be gone, together with the state that it belonged to. */
  protected override updated(): void {
    if (this.#hadFocus && this.shadowRoot?.activeElement === null) this.#card?.focus();
  }

  get #card(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".card");
  }

  /** The text of the invitation or of the answer: its beginning, and a button that shows the rest. */
  #words(key: string, text: string, isMine: boolean): TemplateResult | typeof nothing {
    const plain = plainText(text, TEXT_MAX);
    if (plain.trim() === "") return nothing;
    const { talk } = this.said.calls;
    const [shown, rest] = foldText(plain, SHOWN.lengthMax, SHOWN.linesMax);
    const isWhole = rest !== "" && this.unfolded.includes(key);
    const toggle = (): void => {
      this.unfolded = isWhole ? this.unfolded.filter((it) => it !== key) : [...this.unfolded, key];
    };
    const more = html`<button type="button" class="more" part="more" aria-expanded=${isWhole} @click=${toggle}>${isWhole ? talk.less : talk.more}</button>`;
    return html`<blockquote dir="auto" class=${isMine ? "mine" : ""} part="words">${shown}${isWhole ? rest : rest === "" ? "" : "…"}${rest === "" ? nothing : more}</blockquote>`;
  }
}

/** The name of a kind of call. The kinds are the app's: the package has words for the usual ones, and for a call without a kind. */
function kindWords({ kinds }: CallWords, kind = ""): CallWords["kinds"]["other"] {
  if (kind === "") return kinds.unnamed;
  return Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : kinds.other;
}
