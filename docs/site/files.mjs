// @ts-check
// Which documents of the repository are pages of the site, and at which address: `docs/guides/turn.md` is `/guides/turn`, and a
// README is the page of its folder.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
const FOLDERS = ["docs", "packages"];
/** Documents outside docs/ that are pages too. */
const BESIDE = new Set([
  "packages/broker/README.md",
  "packages/broker/DEPLOY.md",
  "packages/node/README.md",
  "CHANGELOG.md",
  "CODE_OF_CONDUCT.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
]);

/** @param {string} file from the repository's folder @returns {boolean} whether it is a page */
const isShown = (file) => BESIDE.has(file) || (/^docs\/.+\.md$/.test(file) && !file.startsWith("docs/site/"));

/** @param {string} file of a page, from the repository's folder @returns {string} the same as the site names it */
export const siteFileOf = (file) =>
  file.replace(/^docs\//, "").replace(/(^|\/)README\.md$/, (_, before) => `${before}index.md`);

const documents = ["", ...FOLDERS]
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: folder !== "", encoding: "utf8" }).map((name) =>
      `${folder}/${name}`.replaceAll("\\", "/").replace(/^\//, ""),
    ),
  )
  .filter((file) => file.endsWith(".md") && !file.includes("node_modules/"));

/** The pages: the file as the site names it, and the repository's. */
export const PAGES = new Map(documents.filter(isShown).map((file) => [siteFileOf(file), file]));

/** What VitePress is not to read, although it is in the repository. */
export const EXCLUDED = [
  ...readdirSync(root).flatMap((name) =>
    FOLDERS.includes(name) || name.endsWith(".md") ? [] : [`${name}/**`],
  ),
  ...documents.filter((file) => !isShown(file)),
];
