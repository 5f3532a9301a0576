// A chart as an SVG file. Its style is inside, light and dark, so that any viewer can show it.

import { type Chart, sentencesOf } from "./chart.ts";
import { layoutChart } from "./layout.ts";
import type { Shape } from "./shapes.ts";
import { CHART_COLORS, chartRules } from "./style.ts";

const MARGIN = 16;

/** The text of the file. `widthPx`: without the margin, default 640. */
export function writeSvg(chart: Chart, widthPx = 640): string {
  const { width, height, groups } = layoutChart(chart, widthPx);
  const [outerWidth, outerHeight] = [width + 2 * MARGIN, height + 2 * MARGIN];
  const rules = (which: 0 | 1): string => chartRules((name) => CHART_COLORS[name][which]);
  const ground = (which: 0 | 1): string => `.ground { fill: ${CHART_COLORS.surface[which]}; }`;
  const drawn = groups.map(({ title, shapes }) => {
    const said = title === undefined ? "" : `<title>${escapeXml(title)}</title>`;
    return `<g>${said}${shapes.map(writeShape).join("")}</g>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${outerWidth}" height="${outerHeight}" viewBox="${-MARGIN} ${-MARGIN} ${outerWidth} ${outerHeight}" role="img" aria-labelledby="title desc">
<title id="title">${escapeXml(chart.words.title)}</title>
<desc id="desc">${escapeXml(sentencesOf(chart).join("\n"))}</desc>
<style>${ground(0)}${rules(0)}@media (prefers-color-scheme: dark) {${ground(1)}${rules(1)}}</style>
<rect class="ground" x="${-MARGIN}" y="${-MARGIN}" width="${outerWidth}" height="${outerHeight}"/>
${drawn.join("\n")}
</svg>
`;
}

function writeShape(shape: Shape): string {
  switch (shape.shape) {
    case "line": {
      const { look, x1, y1, x2, y2 } = shape;
      return `<line class="${look}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
    }
    case "rect": {
      const { look, x, y, width, height, radius } = shape;
      return `<rect class="${look}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;
    }
    case "path":
      return `<path class="${shape.look}" d="${shape.d}"/>`;
    case "text": {
      const { look, x, y, anchor, text } = shape;
      return `<text class="${look}" x="${x}" y="${y}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
    }
  }
}

/** Text for XML. Characters that XML does not allow become the replacement character. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
