// @ts-check
// Programs that the tests need and npm does not bring: where they are on this machine, and how Debian installs them.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** @param {string} path @returns {boolean} */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {readonly string[]} commands @returns {string[]} where each may be, the likeliest first */
export function placesOnPath(commands) {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
}

/**
 * On Debian as root, installs the first package that brings what is missing.
 *
 * @param {readonly string[]} packages the best first
 * @param {string} what is installed, for people
 * @param {() => string | undefined} find
 * @returns {string | undefined} what `find` found
 */
export function installDebian(packages, what, find) {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) return undefined;
  runApt("update");
  for (const name of packages) {
    console.log(`Installing ${what} (apt-get install ${name}) …`);
    runApt("install", "-y", "--no-install-recommends", name);
    const installed = find();
    if (installed) return installed;
  }
  return undefined;
}

/** @param {string[]} args */
function runApt(...args) {
  const apt = spawnSync("apt-get", args, {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (apt.status !== 0) console.error(apt.stderr);
}
