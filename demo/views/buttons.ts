// A button that shows an icon alone.
import { html, type TemplateResult } from "lit";

/** A button with `icon`; its label is read out, and shown as a tooltip. `look`: further classes. */
export function iconButton(
  label: string,
  icon: TemplateResult,
  act: () => void,
  look = "icon-only",
): TemplateResult {
  return html`<button type="button" class=${look} aria-label=${label} title=${label} @click=${act}>${icon}</button>`;
}
