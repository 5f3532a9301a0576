// The page's few drawings, as inline SVG. All are decoration: words say the same beside them.
import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

const HANDSET =
  "M6.6 3.5 9 3a1 1 0 0 1 1.1.6l1.2 2.9a1 1 0 0 1-.3 1.1L9.3 9.1a12 12 0 0 0 5.6 5.6l1.5-1.7a1 1 0 0 1 1.1-.3l2.9 1.2a1 1 0 0 1 .6 1.1l-.5 2.4a1.5 1.5 0 0 1-1.5 1.2A15.6 15.6 0 0 1 3.4 5.1 1.5 1.5 0 0 1 4.6 3.9Z";

/** A handset. */
export const phone = icon(svg`<path d=${HANDSET} />`);
/** Two links of a chain. */
export const link = icon(
  svg`<path d="M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7L12 17.7" />`,
);
/** A check mark. */
export const check = icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`);
/** A cross. */
export const cross = icon(svg`<path d="m6 6 12 12M18 6 6 18" />`);
/** A bell, crossed out. */
export const muted = icon(
  svg`<path d="M9 19a3 3 0 0 0 6 0M6 16h12l-1.5-3V9.5M13.5 5.3A4.5 4.5 0 0 0 7.5 9.5V13L6 16M4 4l16 16" />`,
);
/** An arrow that turns back. */
export const again = icon(svg`<path d="M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5" />`);

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
