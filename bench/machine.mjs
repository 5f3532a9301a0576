// @ts-check
// Where and when the numbers were measured. Without that they mean nothing.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { findBrowser } from "../scripts/find-browser.mjs";

/** The packages and programs whose versions matter for the numbers. */
const PACKAGES = ["peerjs", "peer", "simple-peer", "jssip", "strophe.js"];
const PROGRAMS = /** @type {const} */ ({
  Kamailio: ["kamailio", "-v"],
  Prosody: ["prosodyctl", "about"],
  coturn: ["turnserver", "--version"],
});

/**
 * @returns {{ date: string, machine: string, load: string, versions: Record<string, string> }}
 */
export function describeMachine() {
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    machine: `${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim() || "unknown CPU"}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    versions: {
      Node: process.version.slice(1),
      Chromium: versionIn(chromiumVersion()) ?? "none",
      ...Object.fromEntries(PACKAGES.map((name) => [name, packageVersion(name)])),
      ...Object.fromEntries(
        Object.entries(PROGRAMS).flatMap(([name, command]) => {
          const version = programVersion(command);
          return version === undefined ? [] : [[name, version]];
        }),
      ),
    },
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(" "),
  };
}

function chromiumVersion() {
  const chromium = findBrowser("chromium");
  if (chromium === undefined) return "none";
  try {
    return execFileSync(chromium, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    // On Windows it opens a window instead of answering.
    return chromium;
  }
}

/** @param {string} name */
function packageVersion(name) {
  const url = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")).version;
}

/**
 * @param {readonly [string, string]} command
 * @returns {string | undefined} undefined if it is not installed
 */
function programVersion([program, argument]) {
  const { stdout, stderr } = spawnSync(program, [argument], { encoding: "utf8" });
  return versionIn(`${stdout ?? ""}${stderr ?? ""}`);
}

/** @param {string} text */
function versionIn(text) {
  return /\d+\.\d+(\.\d+)*/.exec(text)?.[0];
}
