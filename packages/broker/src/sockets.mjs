// @ts-check
// The sockets of one node of the broker: who is let in, what each may send, and what the registry makes of it. The registry knows
// who has which id; this file knows the sockets.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { ownerOf } from "./access.mjs";
import { Client } from "./client.mjs";
import { CLOSES } from "./guard.mjs";
import { Hosts } from "./hosts.mjs";

/** @typedef {import("./registry/registry.mjs").Registry} Registry */
/** @typedef {import("./registry/registry.mjs").ConnectionId} ConnectionId */
/** @typedef {ReturnType<typeof import("./door.mjs").readRegistration>} Registration */

/** What PeerServer says, for those who read it. */
const SAID = /** @type {const} */ ({
  taken: "ID is taken",
  full: "Server has reached its concurrent user limit",
  key: "Invalid key provided",
});

/** How often silent sockets are looked for while one may be silent. */
const SWEEPS = 10;

/** The sockets of one node. */
export class Sockets {
  /** The registered sockets. @type {Map<ConnectionId, Client>} */
  #clients = new Map();
  /** The same by id. */
  #owners = /** @type {Map<string, Client>} */ (new Map());
  isStopping = false;
  #isReady = false;
  /** What keeps it from being ready, if that was said. @type {string | undefined} */
  #trouble;
  /** Of this node, before the number of each connection. */
  #name = randomUUID().slice(-12);
  /** What every client needs of its node: one object for all. @type {import("./client.mjs").Node} */
  #node;
  #failed = () => this.#parts.tally.count("frames that break the protocol or are too large");
  #count = 0;
  #parts;
  #hosts;
  #registry;
  #sweep;

  /**
   * @param {object} parts
   * @param {import("./limits.mjs").Limits} parts.limits
   * @param {import("./log.mjs").Tally} parts.tally
   * @param {(line: string) => void} parts.log
   * @param {import("./access.mjs").Access | undefined} parts.access undefined: any id is its first claimant's
   * @param {import("./meter.mjs").Meter} parts.meter
   * @param {string} parts.key what clients must name, as in PeerJS's option `key`
   * @param {RegExp} parts.idPattern what an id must match
   * @param {(parts: import("./registry/registry.mjs").RegistryParts) => Registry} parts.createRegistry
   */
  constructor(parts) {
    this.#parts = parts;
    this.#hosts = new Hosts(parts.limits);
    const { expireTimeoutMs: waitMs, waitingPerIdMax: waitingMax } = parts.limits;
    this.#registry = parts.createRegistry({
      waitMs,
      waitingMax,
      events: {
        deliver: (connection, text) => this.#clients.get(connection)?.send(text),
        lost: (connection, why) => this.#clients.get(connection)?.yieldTo(why),
        expired: (connection, to) => this.#clients.get(connection)?.tellExpired(to),
        ready: (isReady) => this.#becomeReady(isReady),
        trouble: (what) => this.#hearTrouble(what),
        answered: (ms) => parts.meter.answered(ms / 1_000),
      },
    });
    const { limits, tally, meter } = parts;
    this.#node = {
      limits,
      tally,
      meter,
      registry: this.#registry,
      has: (id) => this.has(id),
      left: (client) => this.left(client),
    };
    this.#sweep = setInterval(() => this.#dismissSilent(), limits.aliveTimeoutMs / SWEEPS).unref();
  }

  /** One timer for all sockets: of these there are very many. */
  #dismissSilent() {
    const nowMs = performance.now();
    for (const client of this.#clients.values())
      if (client.silentMs(nowMs) >= this.#parts.limits.aliveTimeoutMs) client.dismiss("silent");
  }

  /** @param {boolean} isReady */
  #becomeReady(isReady) {
    const wasReady = this.#isReady;
    this.#isReady = isReady;
    if (isReady && this.#trouble !== undefined) this.#parts.log("Broker: ready");
    if (!isReady && wasReady) this.#hearTrouble("it has lost touch with the other nodes");
    if (isReady) this.#trouble = undefined;
  }

  /** Says once what keeps it from being ready. @param {string} what */
  #hearTrouble(what) {
    if (this.#trouble === what) return;
    this.#trouble = what;
    this.#parts.log(`Broker: not ready: ${what}`);
  }

  /** @param {string} address @returns {boolean} whether one more socket may come from there, if only to hear that it may not */
  hasRoomFor(address) {
    return this.#hosts.hasRoomFor(address);
  }

  /**
   * Accepts a socket, and registers it.
   *
   * @param {import("ws").WebSocket} socket
   * @param {string} address
   * @param {Registration} registration
   * @param {import("node:stream").Writable} [stream] under the socket
   */
  async add(socket, address, registration, stream) {
    const { limits, key: ours, idPattern } = this.#parts;
    // ws itself closes a socket that breaks the protocol or sends too much at once.
    socket.on("error", this.#failed);
    const host = this.#hosts.enter(socket, address);
    const isOneTooMany = host.sockets > limits.socketsPerHost;
    if (isOneTooMany) return this.#refuse(socket, "crowd", "Your address has too many connections here");
    if ("problem" in registration) return this.#refuse(socket, "query", registration.problem);
    const { id, token, key } = registration;
    if (key !== ours) return this.#refuse(socket, "key", SAID.key);
    if (!idPattern.test(id)) return this.#refuse(socket, "pattern", CLOSES.pattern[1]);
    if (this.#clients.size >= limits.peersMax && !this.#owners.has(id))
      return this.#refuse(socket, "full", SAID.full);
    this.#count += 1;
    const connection = `${this.#name}.${this.#count}`;
    const client = new Client({ socket, stream, host, id, connection }, this.#node);
    this.#clients.set(connection, client);
    const claim = await this.#claim(id, token, connection);
    if (typeof claim === "string") {
      this.#forget(client);
      return this.#refuse(socket, claim, claim === "later" ? undefined : CLOSES[claim][1]);
    }
    // It may have left while its token was checked, and holds nothing yet.
    if (client.hasLeft) return this.#forget(client);
    const answer = await this.#registry.register(claim);
    if (answer.is !== "yours") {
      this.#forget(client);
      if (answer.is === "later") return this.#refuse(socket, "later");
      return this.#refuse(socket, "taken", SAID.taken, "ID-TAKEN");
    }
    if (client.hasLeft) return this.left(client);
    this.#owners.set(id, client);
    client.begin(answer.waiting);
  }

  /** @param {string} id @returns {boolean} whether a peer is registered at this node */
  has(id) {
    return this.#owners.has(id);
  }

  /** A client has left. @param {Client} client */
  left(client) {
    this.#forget(client);
    void this.#registry.release(client.id, client.connection);
  }

  /** How many sockets are open, registered or not. */
  get open() {
    return this.#hosts.sockets;
  }

  /** How many ids are registered here. */
  get registrations() {
    return this.#owners.size;
  }

  /** Whether peers can register now. */
  get isReady() {
    return this.#isReady && !this.isStopping;
  }

  /** Closes every socket at a random time within `spreadMs`, and releases every id. @param {number} spreadMs */
  async stop(spreadMs) {
    this.isStopping = true;
    clearInterval(this.#sweep);
    const closing = [...this.#clients.values()].map(async (client) => {
      if (spreadMs > 0) await wait(Math.random() * spreadMs);
      client.dismiss("stopping");
    });
    await Promise.all(closing);
    await this.#registry.stop();
  }

  /**
   * What to ask of the registry. An access token's subject is the owner, not its text: a renewed one has the same id.
   *
   * @param {string} id @param {string} token @param {ConnectionId} connection
   * @returns {Promise<import("./registry/registry.mjs").Claim | import("./access.mjs").AccessRefusal>}
   */
  async #claim(id, token, connection) {
    const { access } = this.#parts;
    if (access === undefined) return { id, token, connection };
    const verdict = await access.check(id, token);
    return verdict.is === "refused" ? verdict.why : { id, token: ownerOf(id), connection, isProven: true };
  }

  /** @param {Client} client */
  #forget(client) {
    this.#clients.delete(client.connection);
    if (this.#owners.get(client.id) === client) this.#owners.delete(client.id);
  }

  /**
   * @param {import("ws").WebSocket} socket
   * @param {keyof typeof CLOSES} reason
   * @param {string} [msg] what PeerJS gets as an error, which ends a Peer that was never registered. Without it, the Peer is
   *   disconnected, and may connect again
   * @param {"ERROR" | "ID-TAKEN"} [type]
   */
  #refuse(socket, reason, msg, type = "ERROR") {
    const [code, words] = CLOSES[reason];
    this.#parts.tally.count(words);
    if (msg !== undefined) socket.send(JSON.stringify({ type, payload: { msg } }));
    socket.close(code, words);
  }
}
