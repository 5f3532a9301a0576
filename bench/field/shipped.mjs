// @ts-check
// How much JavaScript a page loads for each contender.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { CONTENDER_NAMES } from "./contenders.mjs";

/** @typedef {Record<import("./contenders.mjs").ContenderName, number>} Shipped bytes, minified and compressed with brotli */

/**
 * @param {string} pages the folder of the built pages, with Vite's manifest
 * @returns {Shipped}
 */
export function weighContenders(pages) {
  /** @type {Record<string, { file: string, imports?: string[] }>} */
  const manifest = JSON.parse(readFileSync(join(pages, ".vite/manifest.json"), "utf8"));
  /** @param {string} key @returns {string[]} */
  const filesOf = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The manifest has no ${key}.`);
    return [chunk.file, ...(chunk.imports ?? []).flatMap(filesOf)];
  };
  const weigh = (/** @type {string} */ key) =>
    [...new Set(filesOf(key))].reduce(
      (sum, file) => sum + brotliCompressSync(readFileSync(join(pages, file))).length,
      0,
    );
  return /** @type {Shipped} */ (
    Object.fromEntries(CONTENDER_NAMES.map((name) => [name, weigh(`contenders/${name}.ts`)]))
  );
}
