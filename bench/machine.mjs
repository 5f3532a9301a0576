// @ts-check
// Where and when the numbers were taken: without that they say nothing.
import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { findBrowser } from "../scripts/find-browser.mjs";

/** @returns {{ date: string, machine: string, node: string, chromium: string, load: string }} */
export function describeMachine() {
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    machine: `${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim() || "unknown CPU"}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    chromium: chromiumVersion(),
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
    // On Windows it opens a window rather than answer.
    return chromium;
  }
}
