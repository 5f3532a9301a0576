// A QR code as a drawing. What is read from it stays dark on light, in both themes.
import { html, svg, type TemplateResult } from "lit";
import { encode } from "uqr";

/** The code of `text`, as a picture with that label. */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return html`
    <svg class="qr" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
      ${svg`<path d=${path} fill="#10201a" />`}
    </svg>
  `;
}
