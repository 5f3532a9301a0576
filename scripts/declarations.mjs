// @ts-check
// The published declarations: one file for all entries of the package with only what an entry shows, and a short file for each
// entry. TypeScript silently reads what it cannot understand as `any`. So these are written for versions from 4.7 on, and no path
// ends in .ts.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { entries, raw } from "./entries.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const published = `${root}dist/types/`;

/**
 * The entries whose types need an optional peer dependency. Each has files of its own, so that an app without the
 * dependency never reads them.
 */
const APART = ["vue"];

/** What disposable classes need before TypeScript 5.2 and without its current library. */
const DISPOSAL = `interface SymbolConstructor {
  readonly dispose: unique symbol;
  readonly asyncDispose: unique symbol;
}
`;

/** What `document.createElement` and `querySelector` know once `peer-invite/ui` is imported. No roll-up keeps it. */
const TAG_NAMES = `import type { UiElements } from "./all.js";
declare global {
  interface HTMLElementTagNameMap extends UiElements {}
}
`;

/** The entries whose types are in one file. */
const together = () => entries().filter(({ name }) => !APART.includes(name));

/**
 * A name for code: an entry may lie beneath another one, as `ui-functions` does.
 *
 * @param {string} name of an entry
 */
const wordOf = (name) => name.replace(/\W/g, "_");
/** @param {string} name of an entry */
const blockOf = (name) => `entry_${wordOf(name)}`;

/** Everything that the entries show, with each entry's part in a namespace. */
function rollUp() {
  const list = `${raw}entries.d.ts`;
  writeFileSync(
    list,
    together()
      .map(({ name, raw: path }) => `export * as ${blockOf(name)} from "./${path.slice(raw.length)}";\n`)
      .join(""),
  );
  const configObject = ExtractorConfig.loadFile(`${root}scripts/api-extractor.json`);
  configObject.mainEntryPointFilePath = list;
  configObject.newlineKind = "lf";
  configObject.apiReport = { enabled: false };
  configObject.dtsRollup = { enabled: true, untrimmedFilePath: `${published}all.d.ts` };
  // Its warnings are in the reports of `npm run api:write`.
  configObject.messages = {
    extractorMessageReporting: { default: { logLevel: /** @type {any} */ ("none") } },
  };
  const config = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: `${root}scripts/api-extractor.json`,
    packageJsonFullPath: `${root}package.json`,
  });
  if (!Extractor.invoke(config, { localBuild: true }).succeeded)
    throw new Error("The types could not be rolled up.");
  return readFileSync(`${published}all.d.ts`, "utf8");
}

/** Writes dist/types from TypeScript's output. */
export function writeDeclarations() {
  mkdirSync(published, { recursive: true });
  let all = rollUp();
  /** @type {Set<string>} */
  const names = new Set();
  for (const { name, types } of together()) {
    const block = new RegExp(
      `export declare namespace ${blockOf(name)} \\{\\s*export \\{([^}]*)\\}\\s*\\}\\n`,
    );
    const [, shown] = all.match(block) ?? [];
    if (shown === undefined) throw new Error(`The types of ${name} are not in what was rolled up.`);
    all = all.replace(block, "");
    // A name that another entry, or the browser, also has got a number. An error must say which one it belongs to.
    const renamed = shown.replace(/((\w+)_\d+) as (\w+)/g, (_all, numbered, inside, outside) => {
      all = all.replace(new RegExp(`\\b${numbered}\\b`, "g"), `${wordOf(name)}_${inside}`);
      return `${wordOf(name)}_${inside} as ${outside}`;
    });
    for (const [, inside = ""] of renamed.matchAll(/^\s*(\w+)/gm)) names.add(inside);
    const inPage = name === "ui" ? TAG_NAMES : "";
    writeFileSync(
      types,
      `${inPage}export {${renamed.trimEnd().replaceAll("        ", "  ")}\n} from "./all.js";\n`,
    );
  }
  const isOpen = (/** @type {string} */ name) =>
    new RegExp(`^export declare namespace ${name} `, "m").test(all);
  all = all.replace(
    /export \{ \}\n?$/,
    `export { ${[...names].filter((name) => !isOpen(name)).join(", ")} };\n`,
  );
  for (const name of APART) writeApart(name);
  const optional = findOptional(all);
  if (optional !== undefined) throw new Error(`The types of every app would need ${optional}.`);
  writeFileSync(`${published}disposal.d.ts`, DISPOSAL);
  writeFileSync(`${published}all.d.ts`, `/// <reference path="./disposal.d.ts" />\n${all}`);
}

/**
 * Writes TypeScript's output for one entry, which names other entries by their own files.
 *
 * @param {string} name
 */
function writeApart(name) {
  mkdirSync(`${published}${name}`, { recursive: true });
  for (const file of readdirSync(`${raw}${name}`)) {
    const text = readFileSync(`${raw}${name}/${file}`, "utf8")
      .replace(/(["'])\.\.\/(\w+)\/index\.ts\1/g, '"../$2.js"')
      .replace(/(["'])(\.\.?\/[\w-]+)\.ts\1/g, '"$2.js"');
    if (/\.ts["']/.test(text)) throw new Error(`The types of ${name} name a file that is not published.`);
    writeFileSync(`${published}${name}/${file}`, text);
  }
  writeFileSync(`${published}${name}.d.ts`, `export * from "./${name}/index.js";\n`);
}

/**
 * @param {string} text of declarations
 * @returns {string | undefined} an optional peer dependency that they import
 */
function findOptional(text) {
  const { peerDependenciesMeta } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  return Object.keys(peerDependenciesMeta).find((name) => new RegExp(`from ['"]${name}\\b`).test(text));
}
