// @ts-check
// What each host uses of one node of the broker: its sockets, what it has passed on, and what it has waiting for absent peers.
import { Account } from "./account.mjs";
import { hostOf } from "./door.mjs";

/** What one host uses. */
export class Host {
  sockets = 0;

  /**
   * @param {Account} messages how many its sockets may still have passed on
   * @param {Account} absentRoom the bytes that it may still have waiting for absent peers
   */
  constructor(messages, absentRoom) {
    this.messages = messages;
    this.absentRoom = absentRoom;
  }
}

/** The hosts that have sockets, or had some a moment ago. */
export class Hosts {
  #hosts = /** @type {Map<string, Host>} */ (new Map());
  #limits;

  /** @param {import("./limits.mjs").Limits} limits */
  constructor(limits) {
    this.#limits = limits;
  }

  /** How many sockets all of them have. */
  get sockets() {
    return [...this.#hosts.values()].reduce((sum, { sockets }) => sum + sockets, 0);
  }

  /** @param {string} address @returns {boolean} whether one more socket may come from there, if only to hear that it may not */
  hasRoomFor(address) {
    const { socketsPerHost, toldPerHost } = this.#limits;
    return (this.#hosts.get(hostOf(address))?.sockets ?? 0) < socketsPerHost + toldPerHost;
  }

  /**
   * Counts a socket until it is closed.
   *
   * @param {import("ws").WebSocket} socket
   * @param {string} address
   * @returns {Host}
   */
  enter(socket, address) {
    const { absentMaxBytes, expireTimeoutMs, hostMessageBurst, hostMessagesPerSecond } = this.#limits;
    const name = hostOf(address);
    // Twice as long as messages wait, so that never more waits than the account allows.
    const waitMs = 2 * expireTimeoutMs;
    const perMs = hostMessagesPerSecond / 1_000;
    const host =
      this.#hosts.get(name) ??
      new Host(new Account(hostMessageBurst, perMs), new Account(absentMaxBytes, absentMaxBytes / waitMs));
    this.#hosts.set(name, host);
    host.sockets += 1;
    socket.once("close", () => {
      host.sockets -= 1;
      if (host.sockets > 0) return;
      // Its waiting messages outlive its sockets, so the account of them does, too. So does that of what it has passed on, until it
      // is full again.
      const forget = () => host.sockets === 0 && this.#hosts.get(name) === host && this.#hosts.delete(name);
      setTimeout(forget, Math.max(waitMs, hostMessageBurst / perMs)).unref();
    });
    return host;
  }
}
