// @ts-check
// What was measured, as a table for the terminal. Knows nothing of how.

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} measured with its unit
 * @property {string} [against] what the ratio divides by
 * @property {number} [ratio]
 * @property {number} [goal] the most the ratio should be; absent where there is none
 */

const HEADER = ["what", "measured", "against", "ratio", "goal", "met"];

/**
 * @param {readonly Row[]} rows
 * @returns {string}
 */
export function renderTable(rows) {
  const cells = [HEADER, ...rows.map(toCells)];
  const widths = HEADER.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines.join("\n");
}

/** @param {Row} row */
export function isMet({ ratio, goal }) {
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
