// @ts-check
// Imports every built entry of the package by its name in Node, as server-side rendering does. This finds faults that bundlers
// hide. Inside a package, Node finds it by its own name. Then shows how PeerJS can be imported in code that a server also loads.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

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

/** @param {string} code of a module @returns {string} why Node does not load it; empty if it does */
function load(code) {
  const cwd = fileURLToPath(new URL("../", import.meta.url));
  const args = ["--input-type=module", "--eval", code];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return status === 0 ? "" : stderr;
}

// PeerJS is CommonJS for Node, and its names are hidden there. When Node finds them, the advice is no longer needed.
const atTheTop = load('import { Peer } from "peerjs"; globalThis.create = () => new Peer("alice");');
if (!atTheTop.includes("Named export 'Peer' not found")) {
  console.error(
    `Node imports PeerJS by name now; docs/guides/frameworks.md need not warn of it.\n${atTheTop}`,
  );
  process.exitCode = 1;
}
const inTheBrowser = load(
  'globalThis.create = async () => { const { Peer } = await import("peerjs"); return new Peer("alice"); };',
);
const inNode = load(
  'import peerjs from "peerjs"; if (typeof peerjs.Peer !== "function") throw new Error("No Peer.");',
);
for (const problem of [inTheBrowser, inNode].filter((it) => it !== "")) {
  console.error(`PeerJS cannot be imported in Node as the documents say:\n${problem}`);
  process.exitCode = 1;
}
