// The look of a chart: with custom properties for a page, and with plain colors for a file.

/** The colors of a chart, light and dark. On a page, each can be set by the custom property `--chart-<name>`. */
export const CHART_COLORS = {
  ink: ["#10201a", "#e9f1ed"],
  soft: ["#4d5d55", "#a3b4ac"],
  line: ["#c3cdc6", "#3a4a44"],
  surface: ["#ffffff", "#141d1a"],
  sunken: ["#f5f7f4", "#0f1715"],
  quiet: ["#4d5d55", "#a3b4ac"],
  way: ["#1a56db", "#8ab4ff"],
  ring: ["#c2410c", "#ff9a70"],
  good: ["#0b6b50", "#59d3a6"],
  bad: ["#b3261e", "#ff9b93"],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

/** See {@link CHART_COLORS}. */
export type ChartColor = keyof typeof CHART_COLORS;

const TONES = ["quiet", "way", "ring", "good", "bad"] as const;

/** The rules of the style. `color`: writes a color, given its name. */
export function chartRules(color: (name: ChartColor) => string): string {
  const tones = TONES.map(
    (tone) => `
.bar.${tone}, .pill.${tone} { fill: ${color(tone)}; stroke: ${color(tone)}; }
.told.bar.${tone}, .told.pill.${tone} { fill: ${color("surface")}; stroke: ${color(tone)}; }
.told.state.${tone} { fill: ${color(tone)}; }`,
  );
  return `
text { font: 400 12px ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: ${color("ink")}; }
.head { fill: ${color("sunken")}; stroke: ${color("line")}; }
.name { font-size: 13px; font-weight: 700; }
.role { font-size: 10.5px; fill: ${color("soft")}; }
.time { font: 400 10.5px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; fill: ${color("soft")}; }
.lifeline { stroke: ${color("line")}; stroke-width: 1.5; stroke-dasharray: 3 4; }
.cross { fill: none; stroke: ${color("soft")}; stroke-width: 2; stroke-linecap: round; }
.arrow { stroke: ${color("ink")}; stroke-width: 1.5; }
.arrow.unseen { stroke-dasharray: 5 4; }
.tip { fill: ${color("ink")}; stroke: ${color("ink")}; stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
.tip.unseen { fill: none; }
.label { font-weight: 600; }
.note { font-weight: 400; fill: ${color("soft")}; }
.quote { font-size: 11.5px; font-style: italic; fill: ${color("soft")}; }
.bar, .pill { stroke-width: 1.5; }
.state { font-size: 11px; font-weight: 700; fill: ${color("surface")}; }
.told.bar, .told.pill { stroke-dasharray: 3 2; }${tones.join("")}
`;
}
