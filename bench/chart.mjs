// @ts-check
// Charts as SVG, light or dark as the page that shows them. Knows nothing of their content.

/**
 * @typedef {object} Bar
 * @property {string} series bars of one series have one colour
 * @property {number | undefined} value undefined: there is none, and the chart says so
 * @property {number | undefined} [upTo] where a thin line from the bar ends
 */
/** @typedef {{ label: string, bars: readonly Bar[] }} Group */

/** Of the series, on a light and on a dark page. */
const COLORS = [
  ["#0b6e4f", "#3fb68b"],
  ["#2b6cb0", "#5b9bdf"],
  ["#6685b8", "#a9bfdf"],
  ["#b7791f", "#d9a441"],
  ["#8e4585", "#c884c0"],
  ["#666666", "#a8a8a8"],
];
/** So narrow that a phone can show it without making its text too small to read. */
const WIDTH = 500;
const LEFT = 190;
const RIGHT = 66;
const TOP = 58;
const BAR = 14;
const GAP = 4;
const GROUP_GAP = 22;
const FONT = 'font-family="system-ui, sans-serif"';

/**
 * Horizontal bars in groups: a median, and a thin line up to the 95th percentile.
 *
 * @param {{ title: string, unit: string, groups: readonly Group[] }} chart
 * @returns {string}
 */
export function barChart({ title, unit, groups }) {
  const all = groups.flatMap(({ bars }) => bars.flatMap(({ value = 0, upTo = 0 }) => [value, upTo]));
  const most = niceCeiling(Math.max(1, ...all));
  const scale = (/** @type {number} */ value) => (value / most) * (WIDTH - LEFT - RIGHT);
  const series = [...new Set(groups.flatMap(({ bars }) => bars.map((bar) => bar.series)))];
  /** @type {string[]} */
  const parts = [];
  let y = TOP;
  for (const { label, bars } of groups) {
    parts.push(text(12, y + 11, label, { size: 12, weight: "600" }));
    y += 18;
    for (const bar of bars) {
      parts.push(
        ...drawBar(bar, { y, unit, scale, color: `s${series.indexOf(bar.series) % COLORS.length}` }),
      );
      y += BAR + GAP;
    }
    y += GROUP_GAP - 10;
  }
  const bottom = y;
  const axis = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => {
    const x = LEFT + scale(most * share);
    return [
      `<line x1="${round(x)}" y1="${TOP}" x2="${round(x)}" y2="${bottom}" class="grid"/>`,
      text(x, bottom + 14, `${format(most * share)} ${unit}`, { size: 11, anchor: "middle" }),
    ];
  });
  return frame(title, "median, and a thin line on to the 95th percentile; shorter is better", bottom + 24, [
    ...axis,
    ...parts,
  ]);
}

/**
 * A line through values taken over time.
 *
 * @param {{ title: string, xUnit: string, unit: string, points: readonly (readonly [x: number, y: number])[] }} chart
 * @returns {string}
 */
export function lineChart({ title, xUnit, unit, points }) {
  const height = 220;
  const left = 70;
  const mostX = Math.max(...points.map(([x]) => x), 1);
  const mostY = niceCeiling(Math.max(...points.map(([, y]) => y), 1));
  const at = (/** @type {number} */ x, /** @type {number} */ y) => [
    round(left + (x / mostX) * (WIDTH - left - 30)),
    round(TOP + height - (y / mostY) * height),
  ];
  const grid = [0, 0.5, 1].flatMap((share) => {
    const [, y] = at(0, mostY * share);
    return [
      `<line x1="${left}" y1="${y}" x2="${WIDTH - 30}" y2="${y}" class="grid"/>`,
      text(left - 6, Number(y) + 4, `${format(mostY * share)} ${unit}`, { size: 11, anchor: "end" }),
    ];
  });
  const path = points.map(([x, y]) => at(x, y).join(",")).join(" ");
  return frame(title, `over ${format(mostX)} ${xUnit}`, TOP + height + 24, [
    ...grid,
    `<polyline points="${path}" class="s0" style="fill: none" stroke-width="1.5"/>`,
  ]);
}

/**
 * @param {Bar} bar
 * @param {{ y: number, unit: string, color: string, scale: (value: number) => number }} place `color`: a class of `style`
 */
function drawBar({ series, value, upTo }, { y, unit, color, scale }) {
  const name = text(LEFT - 8, y + 11, series, { size: 12, anchor: "end" });
  if (value === undefined) return [name, text(LEFT + 4, y + 11, "never", { size: 11 })];
  const length = scale(value);
  const end = scale(Math.max(value, upTo ?? value));
  return [
    name,
    `<rect x="${LEFT}" y="${y}" width="${round(Math.max(1, length))}" height="${BAR}" class="${color}" stroke-width="0"/>`,
    `<line x1="${round(LEFT + length)}" y1="${y + BAR / 2}" x2="${round(LEFT + end)}" y2="${y + BAR / 2}" class="${color}" stroke-width="2"/>`,
    text(LEFT + end + 6, y + 11, `${format(value)} ${unit}`, { size: 11 }),
  ];
}

/**
 * @param {string} title
 * @param {string} note
 * @param {number} height
 * @param {readonly string[]} parts
 */
function frame(title, note, height, parts) {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${round(height)}" viewBox="0 0 ${WIDTH} ${round(height)}" role="img" aria-label="${escapeXml(title)}" ${FONT}>`,
    `<style>${style(0)}@media (prefers-color-scheme:dark){${style(1)}}</style>`,
    `<rect width="100%" height="100%" class="ground"/>`,
    text(12, 24, title, { size: 15, weight: "600" }),
    text(12, 42, note, { size: 11 }),
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {{ size: number, anchor?: string, weight?: string }} style
 */
function text(x, y, content, { size, anchor = "start", weight = "400" }) {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${escapeXml(content)}</text>`;
}

/** @param {0 | 1} theme light or dark, as the page that shows the chart is */
function style(theme) {
  const [ink, ground, grid] =
    [
      ["#222222", "#ffffff", "#dddddd"],
      ["#e4e4e4", "#1b1b1f", "#3c3f44"],
    ][theme] ?? [];
  const series = COLORS.map(({ [theme]: color }, index) => `.s${index}{fill:${color};stroke:${color}}`);
  return `text{fill:${ink}}.ground{fill:${ground}}.grid{stroke:${grid}}${series.join("")}`;
}

/** @param {number} value */
function niceCeiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 8, 10].map((step) => step * power).find((it) => it >= value) ?? value;
}

/** @param {number} value */
const format = (value) =>
  (value >= 20 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)).toString();
/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;
/** @param {string} content */
const escapeXml = (content) =>
  content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
