// @ts-check
// The order of the site's pages. A page that is listed and not written yet is left out. A page of docs/guides or docs/reference
// that is in no list is an error.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { entries } from "../../scripts/entries.mjs";

const docs = new URL("../", import.meta.url);
/** The repository's package.json. */
export const PACKAGE = JSON.parse(readFileSync(new URL("../package.json", docs), "utf8"));

const GUIDES = [
  "guides/first-call",
  "guides/one-page",
  "guides/frameworks",
  "guides/ui",
  "guides/media",
  "guides/ringing",
  "guides/policy",
  "guides/connecting",
  "guides/history",
  "guides/reconnection",
  "guides/broker",
  "guides/turn",
  "guides/node",
  "guides/mobile",
  "guides/testing",
  "guides/troubleshooting",
  "guides/from-peerjs",
  "guides/from-rtm",
  "RTM",
  "guides/limits-of-today",
];
const REFERENCE = [
  "reference/events",
  "reference/outcomes",
  "reference/errors",
  "reference/limits",
  "reference/promises",
];
const ABOUT = ["guides/security", "ARCHITECTURE", "SPEC", "PERFORMANCE", "GLOSSARY"];
const ZH = ["zh/index", "zh/from-rtm"];

/** @typedef {{ text: string, link: string }} Item */
/** @typedef {{ text: string, collapsed?: boolean, items: (Item | Group)[] }} Group */

/** Every page that is in a list, written or not, with a slash before it. */
export const LISTED = new Set([...GUIDES, ...REFERENCE, ...ABOUT, ...ZH].map((page) => `/${page}`));

/** @param {string} page */
const isWritten = (page) => existsSync(new URL(`${page}.md`, docs));

/** @param {string} folder @returns {string[]} the pages in a folder of docs/, without those below it */
function pagesIn(folder) {
  if (!existsSync(new URL(folder, docs))) return [];
  return readdirSync(new URL(folder, docs))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name.slice(0, -".md".length)}`)
    .sort();
}

/** @param {string} page @returns {Item} with the page's first heading as its text */
function itemOf(page) {
  const [, heading] = /^# (.+)$/m.exec(readFileSync(new URL(`${page}.md`, docs), "utf8")) ?? [];
  if (heading === undefined)
    throw new Error(`docs/${page}.md has no heading, so the sidebar has no name for it.`);
  return { text: heading.replaceAll("`", ""), link: `/${page.replace(/(^|\/)index$/, "$1")}` };
}

/** @param {string[]} pages */
const itemsOf = (pages) => pages.filter(isWritten).map(itemOf);

/** The pages of decisions, oldest first. */
export const DECISIONS = pagesIn("adr");

/** The pages of the API, one for each entry of package.json's exports. */
const api = () => entries().map(({ module }) => ({ text: module, link: `/reference/api/${module}/` }));

/** @param {string} folder */
function checkListed(folder) {
  const forgotten = pagesIn(folder).filter((page) => !LISTED.has(`/${page}`));
  if (forgotten.length > 0)
    throw new Error(
      `docs/site/pages.mjs has no place for: ${forgotten.map((page) => `docs/${page}.md`).join(", ")}`,
    );
}

/** @returns {Group[]} what the sidebar shows */
export function sidebar() {
  for (const folder of ["guides", "reference", "zh"]) checkListed(folder);
  return [
    { text: "Guides", items: itemsOf(GUIDES) },
    { text: "Reference", items: [...itemsOf(REFERENCE), { text: "API", collapsed: true, items: api() }] },
    {
      text: "About",
      items: [...itemsOf(ABOUT), { text: "Decisions", collapsed: true, items: DECISIONS.map(itemOf) }],
    },
  ];
}

/** What the sidebar of the Chinese pages shows; undefined as long as there are none. */
export const sidebarZh = () => (isWritten("zh/index") ? itemsOf(ZH) : undefined);
