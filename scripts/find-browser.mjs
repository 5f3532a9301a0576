// @ts-check
// Where the browsers of the tests are on this machine, and how to install a missing one.
import { createRequire } from "node:module";
import { join } from "node:path";
import { installDebian, isExecutable, placesOnPath } from "./system-programs.mjs";

/** @typedef {"chromium" | "firefox"} BrowserName */
/**
 * @typedef {object} Browser
 * @property {string} variable of the environment; names the executable, before all other places
 * @property {string[]} commands its possible names on the PATH
 * @property {string[]} mac its possible places in /Applications
 * @property {string[]} windows its possible places in a folder of programs
 * @property {() => string | undefined} [own] the path of one that another tool provides, whether or not it exists
 * @property {string[]} debian the Debian packages, the best first
 * @property {string} advice what to do if there is none
 */

/** @type {Record<BrowserName, Browser>} */
const BROWSERS = {
  chromium: {
    variable: "CHROMIUM_PATH",
    // The headless shell is the same engine without windows. A page opens in a third of the time.
    commands: [
      "chromium-headless-shell",
      "chromium",
      "chromium-browser",
      "google-chrome",
      "google-chrome-stable",
    ],
    mac: ["Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"],
    windows: ["Chromium/Application/chrome.exe", "Google/Chrome/Application/chrome.exe"],
    own: () => createRequire(import.meta.url)("@playwright/test").chromium.executablePath(),
    debian: ["chromium-headless-shell", "chromium"],
    advice:
      "No Chromium found: install Chromium or Google Chrome, run `npx playwright install chromium`, or set CHROMIUM_PATH.",
  },
  firefox: {
    variable: "FIREFOX_PATH",
    commands: ["firefox-esr", "firefox"],
    mac: ["Firefox.app/Contents/MacOS/firefox"],
    windows: ["Mozilla Firefox/firefox.exe"],
    debian: ["firefox-esr"],
    advice: "No Firefox found: install Firefox (on Debian: firefox-esr), or set FIREFOX_PATH.",
  },
};

/**
 * @param {Browser} browser
 * @returns {string[]} everywhere it may be, the likeliest first
 */
function placesOf({ commands, mac, windows, own }) {
  const onPath = placesOnPath(commands);
  const onWindows = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
    .map((variable) => process.env[variable])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => windows.map((place) => join(folder, place)));
  const places = [...onPath, ...mac.map((place) => join("/Applications", place)), ...onWindows];
  try {
    const brought = own?.();
    return brought === undefined ? places : [...places, brought];
  } catch {
    // Before the dependencies are installed, no tool provides one.
    return places;
  }
}

/**
 * @param {BrowserName} name
 * @returns {string | undefined} the executable: the one named by the environment, the system's, or one that a tool brought
 * @throws {Error} if the environment variable names nothing that runs
 */
export function findBrowser(name) {
  const browser = BROWSERS[name];
  const named = process.env[browser.variable];
  if (!named) return placesOf(browser).find(isExecutable);
  if (isExecutable(named)) return named;
  throw new Error(`${browser.variable} names no executable file: ${named}`);
}

/**
 * Like findBrowser. On Debian as root, it installs the system's browser if there is none.
 *
 * @param {BrowserName} browser
 * @returns {string}
 * @throws {Error} whose message says in one sentence what to install
 */
export function requireBrowser(browser) {
  const found = findBrowser(browser);
  if (found) return found;
  const { debian, advice } = BROWSERS[browser];
  const installed = installDebian(debian, "a browser for the tests", () => findBrowser(browser));
  if (installed) return installed;
  throw new Error(advice);
}
