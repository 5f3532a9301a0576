// @ts-check
// A network for two browsers on one machine: sets it up, runs its servers, and removes everything again, whatever happens.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTurn } from "./servers.mjs";
import { startOwn } from "./services.mjs";
import { PUBLIC_ADDRESS, razeOrphans, Topology } from "./topology.mjs";
import { Wan } from "./wan.mjs";

/** @typedef {import("./topology.mjs").Side} Side */
/**
 * @typedef {object} RigOptions
 * @property {Record<Side, import("./topology.mjs").Nat>} [nats] default both `cone`
 * @property {number} [seed] of all chance on the network; default 1
 * @property {string} pages the folder whose pages each host serves to itself
 */

const PAGES_PORT = 5180;
const BROKER_PORT = 9000;
const TURN = `${PUBLIC_ADDRESS}:3478`;

/** One rig, made by {@link startRig}. */
class Rig {
  #topology = new Topology();
  #folder = mkdtempSync(join(tmpdir(), "rig-"));
  /** @type {Wan | undefined} */
  #wan;
  #razeOnExit = () => this.#raze();

  constructor() {
    process.once("exit", this.#razeOnExit);
    for (const signal of SIGNALS) process.once(signal, exit);
  }

  /** @param {RigOptions} options */
  async start({ nats = { a: "cone", b: "cone" }, seed = 1, pages }) {
    this.#topology.raise(nats);
    this.#wan = await Wan.start(seed, this.#topology.links);
    await Promise.all([
      startOwn(this.#topology.public, "serve-broker.mjs", [PUBLIC_ADDRESS, String(BROKER_PORT)]),
      startTurn(this.server),
      ...Object.values(this.#topology.hosts).map((host) =>
        startOwn(host, "serve-pages.mjs", [pages, String(PAGES_PORT)]),
      ),
    ]);
  }

  /** The URL of the pages, for the browsers of both hosts. It is a secure context, because each host serves the pages itself. */
  get pagesUrl() {
    return `http://localhost:${PAGES_PORT}`;
  }

  /** The address of the broker. */
  get broker() {
    return { host: PUBLIC_ADDRESS, port: BROKER_PORT };
  }

  /** A STUN server, and a TURN server that relays. @returns {RTCIceServer[]} */
  get iceServers() {
    return [{ urls: `stun:${TURN}` }, { urls: `turn:${TURN}`, username: "u", credential: "p" }];
  }

  /** The internet between the hosts. */
  get wan() {
    if (this.#wan === undefined) throw new Error("The rig is not started.");
    return this.#wan;
  }

  /** Where to run more servers, and the folder they may write to. See servers.mjs. */
  get server() {
    return { namespace: this.#topology.public, address: PUBLIC_ADDRESS, folder: this.#folder };
  }

  /**
   * A file that runs a program in a host. Pass it as the executable to a library that starts a browser and uses pipes.
   *
   * @param {Side} side
   * @param {string} program
   */
  executableOn(side, program) {
    const path = join(this.#folder, `on-${side}`);
    writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${this.#topology.hosts[side]} "${program}" "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /**
   * @param {Side} side
   * @param {number} last see {@link Topology.setAddress}
   */
  setAddress(side, last) {
    this.#topology.setAddress(side, last);
  }

  stop() {
    process.off("exit", this.#razeOnExit);
    for (const signal of SIGNALS) process.off(signal, exit);
    this.#raze();
  }

  #raze() {
    this.#wan?.stop();
    this.#topology.raze();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const exit = () => process.exit(130);

/**
 * Starts a rig, one for each process. See whyNoRig (scripts/rig-requirements.mjs) for its requirements.
 *
 * @param {RigOptions} options
 * @returns {Promise<Rig>}
 */
export async function startRig(options) {
  razeOrphans();
  const rig = new Rig();
  try {
    await rig.start(options);
    return rig;
  } catch (error) {
    rig.stop();
    throw error;
  }
}
