// @ts-check
// The results as tables for the terminal and for the docs. Knows nothing of how they were measured.

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} measured with its unit
 * @property {string} [against] what the ratio divides by
 * @property {number} [ratio]
 * @property {number} [goal] the most the ratio should be; absent if there is no goal
 */

const HEADER = ["what", "measured", "against", "ratio", "goal", "met"];

/** @param {readonly Row[]} rows */
export const rowsToCells = (rows) => [HEADER, ...rows.map(toCells)];

/**
 * @param {readonly (readonly string[])[]} cells the header first
 * @returns {string}
 */
export function renderGrid(cells) {
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines.join("\n");
}

/**
 * The same as a Markdown table.
 *
 * @param {readonly (readonly string[])[]} cells the header first
 * @returns {string}
 */
export function renderMarkdown(cells) {
  const [header = [], ...rows] = cells;
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** @param {Row} row */
function isMet({ ratio, goal }) {
  return ratio === undefined || goal === undefined ? undefined : ratio <= goal;
}

/**
 * @param {Row} row
 * @returns {string[]}
 */
function toCells(row) {
  const { what, measured, against = "", ratio, goal } = row;
  const met = isMet(row);
  return [
    what,
    measured,
    against,
    ratio === undefined ? "" : `${ratio.toFixed(2)} ×`,
    goal === undefined ? "" : `≤ ${goal} ×`,
    met === undefined ? "" : met ? "yes" : "NO",
  ];
}
