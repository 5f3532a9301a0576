// @ts-check
// Imports every built entry of the package by its name in Node, as server-side rendering does. This finds faults that bundlers
// hide. Inside a package, Node finds it by its own name.
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
