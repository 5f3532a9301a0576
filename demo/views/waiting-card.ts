// The card of a call that rings while another one is talked in: small, and over it, so that nothing moves under a finger.
import { css, html, nothing } from "lit";
import { type IncomingCall, isTalkedIn, otherPeer } from "../calls.ts";
import { type Kind, kindOf } from "../kinds.ts";
import { plainLine } from "../parts/text/plain.ts";
import { kindWords, standingOf } from "../standing.ts";
import { controls } from "../styles/controls.ts";
import "./avatar.ts";
import "./countdown.ts";
import { moveTo } from "./focus.ts";
import { icons, kindIcons } from "./icons.ts";
import { View } from "./view.ts";

/** Where there is less room, the card must leave the call's buttons in sight: words are one press away. */
const IS_ROOMY = matchMedia("(min-width: 620px) and (min-height: 560px)");

/** Two lines have no room for more. */
const WORDS_MAX = 300;

/** `<demo-waiting-card>` */
export class WaitingCard extends View {
  static override properties = { ...View.properties, call: { attribute: false } };
  declare call: IncomingCall;
  /** What was typed as an answer, by the call's key. */
  declare typed: Map<string, string>;

  static override styles = [
    controls,
    css`
      :host {
        display: block;
        width: min(620px, 100% - 20px);
        animation: arrive 220ms ease-out;
      }

      .waiting {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 10px 14px;
        padding: 14px clamp(14px, 2vw, 18px);
        border-color: color-mix(in srgb, var(--ring-bright) 60%, transparent);
        background: linear-gradient(var(--ring-tint), var(--surface) 70%);
        box-shadow: var(--shadow-high);
      }

      demo-avatar {
        --size: 52px;
      }

      demo-countdown {
        color: var(--ring);
        background: var(--surface);
      }

      .who {
        min-width: 0;
        overflow-wrap: anywhere;
        font-size: 0.875rem;
        line-height: 1.35;
        color: var(--ink-soft);
      }

      .who b {
        font-size: 1.0625rem;
        color: var(--ink);
      }

      .words {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        color: var(--ink);
      }

      .buttons {
        display: flex;
        grid-column: 1 / -1;
        gap: 8px;
      }

      .buttons .wide {
        flex: 1 1 0;
        min-width: 5.5em;
        padding-inline: 0.5em;
      }

      .replies {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }

      .replies button {
        min-height: 34px;
        padding-inline: 0.8em;
        font-size: 0.8125rem;
        font-weight: 500;
        color: var(--ink-soft);
        background: transparent;
      }

      details {
        display: grid;
        gap: 8px;
      }

      details[open] summary {
        margin-bottom: 8px;
      }

      summary {
        width: fit-content;
        font-size: 0.8125rem;
        color: var(--ink-soft);
        cursor: pointer;
      }

      input + .replies {
        margin-top: 8px;
      }

      details,
      .problem {
        grid-column: 1 / -1;
      }

      @keyframes arrive {
        from {
          opacity: 0;
          transform: translateY(-10px);
        }
      }

      @media (prefers-reduced-motion: reduce) {
        :host {
          animation: none;
        }
      }
    `,
  ];

  /** Moves the focus to the card itself, so that its buttons come next. */
  focusCard(): void {
    void this.updateComplete.then(() => moveTo(this.renderRoot.querySelector(".waiting") as HTMLElement));
  }

  protected override render() {
    const { calls } = this.words;
    const { key, snapshot } = this.call;
    const { problem } = this.state;
    const kind = kindOf(snapshot.channelId);
    const { title, detail } = standingOf(this.call, calls);
    const talked = this.state.calls.find(isTalkedIn);
    return html`
      <div role="region" class="waiting panel" tabindex="-1" aria-label=${calls.from(snapshot.caller)}>
        <demo-avatar .peer=${snapshot.caller} .untilMs=${snapshot.expiresAtMs} .totalMs=${this.call.totalMs} ringing></demo-avatar>
        <div class="who">
          <b class="short" role="status">${title}</b>
          ${snapshot.content === "" ? nothing : html`<p class="words" dir="auto">${plainLine(snapshot.content, WORDS_MAX)}</p>`}
          <p class="short">${kindWords(this.call, calls)}. ${detail ?? (talked && calls.holds(otherPeer(talked.snapshot)))}</p>
        </div>
        ${
          snapshot.expiresAtMs === undefined
            ? nothing
            : html`<demo-countdown .untilMs=${snapshot.expiresAtMs} .label=${calls.timeLeft}></demo-countdown>`
        }
        ${snapshot.state === "ringing" ? this.#answers(kind) : nothing}
        ${problem?.at === key ? html`<p class="problem" role="alert">${problem.say(this.words)}</p>` : nothing}
      </div>
    `;
  }

  #answers(kind: Kind | undefined) {
    const { calls } = this.words;
    const { key } = this.call;
    return html`
        <div class="buttons">
          <button class="primary wide" @click=${() => this.actions.accept(key, this.#answer)}>
            ${kind === undefined ? icons.check : kindIcons[kind]} ${calls.accept}
          </button>
          <button class="danger wide" @click=${() => this.actions.refuse(key, this.#answer)}>${icons.hangUp} ${calls.refuse}</button>
          ${
            kind === "video"
              ? html`<button
                  class="icon-only"
                  aria-label=${calls.withoutVideo}
                  title=${calls.withoutVideo}
                  @click=${() => this.actions.accept(key, this.#answer, "audio")}
                >
                  ${icons.phone}
                </button>`
              : nothing
          }
          <button class="plain icon-only" aria-label=${calls.ignore} title=${calls.ignore} @click=${() => this.actions.ignore(key)}>
            ${icons.bellOff}
          </button>
        </div>
        <details ?open=${IS_ROOMY.matches}>
          <summary>${calls.withWords}</summary>
          <input
            dir="auto"
            aria-label=${calls.answer}
            placeholder="${calls.answer} ${calls.answerHint}"
            autocomplete="off"
            .value=${this.typed.get(key) ?? ""}
            @input=${(event: Event) => this.typed.set(key, (event.target as HTMLInputElement).value)}
          />
          <div class="replies" role="group" aria-label=${calls.quickReplies}>
            ${calls.replies.map((words) => html`<button @click=${() => this.actions.refuse(key, words)}>${words}</button>`)}
          </div>
        </details>
    `;
  }

  get #answer(): string {
    return this.renderRoot.querySelector("input")?.value.trim() ?? "";
  }
}

customElements.define("demo-waiting-card", WaitingCard);
