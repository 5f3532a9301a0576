// A peer's face: its initials in a color of its own, with the time left to answer around them.
import { css, html, LitElement, nothing } from "lit";
import { secondsUntil, Ticking } from "./ticking.ts";

const CIRCLE = 2 * Math.PI * 23;

/** `<demo-avatar .peer=…>`; with `untilMs` and `totalMs`, a ring around it runs out; with `ringing`, it pulses. */
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
      .face::before,
      .face::after {
        animation: none !important;
      }
    }
  `;

  constructor() {
    super();
    new Ticking(this);
  }

  protected override render() {
    return html`
      ${this.untilMs === undefined ? nothing : this.#ring(this.untilMs)}
      <span class="face" aria-hidden="true">${initialsOf(this.peer)}</span>
    `;
  }

  /* The page's security policy does not allow style attributes. */
  protected override willUpdate(): void {
    this.style.setProperty("--hue", `${hueOf(this.peer)}`);
  }

  /* It moves once a second. An animation would keep the processor busy for as long as it rings. */
  #ring(untilMs: number) {
    const left = Math.min(1, (secondsUntil(untilMs) * 1000) / this.totalMs);
    return html`
      <svg viewBox="0 0 52 52" aria-hidden="true">
        <circle
          cx="26"
          cy="26"
          r="23"
          stroke-dasharray=${CIRCLE.toFixed(1)}
          stroke-dashoffset=${(CIRCLE * (1 - left)).toFixed(1)}
        />
      </svg>
    `;
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
