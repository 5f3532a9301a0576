// `<peer-avatar>`: a peer's initials in a color of their own, with the time left to answer around them.
import { css, html, LitElement, nothing } from "lit";
import { plainLine } from "../text/plain.ts";
import { secondsUntil, Ticking } from "./ticking.ts";
import { define } from "./ui-element.ts";

const NAME_MAX = 128;
const CIRCLE = 2 * Math.PI * 23;

/** See `PeerAvatarElement`, which is its public part. */
class PeerAvatar extends LitElement {
  static override properties = {
    peer: { type: String },
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
      --size: var(--avatar-size, 52px);
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
      font-size: calc(var(--size) * 0.3);
      font-weight: 700;
      line-height: 1;
      letter-spacing: 0.02em;
      color: hsl(var(--hue) 60% 22%);
      background: linear-gradient(145deg, hsl(var(--hue) 65% 88%), hsl(calc(var(--hue) + 30) 60% 78%));
    }

    svg {
      position: absolute;
      inset: 0;
      transform: rotate(-90deg);
      fill: none;
      stroke: var(--call-ring-bright, light-dark(#ff7a45, #ff8a5b));
      stroke-width: 3;
      stroke-linecap: round;
    }

    :host([ringing]) .face::before,
    :host([ringing]) .face::after {
      content: "";
      position: absolute;
      inset: -5px;
      border-radius: 50%;
      border: 2px solid var(--call-ring-bright, light-dark(#ff7a45, #ff8a5b));
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
    this.peer = "";
    this.totalMs = 0;
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

/** A name may be of any length, and begin with an emoji. */
function initialsOf(peer: string): string {
  const parts = plainLine(peer, NAME_MAX)
    .split(/[ _-]/)
    .filter((part) => part !== "");
  const letters =
    parts.length > 1 ? parts.slice(0, 2).map((part) => [...part][0]) : [...(parts[0] ?? "")].slice(0, 2);
  return letters.join("").toUpperCase();
}

function hueOf(peer: string): number {
  return [...peer.slice(0, NAME_MAX)].reduce(
    (hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360,
    7,
  );
}

define("peer-avatar", PeerAvatar);
