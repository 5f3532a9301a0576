// The picture of the first screen: two tabs, one calling the other.
import { html, type TemplateResult } from "lit";
import type { PageWords } from "../words/en/page.ts";

/** Decoration: the text beside it says the same. */
export const scene = (words: PageWords["welcome"]["scene"]): TemplateResult => html`
  <svg class="rings" viewBox="0 0 470 400" aria-hidden="true">
    <defs>
      <linearGradient id="sea" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#2f8f73" />
        <stop offset="1" stop-color="#0f4a3a" />
      </linearGradient>
      <linearGradient id="sun" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#ffb38f" />
        <stop offset="1" stop-color="#e9663a" />
      </linearGradient>
    </defs>
    <g transform="translate(2 2)" class="shade">
      <rect class="window" width="300" height="214" rx="24" />
      <rect x="12" y="12" width="276" height="148" rx="16" fill="url(#sea)" />
      <circle cx="150" cy="72" r="27" fill="#f3d9c4" />
      <path d="M123 66c2-24 52-24 54 0-8-10-46-10-54 0Z" fill="#2b2320" />
      <path d="M96 160c0-36 24-50 54-50s54 14 54 50Z" fill="#f7f3ea" />
      <text class="title" x="18" y="192">${words.ringing}</text>
      <g transform="translate(212 172)">
        <rect width="74" height="32" rx="16" fill="none" stroke="var(--line)" />
        <text x="37" y="21" text-anchor="middle" class="button">${words.cancel}</text>
      </g>
    </g>
    <g transform="translate(318 92)">
      <path class="wave" d="M6 6a40 40 0 0 1 34 34" />
      <path class="wave" d="M12 -18a62 62 0 0 1 52 52" />
      <path class="wave" d="M18 -42a84 84 0 0 1 70 70" />
    </g>
    <g transform="translate(150 170)" class="shade">
      <rect class="window ringing" width="316" height="222" rx="24" />
      <circle cx="62" cy="66" r="38" fill="none" stroke="var(--ring-bright)" stroke-width="3" stroke-dasharray="180 60" transform="rotate(-90 62 66)" stroke-linecap="round" />
      <circle cx="62" cy="66" r="31" fill="url(#sun)" />
      <circle cx="62" cy="61" r="11" fill="#fff4ec" />
      <path d="M41 88c2-14 10-19 21-19s19 5 21 19a31 31 0 0 1-42 0Z" fill="#fff4ec" />
      <text class="title" x="118" y="60">${words.calling}</text>
      <text class="small" x="118" y="82">${words.message}</text>
      <rect x="24" y="128" width="128" height="66" rx="33" fill="var(--brand)" />
      <text x="88" y="167" text-anchor="middle" class="button accept">
        ${words.accept}
      </text>
      <rect x="164" y="128" width="128" height="66" rx="33" fill="none" stroke="var(--bad)" />
      <text x="228" y="167" text-anchor="middle" class="button refuse">
        ${words.refuse}
      </text>
    </g>
  </svg>
`;
