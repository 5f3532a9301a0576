// A stranger at the broker without PeerJS: a bare WebSocket that says anything, and remembers what it hears.
import { once } from "node:events";
import { WebSocket } from "ws";
import { DATA_SDP } from "./sdp.ts";

/** What the broker delivers to an attacker. */
interface Heard {
  readonly type: string;
  readonly src?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** One registered stranger. */
export class Attacker {
  readonly id: string;
  /** Everything that it has heard from other peers. */
  readonly heard: Heard[] = [];
  readonly #socket: WebSocket;
  #offers = 0;

  private constructor(id: string, socket: WebSocket) {
    this.id = id;
    this.#socket = socket;
    socket.on("message", (data) => this.heard.push(JSON.parse(String(data))));
    // `close` follows.
    socket.on("error", () => {});
  }

  /** Registers `id` at the broker on that port. */
  static async connect(brokerPort: number, id: string): Promise<Attacker> {
    const query = new URLSearchParams({ key: "peerjs", id, token: crypto.randomUUID(), version: "1.5.5" });
    const socket = new WebSocket(`ws://localhost:${brokerPort}/broker/peerjs?${query}`);
    const attacker = new Attacker(id, socket);
    await once(socket, "message");
    return attacker;
  }

  /** Sends a message: an object as JSON, or a text as it is. A socket that the broker has closed loses it. */
  send(message: object | string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** Asks `dst` for a connection of this package. `parts` replace parts of the payload; `undefined` leaves one out. */
  offer(dst: string, parts: Readonly<Record<string, unknown>> = {}): void {
    this.#offers += 1;
    const payload = {
      sdp: { type: "offer", sdp: DATA_SDP },
      type: "data",
      label: "peer-invite",
      connectionId: `dc_${this.id}_${this.#offers}`,
      serialization: "raw",
      reliable: true,
      ...parts,
    };
    this.send({ type: "OFFER", dst, payload });
  }

  /** Resolves once the broker has read everything that was sent, or has closed the socket. */
  async flushed(): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.ping();
    await Promise.race([once(this.#socket, "pong"), once(this.#socket, "close")]);
  }

  /** What tells an address, and what a connection costs: all that it heard about connections. Posts are not among it. */
  get aboutConnections(): Heard[] {
    return this.heard.filter(({ payload }) => payload?.["connectionId"] !== undefined);
  }

  /** The texts of the posts that it heard. */
  get posts(): string[] {
    return this.heard.flatMap(({ payload }) =>
      typeof payload?.["post"] === "string" ? [payload["post"]] : [],
    );
  }

  /** Cuts its socket. */
  close(): void {
    this.#socket.terminate();
  }
}
