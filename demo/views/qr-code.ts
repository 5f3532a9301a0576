// A QR code as an SVG. It is dark on light in both themes, because scanners need that.
import { html, svg, type TemplateResult } from "lit";
import { encode } from "uqr";

/** The code of `text`. `label`: the accessible name of the picture. */
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
