// The first screen's picture: two tabs, one ringing the other.
import { html } from "lit";

/** Decoration; the words beside it say the same. */
export const rings = html`
  <style>
    .rings {
      width: 100%;
      max-width: 470px;
      margin: 0 auto;
      overflow: visible;
    }
    .rings text {
      font: 600 15px var(--font);
      fill: var(--ink);
    }
    .rings .small {
      font: 400 12.5px var(--font);
      fill: var(--ink-soft);
    }
    .rings .window {
      fill: var(--surface);
      stroke: var(--line);
    }
    .rings .dot {
      fill: var(--line);
    }
    .rings .wave {
      fill: none;
      stroke: var(--ring-bright);
      stroke-width: 3;
      stroke-linecap: round;
      animation: wave 2.4s ease-in-out infinite;
    }
    .rings .wave:nth-of-type(2) {
      animation-delay: 0.25s;
    }
    .rings .wave:nth-of-type(3) {
      animation-delay: 0.5s;
    }
    @keyframes wave {
      0%,
      70%,
      100% {
        opacity: 0.25;
      }
      30% {
        opacity: 1;
      }
    }
    @media (max-width: 859px) {
      .rings {
        display: none;
      }
    }
  </style>
  <svg class="rings" viewBox="0 0 470 380" aria-hidden="true">
    <g transform="translate(4 4)">
      <rect class="window" width="280" height="190" rx="18" />
      <circle class="dot" cx="24" cy="22" r="5" />
      <circle class="dot" cx="42" cy="22" r="5" />
      <circle class="dot" cx="60" cy="22" r="5" />
      <circle cx="58" cy="92" r="28" fill="var(--brand-tint)" />
      <text x="58" y="97" text-anchor="middle" fill="var(--brand)">BO</text>
      <text x="102" y="88">Ringing at bob…</text>
      <text class="small" x="102" y="108">“Lunch at noon?”</text>
      <rect x="28" y="142" width="96" height="30" rx="15" fill="none" stroke="var(--line)" />
      <text class="small" x="76" y="161" text-anchor="middle">Cancel</text>
    </g>
    <g transform="translate(292 92)">
      <path class="wave" d="M6 6a40 40 0 0 1 34 34" />
      <path class="wave" d="M12 -18a62 62 0 0 1 52 52" />
      <path class="wave" d="M18 -42a84 84 0 0 1 70 70" />
    </g>
    <g transform="translate(166 176)">
      <rect class="window" width="300" height="200" rx="18" style="stroke: var(--ring-bright); stroke-width: 1.5" />
      <circle class="dot" cx="24" cy="22" r="5" />
      <circle class="dot" cx="42" cy="22" r="5" />
      <circle class="dot" cx="60" cy="22" r="5" />
      <circle cx="58" cy="92" r="28" fill="var(--ring-tint)" />
      <text x="58" y="97" text-anchor="middle">AL</text>
      <text x="102" y="88">alice is calling you</text>
      <text class="small" x="102" y="108">“Lunch at noon?”</text>
      <rect x="28" y="146" width="100" height="34" rx="17" fill="var(--brand)" />
      <text x="78" y="168" text-anchor="middle" style="fill: var(--on-brand); font-size: 13.5px">Accept</text>
      <rect x="138" y="146" width="92" height="34" rx="17" fill="none" stroke="var(--bad)" />
      <text x="184" y="168" text-anchor="middle" style="fill: var(--bad); font-size: 13.5px">Refuse</text>
    </g>
  </svg>
`;
