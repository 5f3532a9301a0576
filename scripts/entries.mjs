// @ts-check
// The entries of package.json's exports that have types. The API reports, the published declarations and the API reference have
// one part for each.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
/** Where `npm run build` has TypeScript write its output, one file for each of the sources (tsconfig.build.json). */
export const raw = `${root}.tmp/declarations/`;

/** The entries, by the name of their files: `index`, `call`, … */
export function entries() {
  const { name: ours, exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  return Object.entries(exports)
    .filter(([, { types }]) => types !== undefined)
    .map(([entry, { types, default: script }]) => ({
      entry,
      /** What an app imports it by, such as `peer-invite/call`. */
      module: `${ours}${entry.slice(".".length)}`,
      types: `${root}${types.slice("./".length)}`,
      /** TypeScript's output for the entry. */
      raw: `${raw}${script.slice("./dist/".length, -".js".length)}.d.ts`,
      name: types.slice("./dist/types/".length, -".d.ts".length),
    }));
}
