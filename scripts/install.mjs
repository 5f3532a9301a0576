// @ts-check
// Installs the dependencies if they differ from package-lock.json.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const root = new URL("../", import.meta.url);

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>} by folder; empty when there is no such file
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, root), "utf8")).packages;
  } catch {
    return {};
  }
}

/** @returns {boolean} whether every package of the lockfile is installed in the version it names */
export function isInstalled() {
  const installed = readPackages("node_modules/.package-lock.json");
  return Object.entries(readPackages("package-lock.json")).every(
    ([folder, { version, optional }]) =>
      folder === "" || installed[folder]?.version === version || (optional && !installed[folder]),
  );
}

/**
 * Runs `npm ci` if anything is missing.
 *
 * @throws {Error} with a one-sentence message if npm fails; npm's own output is above it
 */
export function installMissing() {
  if (isInstalled()) return;
  console.log("Installing dependencies (npm ci) …");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) throw new Error("Could not install the dependencies: npm ci failed, see above.");
}
