// @ts-check
// What an app pays for importing the package. Builds it and asks size-limit, whose configuration holds the budgets.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { measureParts } from "./size-parts.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "./table.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * @typedef {object} Entry as size-limit reports it
 * @property {string} name
 * @property {number} size brotli, bytes
 * @property {number} sizeLimit bytes
 */

/** @returns {Promise<import("./part.mjs").Part>} */
export async function runSize() {
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" });
  const entries = askSizeLimit();
  const rows = entries.map(({ name, size, sizeLimit }) => ({
    what: `${name}, brotli`,
    measured: kilobytes(size),
    against: `budget: ${kilobytes(sizeLimit)}`,
    ratio: size / sizeLimit,
    goal: 1,
  }));
  const cells = rowsToCells(rows);
  const parts = await measureParts();
  const text = `${renderGrid(cells)}\n\n${parts.text}`;
  return { text, numbers: entries, sections: { size: `${renderMarkdown(cells)}\n\n${parts.markdown}` } };
}

/** @returns {Entry[]} */
function askSizeLimit() {
  const args = ["node_modules/size-limit/bin.js", "--json"];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" }));
  } catch (error) {
    // If something is over budget it still reports, and exits with 1.
    const { stdout } = /** @type {{ stdout?: string }} */ (error);
    if (stdout) return JSON.parse(stdout);
    throw error;
  }
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(2)} kB`;
