// @ts-check
// Looks for the words that docs/GLOSSARY.md retires, and first shows that it would find each of them.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";

const GLOSSARY = "docs/GLOSSARY.md";
const ROOTS = [
  "src",
  "demo",
  "e2e",
  "bench",
  "scripts",
  "packages",
  "examples",
  "docs",
  "README.md",
  "CONTRIBUTING.md",
];
/** Files that tell of the past, the table itself, and what is made from the sources. */
const FREE = new Set(["docs/adr", GLOSSARY, "docs/reference/api"]);
/** Folders of tools and of what they make. */
const MADE = new Set(["node_modules", "dist", ".temp"]);
const TEXTS = new Set([".ts", ".mts", ".mjs", ".js", ".html", ".css", ".md", ".json"]);
/** Names that other packages chose: PeerJS and RTM. */
const FOREIGN = /iceStateChanged|ConnectionStateChanged/g;
const ROW = /^\| `([^`]+)` \| (.+) \|$/;

const retired = readFileSync(GLOSSARY, "utf8")
  .split("## Retired words")
  .slice(1)
  .flatMap((section) => section.split("\n"))
  .flatMap((line) => {
    const [, word, instead] = ROW.exec(line) ?? [];
    return word && instead ? [{ word, instead, pattern: patternOf(word) }] : [];
  });

/**
 * A word alone, at the beginning of a sentence, in capitals, and as a part of a name. With `…`, only names that begin with it.
 *
 * @param {string} word
 */
function patternOf(word) {
  if (word.endsWith("…")) return new RegExp(`(?<![A-Za-z])${word.slice(0, -1)}[A-Z]`);
  const [first = "", rest] = [word[0], word.slice(1)];
  const asWritten = `(?:(?<![A-Za-z])${first}|${first.toUpperCase()})${rest}(?![a-z])`;
  return new RegExp(`${asWritten}|(?<![A-Z])${word.toUpperCase()}(?![A-Z])`);
}

/** @param {string} text */
const findIn = (text) =>
  text
    .replaceAll(FOREIGN, "")
    .split("\n")
    .flatMap((line, index) =>
      retired.filter(({ pattern }) => pattern.test(line)).map((found) => ({ ...found, at: index + 1 })),
    );

/**
 * @param {string} path
 * @returns {string[]} the text files at and below it
 */
function filesAt(path) {
  if (FREE.has(path)) return [];
  if (statSync(path).isDirectory()) {
    return readdirSync(path).flatMap((name) => (MADE.has(name) ? [] : filesAt(join(path, name))));
  }
  return TEXTS.has(extname(path)) ? [path] : [];
}

/** @param {string} word */
function examplesOf(word) {
  if (word.endsWith("…")) return [`It says ${word.replace("…", "Data")}.`];
  const capitalized = word[0]?.toUpperCase() + word.slice(1);
  return [
    `It says ${word}.`,
    `${capitalized} it says.`,
    `${word.toUpperCase()}_MAX`,
    `${word}Of`,
    `the${capitalized}Of()`,
  ];
}

const blind = retired
  .map(({ word }) => word)
  .filter((word) => examplesOf(word).some((example) => findIn(example).length === 0));
if (retired.length === 0 || blind.length > 0) {
  console.error(
    `check-words would not find: ${blind.join(", ") || "any word, as the glossary retires none"}`,
  );
  process.exit(1);
}
const files = ROOTS.flatMap(filesAt);
const findings = files.flatMap((path) =>
  findIn(readFileSync(path, "utf8")).map(
    ({ word, instead, at }) => `${path}:${at}: "${word}" is retired: ${instead}`,
  ),
);
if (findings.length > 0) {
  console.error(findings.join("\n"));
  process.exit(1);
}
console.log(`${retired.length} retired words are in none of ${files.length} files`);
