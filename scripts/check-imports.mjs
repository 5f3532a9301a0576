// @ts-check
// Imports every entry of the package by its name, as it is built, in Node itself: what renders pages on a server does that,
// and it finds faults that bundlers hide. Node finds a package by its own name from inside.
import { readFileSync } from "node:fs";

const { name, exports } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const entries = Object.entries(exports).filter(([, { types }]) => types !== undefined);
for (const [entry] of entries) {
  const specifier = name + entry.slice(1);
  try {
    const exported = Object.keys(await import(specifier));
    console.log(`${specifier}: ${exported.length} names`);
  } catch (error) {
    console.error(`${specifier} cannot be imported in Node:`, error);
    process.exitCode = 1;
  }
}
