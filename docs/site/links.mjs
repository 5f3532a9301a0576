// @ts-check
// Where the links of a document lead on the site. Documents link as GitHub shows them, and the site follows.
import { posix, relative } from "node:path";
import { PAGES, root, siteFileOf } from "./files.mjs";
import { DECISIONS, PACKAGE } from "./pages.mjs";

const HAS_SCHEME = /^([a-z][a-z\d+.-]*:|\/\/|\/|#)/i;

/** The repository's address without `.git`; undefined as long as package.json names none. */
const REPOSITORY = /** @type {string | undefined} */ (PACKAGE.repository?.url ?? PACKAGE.repository)
  ?.replace(/^git\+/, "")
  .replace(/\.git$/, "");

/**
 * Links to what is no page lead to the repository. While package.json names no repository, they are text that says where the file
 * is. `npm test -- links` checks that the file is there.
 *
 * @param {import("vitepress").MarkdownRenderer} md
 */
export function followLinks(md) {
  md.core.ruler.push("follow-links", ({ tokens, env }) => {
    const file = env.realPath ?? env.path;
    if (file === undefined) return;
    const folder = posix.dirname(relative(root, file).replaceAll("\\", "/"));
    for (const { children } of tokens) followAll(children ?? [], folder);
  });
}

/**
 * @param {ReturnType<import("vitepress").MarkdownRenderer["parse"]>} tokens
 * @param {string} folder of the document, in the repository
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
    const [path = "", anchor] = decodeURI(href).split("#");
    const file = posix.normalize(posix.join(folder, path));
    const page = file === "docs/adr/" || file === "docs/adr" ? `${DECISIONS[0]}.md` : siteFileOf(file);
    if (PAGES.has(page)) {
      token.attrSet("href", `/${page}${anchor === undefined ? "" : `#${anchor}`}`);
      continue;
    }
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
export const isPage = (path) => PAGES.has(`${path.slice(1).replace(/(^|\/)$/, "$1index")}.md`);
