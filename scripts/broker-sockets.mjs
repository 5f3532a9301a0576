// @ts-check
// The sockets of the broker. PeerServer never gets a real socket, but a GuardedSocket, which passes on what the guard allows,
// holds back what would pile up, and tells an owner that is replaced. Owns which socket has which id, and each host's counts.
import { EventEmitter } from "node:events";
import { hostOf } from "./broker-door.mjs";
import { CLOSES, DROPS, judgeMessage } from "./broker-guard.mjs";

/** An amount that is refilled at a steady rate. It may be overdrawn. */
class Account {
  #balance;
  #perMs;
  #most;
  #atMs = performance.now();

  /**
   * @param {number} most the amount at the beginning, which is also the maximum
   * @param {number} perMs
   */
  constructor(most, perMs) {
    this.#balance = most;
    this.#most = most;
    this.#perMs = perMs;
  }

  get balance() {
    const nowMs = performance.now();
    this.#balance = Math.min(this.#most, this.#balance + (nowMs - this.#atMs) * this.#perMs);
    this.#atMs = nowMs;
    return this.#balance;
  }

  /** @param {number} amount @returns {number} what is left */
  spend(amount) {
    this.#balance = this.balance - amount;
    return this.#balance;
  }
}

/** What one host uses of the broker. */
class Host {
  sockets = 0;

  /** @param {Account} absentRoom the bytes that it may still have waiting for absent peers */
  constructor(absentRoom) {
    this.absentRoom = absentRoom;
  }
}

/** The sockets of one broker, as the WebSocket server that PeerServer asks for. It fires `connection`. */
export class BrokerSockets extends EventEmitter {
  /** The registered sockets: the guard's own list, because PeerServer's is private. */
  #owners = /** @type {Map<string, GuardedSocket>} */ (new Map());
  #hosts = /** @type {Map<string, Host>} */ (new Map());
  #limits;
  #tally;
  #waitMs;

  /**
   * @param {import("./broker-guard.mjs").Limits} limits
   * @param {import("./broker-log.mjs").Tally} tally
   * @param {number} waitMs the longest time that PeerServer keeps a message for an absent peer
   */
  constructor(limits, tally, waitMs) {
    super();
    this.#limits = limits;
    this.#tally = tally;
    this.#waitMs = waitMs;
  }

  /** @param {string} address @returns {boolean} whether one more socket may come from there, if only to hear that it may not */
  hasRoomFor(address) {
    const { socketsPerHost, toldPerHost } = this.#limits;
    return (this.#hosts.get(hostOf(address))?.sockets ?? 0) < socketsPerHost + toldPerHost;
  }

  /**
   * Accepts a socket.
   *
   * @param {import("ws").WebSocket} socket
   * @param {string} address
   * @param {ReturnType<typeof import("./broker-door.mjs").readRegistration>} registration
   */
  add(socket, address, registration) {
    // ws itself closes a socket that breaks the protocol or sends too much at once.
    socket.on("error", () => this.#tally.count("frames that break the protocol or are too large"));
    const host = this.#enter(socket, hostOf(address));
    const isOneTooMany = host.sockets > this.#limits.socketsPerHost;
    if (isOneTooMany) return this.#refuse(socket, "crowd", "Your address has too many connections here");
    if ("problem" in registration) return this.#refuse(socket, "query", registration.problem);
    const { id, token, key } = registration;
    const owner = this.#owners.get(id);
    if (owner?.isOf(token, key)) owner.yieldTo();
    const guarded = new GuardedSocket({ socket, host, token, key }, this.#limits, this.#tally, (other) =>
      this.#owners.has(other),
    );
    guarded.once("left", () => {
      if (this.#owners.get(id) === guarded) this.#owners.delete(id);
    });
    // If a parameter is given twice, PeerServer would read another value than was judged.
    this.emit("connection", guarded, { url: `/?${new URLSearchParams(registration)}` });
    // PeerServer closes sockets that it does not accept.
    if (!guarded.hasLeft) this.#owners.set(id, guarded);
  }

  /**
   * @param {import("ws").WebSocket} socket
   * @param {keyof typeof CLOSES} reason
   * @param {string} msg what PeerJS gets as an error
   */
  #refuse(socket, reason, msg) {
    const [code, words] = CLOSES[reason];
    this.#tally.count(words);
    socket.send(JSON.stringify({ type: "ERROR", payload: { msg } }));
    socket.close(code, words);
  }

  /**
   * @param {import("ws").WebSocket} socket
   * @param {string} name
   */
  #enter(socket, name) {
    const { absentMaxBytes } = this.#limits;
    const host =
      this.#hosts.get(name) ?? new Host(new Account(absentMaxBytes, absentMaxBytes / this.#waitMs));
    this.#hosts.set(name, host);
    host.sockets += 1;
    socket.once("close", () => {
      host.sockets -= 1;
      if (host.sockets > 0) return;
      // Its waiting messages outlive its sockets, so the account of them does, too.
      const forget = () => host.sockets === 0 && this.#hosts.get(name) === host && this.#hosts.delete(name);
      setTimeout(forget, this.#waitMs).unref();
    });
    return host;
  }
}

/** One socket as PeerServer sees it. It fires `message`, at most one `close`, and for us `left`, when it has left its id. */
class GuardedSocket extends EventEmitter {
  hasLeft = false;
  #token;
  #key;
  #socket;
  #host;
  #limits;
  #tally;
  #account;
  #isPresent;

  /**
   * @param {{ socket: import("ws").WebSocket, host: Host, token: string, key: string }} client
   * @param {import("./broker-guard.mjs").Limits} limits
   * @param {import("./broker-log.mjs").Tally} tally
   * @param {(id: string) => boolean} isPresent
   */
  constructor({ socket, host, token, key }, limits, tally, isPresent) {
    super();
    this.#token = token;
    this.#key = key;
    this.#socket = socket;
    this.#host = host;
    this.#limits = limits;
    this.#tally = tally;
    this.#account = new Account(limits.messageBurst, limits.messagesPerSecond / 1_000);
    this.#isPresent = isPresent;
    socket.on("message", (data, isBinary) => this.#take(data, isBinary));
    for (const event of ["ping", "pong"]) socket.on(event, () => this.#payForControl());
    socket.once("close", () => this.#leave());
  }

  /**
   * How PeerServer sends to a peer. A reader that is too slow misses some messages. PeerJS asks again.
   *
   * @param {string} text
   */
  send(text) {
    if (this.#socket.bufferedAmount > this.#limits.backlogMaxBytes)
      this.#tally.count("messages to slow readers");
    else this.#socket.send(text);
  }

  /** How PeerServer ends the socket, and then forgets it. Whatever the other side still sends is ignored. */
  close() {
    this.#socket.close();
    this.#free();
  }

  /**
   * @param {string} token
   * @param {string} key
   */
  isOf(token, key) {
    return this.#token === token && this.#key === key;
  }

  /** Gives its id to a newer socket of the same owner, and tells the other side, by PeerJS's message and by the close code. */
  yieldTo() {
    const msg = CLOSES.takeover[1];
    this.#socket.send(JSON.stringify({ type: "ID-TAKEN", payload: { msg } }));
    this.#dismiss("takeover");
  }

  /** @param {import("ws").RawData} data @param {boolean} isBinary */
  #take(data, isBinary) {
    if (this.hasLeft) return;
    const facts = {
      isBinary,
      balance: this.#account.spend(1),
      absentRoomBytes: this.#host.absentRoom.balance,
      isPresent: this.#isPresent,
    };
    const verdict = judgeMessage(String(data), facts, this.#limits);
    if (verdict.does === "close") this.#dismiss(verdict.reason);
    else if (verdict.does === "drop") {
      this.#tally.count(DROPS[verdict.reason]);
      if (verdict.isBad) this.#account.spend(this.#limits.badMessageCost - 1);
    } else {
      this.#host.absentRoom.spend(verdict.waits);
      this.emit("message", verdict.text);
    }
  }

  /** A ping or a pong: not a message, but work. */
  #payForControl() {
    if (this.#account.spend(1) <= -this.#limits.messageBurst) this.#dismiss("flood");
  }

  /** @param {keyof typeof CLOSES} reason */
  #dismiss(reason) {
    if (this.hasLeft) return;
    const [code, words] = CLOSES[reason];
    this.#tally.count(words);
    this.#socket.close(code, words);
    // At once, because PeerServer would keep the id for a socket that does not agree to be closed.
    this.#leave();
  }

  #leave() {
    this.#free();
    this.emit("close");
    this.removeAllListeners();
  }

  #free() {
    this.hasLeft = true;
    this.emit("left");
  }
}
