// @ts-check
// One socket of a node, from its claim to its end: what it may send, and what it hears.
import { Account } from "./account.mjs";
import { CLOSES, DROPS, judgeMessage } from "./guard.mjs";

/** How much of what is sent at once may wait to be written together, in bytes. */
const TOGETHER_MAX_BYTES = 16_384;

/** @typedef {import("./registry/registry.mjs").Registry} Registry */
/** @typedef {import("./registry/registry.mjs").ConnectionId} ConnectionId */

/**
 * What a client needs of its node.
 *
 * @typedef {object} Node
 * @property {import("./limits.mjs").Limits} limits
 * @property {import("./log.mjs").Tally} tally
 * @property {import("./meter.mjs").Meter} meter
 * @property {Registry} registry
 * @property {(id: string) => boolean} has whether a peer is registered at this node
 * @property {(client: Client) => void} left a client that had its id has left
 */

/** Where a socket has its client. The listeners are the same for all sockets, because of these there are very many. */
const CLIENT = Symbol("client");
/** @typedef {import("ws").WebSocket & { [CLIENT]: Client }} ClientSocket */

/** @this {import("ws").WebSocket} @param {import("ws").RawData} data @param {boolean} isBinary */
function take(data, isBinary) {
  /** @type {ClientSocket} */ (this)[CLIENT].take(data, isBinary);
}

/** @this {import("ws").WebSocket} */
function payForControl() {
  /** @type {ClientSocket} */ (this)[CLIENT].payForControl();
}

/** @this {import("ws").WebSocket} */
function leave() {
  /** @type {ClientSocket} */ (this)[CLIENT].leave();
}

/** One socket, from its claim to its end. */
export class Client {
  hasLeft = false;
  id;
  connection;
  #isOpen = false;
  /** What came for the id before the answer to the claim did. @type {string[] | undefined} */
  #early;
  #socket;
  /** What is under the socket. */
  #stream;
  #isCorked = false;
  #host;
  #node;
  #account;
  #heardAtMs = performance.now();

  /**
   * @param {{ socket: import("ws").WebSocket, stream: import("node:stream").Writable | undefined, host: import("./hosts.mjs").Host, id: string, connection: ConnectionId }} own
   * @param {Node} node
   */
  constructor({ socket, stream, host, id, connection }, node) {
    this.id = id;
    this.connection = connection;
    this.#socket = socket;
    this.#stream = stream;
    this.#host = host;
    this.#node = node;
    const { messageBurst, messagesPerSecond } = node.limits;
    this.#account = new Account(messageBurst, messagesPerSecond / 1_000);
    /** @type {ClientSocket} */ (socket)[CLIENT] = this;
    socket.on("message", take).on("ping", payForControl).on("pong", payForControl).on("close", leave);
  }

  /** How long it has shown no sign of life, in ms. It may be silent until its claim is answered. */
  silentMs(nowMs = performance.now()) {
    return this.#isOpen ? nowMs - this.#heardAtMs : 0;
  }

  /** The id is its own. @param {readonly string[]} waiting */
  begin(waiting) {
    this.#isOpen = true;
    this.#socket.send(JSON.stringify({ type: "OPEN" }));
    for (const text of [...waiting, ...(this.#early ?? [])]) this.send(text);
    this.#early = undefined;
    this.#heardAtMs = performance.now();
  }

  /** A reader that is too slow misses some messages. PeerJS asks again. @param {string} text */
  send(text) {
    // PeerJS expects nothing before OPEN.
    if (!this.#isOpen) return this.#keepEarly(text);
    const { limits, tally } = this.#node;
    // What only waits to be written together is no backlog.
    if (this.#isCorked && this.#socket.bufferedAmount > TOGETHER_MAX_BYTES) this.#uncork();
    if (this.#socket.bufferedAmount > limits.backlogMaxBytes) tally.count("messages to slow readers");
    else {
      this.#cork();
      this.#socket.send(text);
    }
  }

  /**
   * What is sent while one packet is read is written together, because writing is half of what a message costs. It does not wait for
   * the packets of other sockets, which would delay it.
   */
  #cork() {
    const stream = this.#stream;
    if (stream === undefined || this.#isCorked) return;
    this.#isCorked = true;
    stream.cork();
    process.nextTick(() => this.#uncork());
  }

  #uncork() {
    if (!this.#isCorked) return;
    this.#isCorked = false;
    this.#stream?.uncork();
  }

  /** @param {string} text */
  #keepEarly(text) {
    const { limits, tally } = this.#node;
    this.#early ??= [];
    if (this.#early.length < limits.waitingPerIdMax) this.#early.push(text);
    else tally.count(DROPS.absent);
  }

  /** What it sent to `to` waited in vain. @param {string} to */
  tellExpired(to) {
    this.#node.meter.expired();
    this.send(JSON.stringify({ type: "EXPIRE", src: to, dst: this.id }));
  }

  /** It has lost its id, and is told by PeerJS's message and by the close code. @param {"takeover" | "lease"} why */
  yieldTo(why) {
    const msg = CLOSES[why][1];
    if (why === "takeover") this.#socket.send(JSON.stringify({ type: "ID-TAKEN", payload: { msg } }));
    this.dismiss(why);
  }

  /** Closes the socket. Whatever the other side still sends is ignored. @param {keyof typeof CLOSES} reason */
  dismiss(reason) {
    if (this.hasLeft) return;
    const [code, words] = CLOSES[reason];
    this.#node.tally.count(words);
    this.#socket.close(code, words);
    // At once, because a socket may not agree to be closed.
    this.leave();
  }

  /** @param {import("ws").RawData} data @param {boolean} isBinary */
  take(data, isBinary) {
    // PeerJS says nothing before OPEN.
    if (this.hasLeft || !this.#isOpen) return;
    const { limits, tally } = this.#node;
    const facts = {
      src: this.id,
      isBinary,
      balance: this.#account.spend(1),
      hostBalance: this.#host.messages.balance,
      absentRoomBytes: this.#host.absentRoom.balance,
      isPresent: this.#node.has,
    };
    const verdict = judgeMessage(String(data), facts, limits);
    if (verdict.does === "close") this.dismiss(verdict.reason);
    else if (verdict.does === "drop") {
      tally.count(DROPS[verdict.reason]);
      if (verdict.isBad) this.#account.spend(limits.badMessageCost - 1);
    } else if (verdict.does === "live") this.#heardAtMs = performance.now();
    else void this.#relay(verdict);
  }

  /** @param {{ readonly type: string, readonly dst: string, readonly text: string, readonly waits: number }} message */
  async #relay({ type, dst, text, waits }) {
    const { registry, tally, meter } = this.#node;
    this.#host.messages.spend(1);
    if (waits > 0) this.#host.absentRoom.spend(waits);
    const fate = await registry.route(this, dst, text);
    if (waits > 0 && fate !== "waits") this.#host.absentRoom.spend(-waits);
    if (fate === "sent" || fate === "waits") meter.relayed(type);
    if (fate === "lost") this.yieldTo("lease");
    else if (fate === "full") tally.count(DROPS.absent);
    else if (fate === "later") tally.count("messages while the nodes had lost touch");
  }

  /** A ping or a pong: not a message, but work. */
  payForControl() {
    if (this.#account.spend(1) <= -this.#node.limits.messageBurst) this.dismiss("flood");
  }

  /** Its socket has ended, or is given up. */
  leave() {
    if (this.hasLeft) return;
    this.hasLeft = true;
    if (this.#isOpen) this.#node.left(this);
  }
}
