// The page's icons, as inline SVG. All are decoration: a text beside them or the button's label says the same.
import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

const line = (path: string): TemplateResult => icon(svg`<path d=${path} />`);

const HANDSET =
  "M6.6 3.5 9 3a1 1 0 0 1 1.1.6l1.2 2.9a1 1 0 0 1-.3 1.1L9.3 9.1a12 12 0 0 0 5.6 5.6l1.5-1.7a1 1 0 0 1 1.1-.3l2.9 1.2a1 1 0 0 1 .6 1.1l-.5 2.4a1.5 1.5 0 0 1-1.5 1.2A15.6 15.6 0 0 1 3.4 5.1 1.5 1.5 0 0 1 4.6 3.9Z";
const MICROPHONE = "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6";
const CAMERA = "M4 7h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2ZM15 11l6-3.5v9L15 13";

/** The icons, by their meaning. */
export const icons = {
  phone: line(HANDSET),
  hangUp: icon(svg`<path transform="rotate(135 12 12)" d=${HANDSET} />`),
  link: line(
    "M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7L12 17.7",
  ),
  check: line("m5 12.5 4.5 4.5L19 7.5"),
  cross: line("m6 6 12 12M18 6 6 18"),
  bell: line("M6 16h12l-1.5-3V9.5a4.5 4.5 0 0 0-9 0V13ZM10 19a2 2 0 0 0 4 0"),
  bellOff: line("M9 19a3 3 0 0 0 6 0M6 16h12l-1.5-3V9.5M13.5 5.3A4.5 4.5 0 0 0 7.5 9.5V13L6 16M4 4l16 16"),
  again: line("M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5"),
  microphone: line(MICROPHONE),
  camera: line(CAMERA),
  cameraOff: line(`${CAMERA}M3 3l18 18`),
  chat: line("M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-4.5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z"),
  gear: icon(svg`
    <circle cx="12" cy="12" r="2.6" />
    <circle cx="12" cy="12" r="6.4" />
    <path d="M12 2.8v2.6M12 18.6v2.6M2.8 12h2.6M18.6 12h2.6M5.5 5.5l1.8 1.8M16.7 16.7l1.8 1.8M5.5 18.5l1.8-1.8M16.7 7.3l1.8-1.8" />
  `),
  moon: line("M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5Z"),
  star: line("m12 4 2.4 5.1 5.6.7-4.1 3.9 1 5.6L12 16.6l-4.9 2.7 1-5.6L4 9.8l5.6-.7Z"),
  into: line("M18 6 7 17M7 8v9h9"),
  outOf: line("M6 18 17 7M8 7h9v9"),
  missed: line("m3 8 6 6 3-3M3 8v5M3 8h5M21 8l-9 9-2.5-2.5"),
  keyboard: line("M3 7h18v10H3ZM6.5 10.5h.01M10 10.5h.01M13.5 10.5h.01M17 10.5h.01M8 14h8"),
  sequence: line("M6 4v16M18 4v16M6 8h12M14.5 5.5 18 8l-3.5 2.5M18 16H6M9.5 13.5 6 16l3.5 2.5"),
  shrink: line("M10 4v6H4M14 20v-6h6M10 10 3 3M14 14l7 7"),
  grow: line("M14 4h6v6M10 20H4v-6M20 4l-7 7M4 20l7-7"),
  down: line("M12 5v14M6 13l6 6 6-6"),
  send: line("M4 12 20 4l-5 16-3.5-6.5Z"),
  plus: line("M12 5v14M5 12h14"),
  tab: line("M3 8V6a1 1 0 0 1 1-1h5l2 3h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1ZM12 10.5v6M9 13.5h6"),
} as const;

/** The icon of each kind of call. */
export const kindIcons = { video: icons.camera, audio: icons.phone, chat: icons.chat } as const;

/** The product's mark. */
export const mark = html`
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="var(--brand)" />
    <circle cx="11.5" cy="20.5" r="4.5" fill="var(--on-brand)" />
    <path
      d="M16 10.5a7 7 0 0 1 5.5 5.5M17.5 5.5a12 12 0 0 1 9 9"
      fill="none"
      stroke="var(--on-brand)"
      stroke-width="2.6"
      stroke-linecap="round"
    />
  </svg>
`;
