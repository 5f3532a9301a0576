// @ts-check
// Where Chromium is on this machine, and how to get one if there is none.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const USUAL_PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ...[process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, "Chromium/Application/chrome.exe"),
      join(folder, "Google/Chrome/Application/chrome.exe"),
    ]),
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | undefined} the browser Playwright would download, whether or not it is there */
function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * @returns {string | undefined} the executable: CHROMIUM_PATH, the system's, or Playwright's own
 * @throws {Error} when CHROMIUM_PATH names nothing that runs
 */
export function findChromium() {
  const named = process.env["CHROMIUM_PATH"];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM_PATH names no executable file: ${named}`);
  }
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  return [...onPath, ...USUAL_PLACES, playwrightsOwn()].find(
    (path) => path !== undefined && isExecutable(path),
  );
}

/**
 * As findChromium; on Debian as root it installs the system's Chromium if there is none.
 *
 * @returns {string}
 * @throws {Error} whose message says in one sentence what to install
 */
export function requireChromium() {
  const found = findChromium();
  if (found) return found;
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    console.log("Installing Chromium (apt-get install chromium) …");
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
      const apt = spawnSync("apt-get", args, {
        encoding: "utf8",
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
      if (apt.status !== 0) console.error(apt.stderr);
    }
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    "No Chromium found: install Chromium or Google Chrome, run `npx playwright install chromium`, or set CHROMIUM_PATH.",
  );
}
