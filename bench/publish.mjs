// @ts-check
// Writes the results into the docs: the marked sections of docs/PERFORMANCE.md, and the charts.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const PAGE = `${root}docs/PERFORMANCE.md`;
const CHARTS = `${root}docs/charts`;

/**
 * @param {readonly import("./part.mjs").Part[]} parts
 * @param {string} footnote where and when they were measured
 */
export function publish(parts, footnote) {
  let page = readFileSync(PAGE, "utf8");
  for (const { sections = {}, charts = {} } of parts) {
    for (const [name, content] of Object.entries(sections))
      page = replaceSection(page, name, `${content}\n\n${footnote}`);
    for (const [file, svg] of Object.entries(charts)) {
      mkdirSync(CHARTS, { recursive: true });
      writeFileSync(`${CHARTS}/${file}`, svg);
    }
  }
  writeFileSync(PAGE, page);
}

/**
 * @param {string} page
 * @param {string} name
 * @param {string} content
 */
function replaceSection(page, name, content) {
  const begin = `<!-- bench: ${name} -->`;
  const at = page.indexOf(begin);
  const end = page.indexOf("<!-- end -->", at);
  if (at < 0 || end < 0)
    throw new Error(`docs/PERFORMANCE.md has no section "${begin}" with an "<!-- end -->".`);
  return `${page.slice(0, at)}${begin}\n\n${content}\n\n${page.slice(end)}`;
}
