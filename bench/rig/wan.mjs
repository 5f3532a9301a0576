// @ts-check
// The emulated internet (wan.py) as an object. What it does to packets can change while they travel.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * What happens to packets between the two hosts, in each direction. The path has two links, and each does half of it.
 *
 * @typedef {object} Conditions
 * @property {number} [oneWayMs] from host to host; default 0
 * @property {number} [jitterMs] the most by which a packet is earlier or later; default 0
 * @property {number} [loss] the chance that a packet is lost on the way, 0 to 1; default 0
 * @property {number} [duplication] that it arrives twice; default 0
 * @property {number} [reordering] that it overtakes those before it; default 0
 * @property {number} [rateKbps] of each link; default 0, no limit
 */

/** The traffic of the two links, by direction: `a.up` is from host A to the public host. */
/** @typedef {Record<"a.up" | "a.down" | "b.up" | "b.down", { packets: number, lost: number, bytes: number }>} Traffic */

export class Wan {
  #child;
  /** @type {((line: string) => void)[]} */
  #waiting = [];

  /** @param {import("node:child_process").ChildProcessByStdio<import("node:stream").Writable, import("node:stream").Readable, null>} child */
  constructor(child) {
    this.#child = child;
    createInterface({ input: child.stdout }).on("line", (line) => this.#waiting.shift()?.(line));
  }

  /**
   * @param {number} seed the same seed loses the same packets of the same traffic
   * @param {readonly string[]} links
   */
  static async start(seed, links) {
    const script = fileURLToPath(new URL("wan.py", import.meta.url));
    // It ends when its input ends, and so with this process, however this process ends.
    const child = spawn("python3", [script, String(seed), ...links], { stdio: ["pipe", "pipe", "inherit"] });
    const wan = new Wan(child);
    const ready = new Promise((resolve) => wan.#waiting.push(resolve));
    const isUp = await Promise.race([ready.then(() => true), once(child, "exit").then(() => false)]);
    if (!isUp) throw new Error("The emulated internet did not start, see above.");
    return wan;
  }

  /** @param {Conditions} conditions all others are set to their defaults */
  async setConditions(conditions) {
    const {
      oneWayMs = 0,
      jitterMs = 0,
      loss = 0,
      duplication = 0,
      reordering = 0,
      rateKbps = 0,
    } = conditions;
    const half = (/** @type {number} */ chance) => 1 - Math.sqrt(1 - chance);
    await this.#command(
      `set * both delay=${oneWayMs / 2} jitter=${jitterMs / 2} loss=${half(loss)} ` +
        `duplication=${half(duplication)} reordering=${half(reordering)} rate=${rateKbps}`,
    );
  }

  /**
   * Cuts the connection between a host and everything else, or restores it. Nobody is told.
   *
   * @param {import("./topology.mjs").Side | "*"} side
   * @param {boolean} isCut
   */
  async setCut(side, isCut) {
    await this.#command(`set ${side} both cut=${Number(isCut)}`);
  }

  /** @returns {Promise<Traffic>} since the start */
  async count() {
    return JSON.parse(await this.#command("count"));
  }

  stop() {
    this.#child.stdin.end();
  }

  /** @param {string} line */
  async #command(line) {
    const answer = new Promise((/** @type {(line: string) => void} */ resolve) =>
      this.#waiting.push(resolve),
    );
    this.#child.stdin.write(`${line}\n`);
    const said = await answer;
    if (said.startsWith("error")) throw new Error(`wan.py, asked to "${line}", says ${said}.`);
    return said;
  }
}
