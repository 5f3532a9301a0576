// @ts-check
// Where the links of a document lead on the site. Documents link as GitHub shows them, and the site follows.
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { DECISIONS, PACKAGE } from "./pages.mjs";

const docs = fileURLToPath(new URL("../", import.meta.url));
const HAS_SCHEME = /^([a-z][a-z\d+.-]*:|\/\/|\/|#)/i;

/** The repository's address without `.git`; undefined as long as package.json names none. */
const REPOSITORY = /** @type {string | undefined} */ (PACKAGE.repository?.url ?? PACKAGE.repository)
  ?.replace(/^git\+/, "")
  .replace(/\.git$/, "");

/**
 * Links out of docs/ lead to the repository. While package.json names no repository, they are text that says where the file is.
 * `npm test -- links` checks that the file is there.
 *
 * @param {import("vitepress").MarkdownRenderer} md
 */
export function followLinks(md) {
  md.core.ruler.push("follow-links", ({ tokens, env }) => {
    for (const { children } of tokens) followAll(children ?? [], posix.dirname(env.relativePath ?? ""));
  });
}

/**
 * @param {ReturnType<import("vitepress").MarkdownRenderer["parse"]>} tokens
 * @param {string} folder of the document, in docs/
 */
function followAll(tokens, folder) {
  let isOutside = false;
  for (const token of tokens) {
    if (token.type === "link_close" && isOutside) {
      Object.assign(token, { type: "outside_close", tag: "span" });
      isOutside = false;
    }
    if (token.type !== "link_open") continue;
    const href = token.attrGet("href") ?? "";
    if (HAS_SCHEME.test(href)) continue;
    const path = posix.normalize(posix.join(folder, decodeURI(href)));
    if (!path.startsWith("../")) {
      if (path === "adr/") token.attrSet("href", posix.relative(folder, `${DECISIONS[0]}.md`));
      continue;
    }
    const file = path.slice("../".length);
    if (REPOSITORY) {
      token.attrSet("href", `${REPOSITORY}/blob/main/${file}`);
      continue;
    }
    Object.assign(token, {
      type: "outside_open",
      tag: "span",
      attrs: [["title", `${file} in the repository`]],
    });
    isOutside = true;
  }
}

/** @param {string} path of a page, such as `/reference/events` */
export const isPage = (path) => existsSync(join(docs, `${path.replace(/\/$/, "/index")}.md`));
