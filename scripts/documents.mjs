// @ts-check
// Reads documents: which there are, their code blocks, their relative links, and the anchors that links can lead to. Anchors are those that GitHub makes.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
/** Folders below docs/ that nobody writes by hand: the site's tools, and what the site is built from. */
export const NOT_WRITTEN = ["docs/site", "docs/reference/api"];
const FENCE = /^( *)(```+|~~~+)([\w-]*)[^\n]*\n([\s\S]*?)^\1\2$/gm;
const CODE = /(`+)[\s\S]*?\1/g;
const LINK = /\]\(\s*<?([^)\s>]*)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s*(\S+)|\b(?:href|src)="([^"]*)"/gm;
const HAS_SCHEME = /^([a-z][a-z\d+.-]*:|\/\/)/i;

/** @param {string} heading as a reader sees it @returns {string} the anchor that GitHub gives it */
export function slugOf(heading) {
  const text = heading.trim().toLowerCase();
  return text.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");
}

/** @param {string} markdown of one line */
const textOf = (markdown) =>
  markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\\(.)/g, "$1")
    .replace(/[`*]/g, "");

/** @param {string} text of a document @returns {Set<string>} */
export function anchorsIn(text) {
  const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id));
  for (const [, heading = ""] of text.replace(FENCE, "").matchAll(/^#{1,6} +(.+?)(?: +#+)?$/gm)) {
    const slug = slugOf(textOf(heading));
    let unique = slug;
    for (let again = 1; anchors.has(unique); again += 1) unique = `${slug}-${again}`;
    anchors.add(unique);
  }
  return anchors;
}

/**
 * @param {string} path of a file or a folder, from the project's folder
 * @returns {string[]} the documents at and below it
 */
export function documentsAt(path) {
  if (!statSync(`${root}${path}`).isDirectory()) return path.endsWith(".md") ? [path] : [];
  return readdirSync(`${root}${path}`)
    .filter((name) => name !== "node_modules")
    .map((name) => `${path}/${name}`)
    .filter((inside) => !NOT_WRITTEN.includes(inside))
    .flatMap(documentsAt);
}

/** @returns {string[]} every document of the project for its readers */
export function documents() {
  const packages = readdirSync(`${root}packages`).map((name) => `packages/${name}`);
  const ofTheProject = ["README", "CONTRIBUTING", "CHANGELOG", "SECURITY", "CODE_OF_CONDUCT"].map(
    (name) => `${name}.md`,
  );
  return [...ofTheProject, "docs", "examples", ...packages].flatMap(documentsAt);
}

/** @param {string} text of a document @returns {{ kind: string, code: string, line: number }[]} its code blocks */
export function fencesIn(text) {
  return [...text.matchAll(FENCE)].map(({ index, 1: indent = "", 3: kind = "", 4: code = "" }) => ({
    kind,
    code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    line: text.slice(0, index).split("\n").length,
  }));
}

/** @type {Map<string, Set<string>>} */
const known = new Map();
/** @param {string} file */
function anchorsOf(file) {
  const anchors = known.get(file) ?? anchorsIn(readFileSync(file, "utf8"));
  known.set(file, anchors);
  return anchors;
}

/** @param {string} document @param {string} target of a link in it @returns {string | undefined} what is wrong with it */
export function problemOf(document, target) {
  if (target.startsWith("/")) return "a link begins at the document's folder";
  const [path = "", anchor] = decodeURI(target).split("#");
  const file = path === "" ? join(root, document) : resolve(root, dirname(document), path);
  if (!existsSync(file)) return "there is no such file";
  if (relative(root, file).startsWith("..")) return "the file is outside the repository";
  if (!anchor || !file.endsWith(".md")) return undefined;
  return anchorsOf(file).has(anchor) ? undefined : "there is no such anchor";
}

/** @param {string[]} paths @returns {string[]} a line for each relative link that leads nowhere */
export function brokenLinks(paths) {
  return paths.flatMap(documentsAt).flatMap((document) => {
    const text = readFileSync(`${root}${document}`, "utf8").replace(FENCE, "").replace(CODE, "");
    return [...text.matchAll(LINK)]
      .map(([, inline, reference, attribute]) => inline ?? reference ?? attribute ?? "")
      .filter((target) => target !== "" && !HAS_SCHEME.test(target))
      .flatMap((target) => {
        const problem = problemOf(document, target);
        return problem ? [`${document}: ${target}: ${problem}`] : [];
      });
  });
}
