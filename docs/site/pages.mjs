// @ts-check
// The order of the site's pages. A page of docs/guides or docs/reference that is in no list is an error, and so is one that is
// listed and not there.
import { readdirSync, readFileSync } from "node:fs";
import { entries } from "../../scripts/entries.mjs";
import { PAGES, root } from "./files.mjs";

/** The repository's package.json. */
export const PACKAGE = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

/** The guides, in the groups that README has them in. */
const GUIDES = {
  Begin: [
    "guides/first-call",
    "guides/one-page",
    "guides/frameworks",
    "guides/media",
    "guides/ui",
    "guides/ringing",
  ],
  Decide: ["guides/several", "guides/policy", "guides/connecting", "guides/history"],
  "Keep working": ["guides/reconnection", "guides/mobile", "guides/testing", "guides/troubleshooting"],
  Run: [
    "guides/broker",
    "packages/broker/index",
    "packages/broker/DEPLOY",
    "guides/turn",
    "guides/node",
    "packages/node/index",
  ],
  Move: ["guides/from-peerjs", "RTM"],
};
/** The pages of the reference. */
export const REFERENCE = [
  "reference/events",
  "reference/outcomes",
  "reference/errors",
  "reference/limits",
  "reference/promises",
];
const ABOUT = [
  "guides/limits-of-today",
  "guides/security",
  "SECURITY",
  "PERFORMANCE",
  "ARCHITECTURE",
  "SPEC",
  "GLOSSARY",
  "CHANGELOG",
  "CONTRIBUTING",
];
const ZH = ["zh/index", "zh/from-rtm"];
const LISTED = new Set([...Object.values(GUIDES).flat(), ...REFERENCE, ...ABOUT, ...ZH]);

/** @typedef {{ text: string, link: string }} Item */
/** @typedef {{ text: string, collapsed?: boolean, items: (Item | Group)[] }} Group */

/** @param {string} folder @returns {string[]} the pages in a folder, without those below it */
const pagesIn = (folder) =>
  readdirSync(`${root}docs/${folder}`)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name.slice(0, -".md".length)}`)
    .sort();

/** @param {string} page @returns {Item} with the page's first heading as its text */
function itemOf(page) {
  const file = PAGES.get(`${page}.md`);
  if (file === undefined) throw new Error(`docs/site/pages.mjs lists ${page}, which is no page.`);
  const [, heading] = /^# (.+)$/m.exec(readFileSync(`${root}${file}`, "utf8")) ?? [];
  if (heading === undefined) throw new Error(`${file} has no heading, so the sidebar has no name for it.`);
  return { text: heading.replaceAll("`", ""), link: `/${page.replace(/(^|\/)index$/, "$1")}` };
}

/** The pages of decisions, oldest first. */
export const DECISIONS = pagesIn("adr");

/** The pages of the API, one for each entry of package.json's exports. */
const api = () => [
  { text: "All names", link: "/reference/api/" },
  ...entries().map(({ module }) => ({ text: module, link: `/reference/api/${module}/` })),
];

/** @param {string} folder */
function checkListed(folder) {
  const forgotten = pagesIn(folder).filter((page) => !LISTED.has(page));
  if (forgotten.length > 0)
    throw new Error(
      `docs/site/pages.mjs has no place for: ${forgotten.map((page) => `docs/${page}.md`).join(", ")}`,
    );
}

/** @returns {Group[]} what the sidebar shows */
export function sidebar() {
  for (const folder of ["guides", "reference", "zh"]) checkListed(folder);
  return [
    ...Object.entries(GUIDES).map(([text, pages]) => ({ text, items: pages.map(itemOf) })),
    { text: "Look up", items: [...REFERENCE.map(itemOf), { text: "API", collapsed: true, items: api() }] },
    {
      text: "About",
      items: [...ABOUT.map(itemOf), { text: "Decisions", collapsed: true, items: DECISIONS.map(itemOf) }],
    },
  ];
}

/** What the sidebar of the Chinese pages shows. */
export const sidebarZh = () => ZH.map(itemOf);
