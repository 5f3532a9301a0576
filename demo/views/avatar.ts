// A peer's face: its initials in its own color, and around them the time that is left to answer.
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { styleMap } from "lit/directives/style-map.js";

const CIRCLE = 2 * Math.PI * 23;

/** `<demo-avatar .peer=…>`; with `untilMs` and `totalMs` a ring around it runs out; `ringing` makes it pulse. */
export class Avatar extends LitElement {
  static override properties = {
    peer: { attribute: false },
    untilMs: { attribute: false },
    totalMs: { attribute: false },
    ringing: { type: Boolean, reflect: true },
  };
  declare peer: string;
  declare untilMs: number | undefined;
  declare totalMs: number;
  declare ringing: boolean;
  #delayMs = 0;

  static override styles = css`
    :host {
      --size: 52px;
      position: relative;
      display: block;
      flex: none;
      width: var(--size);
      height: var(--size);
    }

    .face {
      position: absolute;
      inset: 5px;
      display: grid;
      place-items: center;
      border-radius: 50%;
      font: 700 calc(var(--size) * 0.3) / 1 var(--font);
      letter-spacing: 0.02em;
      color: hsl(var(--hue) 60% 22%);
      background: linear-gradient(145deg, hsl(var(--hue) 65% 88%), hsl(calc(var(--hue) + 30) 60% 78%));
    }

    svg {
      position: absolute;
      inset: 0;
      transform: rotate(-90deg);
      fill: none;
      stroke: var(--ring-bright);
      stroke-width: 3;
      stroke-linecap: round;
    }

    circle {
      animation: run-out linear both;
    }

    :host([ringing]) .face::before,
    :host([ringing]) .face::after {
      content: "";
      position: absolute;
      inset: -5px;
      border-radius: 50%;
      border: 2px solid var(--ring-bright);
      animation: pulse 2s ease-out infinite;
      pointer-events: none;
    }

    :host([ringing]) .face::after {
      animation-delay: 1s;
    }

    @keyframes run-out {
      to {
        stroke-dashoffset: ${CIRCLE};
      }
    }

    @keyframes pulse {
      from {
        opacity: 0.7;
      }
      to {
        opacity: 0;
        transform: scale(1.5);
      }
    }

    @media (prefers-reduced-motion: reduce) {
      circle,
      .face::before,
      .face::after {
        animation: none !important;
      }
    }
  `;

  /** A card that changes its place begins its animations anew. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate("untilMs");
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Set once for each countdown: an animation that runs would jump.
    if (changed.has("untilMs") && this.untilMs !== undefined)
      this.#delayMs = this.untilMs - this.totalMs - Date.now();
  }

  protected override render() {
    const face = { "--hue": `${hueOf(this.peer)}` };
    return html`
      ${this.untilMs === undefined ? nothing : this.#ring(this.untilMs)}
      <span class="face" aria-hidden="true" style=${styleMap(face)}>${initialsOf(this.peer)}</span>
    `;
  }

  #ring(untilMs: number) {
    const style = {
      "stroke-dasharray": `${CIRCLE}`,
      "animation-duration": `${this.totalMs}ms`,
      "animation-delay": `${this.#delayMs}ms`,
    };
    const ring = html`
      <svg viewBox="0 0 52 52" aria-hidden="true">
        <circle cx="26" cy="26" r="23" style=${styleMap(style)} />
      </svg>
    `;
    return keyed(untilMs, ring);
  }
}

function initialsOf(peer: string): string {
  const parts = peer.split(/[ _-]/).filter((part) => part !== "");
  const letters = parts.length > 1 ? parts.slice(0, 2).map((part) => part[0]) : [peer.slice(0, 2)];
  return letters.join("").toUpperCase();
}

function hueOf(peer: string): number {
  return [...peer].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
}

customElements.define("demo-avatar", Avatar);
