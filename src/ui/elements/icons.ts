// The icons of the elements, as inline SVG. All are decoration: a text beside them or the button's label says the same.
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
  cross: line("m6 6 12 12M18 6 6 18"),
  bellOff: line("M9 19a3 3 0 0 0 6 0M6 16h12l-1.5-3V9.5M13.5 5.3A4.5 4.5 0 0 0 7.5 9.5V13L6 16M4 4l16 16"),
  microphone: line(MICROPHONE),
  microphoneOff: line(`${MICROPHONE}M4 4l16 16`),
  camera: line(CAMERA),
  cameraOff: line(`${CAMERA}M3 3l18 18`),
  chat: line("M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-4.5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z"),
  screen: line(
    "M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM8 21h8M12 13.5v-6M9.5 10 12 7.5 14.5 10",
  ),
  sliders: line("M4 7h8M17 7h3M4 17h3M12 17h8M14.5 4.5v5M9.5 14.5v5"),
  pause: line("M8 5v14M16 5v14"),
  flip: line("M4 9a8 8 0 0 1 14-3l2 2M20 4v4h-4M20 15a8 8 0 0 1-14 3l-2-2M4 20v-4h4"),
  full: line("M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"),
} as const;
