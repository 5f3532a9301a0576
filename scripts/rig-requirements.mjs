// @ts-check
// What the rig needs on a machine: Linux, root, and a few Debian packages, which it installs if it can.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The command that each package is needed for. */
const COMMANDS = /** @type {const} */ ({
  iproute2: "ip",
  nftables: "nft",
  coturn: "turnserver",
  python3: "python3",
  kamailio: "kamailio",
  prosody: "prosody",
});

/** Debian packages that come with one of ours, without a command of their own. */
const COMPANIONS = /** @type {Partial<Record<Package, string[]>>} */ ({
  kamailio: ["kamailio-websocket-modules"],
});

/** @typedef {keyof typeof COMMANDS} Package */

/** What the network itself needs; the servers of the rivals come on top. @type {readonly Package[]} */
export const NETWORK_PACKAGES = ["iproute2", "nftables", "coturn", "python3"];

/**
 * Checks whether the rig can run here, and installs missing packages on Debian.
 *
 * @param {readonly Package[]} [packages]
 * @returns {string | undefined} undefined if it can; else one sentence that says what is missing
 */
export function whyNoRig(packages = NETWORK_PACKAGES) {
  if (process.platform !== "linux") return `The rig needs Linux; this is ${process.platform}.`;
  if (process.getuid?.() !== 0) return "The rig needs root, for network namespaces: run it with sudo.";
  if (!existsSync("/dev/net/tun")) return "The rig needs /dev/net/tun: load the kernel's module `tun`.";
  const missing = () => packages.filter((name) => !isThere(COMMANDS[name]));
  if (missing().length > 0 && existsSync("/etc/debian_version")) install(missing());
  if (missing().length > 0) return `The rig needs ${missing().join(", ")}: install them.`;
  const probe = spawnSync("ip", ["netns", "exec", "no-such-namespace", "true"], { encoding: "utf8" });
  if (!/cannot open network namespace/i.test(probe.stderr)) {
    return `The rig needs network namespaces, and this machine has none: ${probe.stderr.trim()}`;
  }
  return undefined;
}

/** @param {string} command */
function isThere(command) {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

/** @param {readonly Package[]} packages */
function install(packages) {
  const names = packages.flatMap((name) => [name, ...(COMPANIONS[name] ?? [])]);
  console.error(`Installing for the rig: ${names.join(" ")} …`);
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...names]]) {
    const apt = spawnSync("apt-get", args, {
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (apt.status !== 0) console.error(apt.stderr);
  }
}
