// Whether the broker still hears us: a message to ourselves, which it relays as any other. A socket can be dead for minutes
// without a word of it. Stock PeerJS ignores the message, for it names no connection.
import { ECHO_MS } from "./timings.ts";

/** What this needs of PeerJS's socket, which lives as long as its Peer. */
export interface BrokerSocket {
  /** Drops the message while the socket is not open. */
  send(message: object): void;
  emit(event: "message", message: unknown): unknown;
  on(event: "message", listener: (message: unknown) => void): unknown;
  off(event: "message", listener: (message: unknown) => void): unknown;
}

/** A Peer as far as it can be probed. Another version of PeerJS may have no socket to be reached: then nothing is asked. */
export interface Probed {
  readonly id: string | null;
  readonly socket?: BrokerSocket;
}

/** What a probe tells, never inside a call to it. */
export interface ProbeEvents {
  /** The broker relayed us a message of our own. */
  heard(): void;
  /** What was asked was not relayed in time. */
  unheard(): void;
}

/** Asks one Peer's broker. */
export class Probe {
  readonly #peer: Probed;
  readonly #events: ProbeEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether this broker is known to relay to ourselves; undefined until it did, or did not. */
  #relays: boolean | undefined;
  #isUnheard = false;

  constructor(peer: Probed, events: ProbeEvents) {
    this.#peer = peer;
    this.#events = events;
    peer.socket?.on("message", this.#arrived);
  }

  /** Asks, unless that is under way, or there is nothing to ask with or nobody who answers. */
  ask(): void {
    if (this.#peer.socket === undefined || this.#relays === false || this.#timer !== undefined) return;
    this.#listen(true);
  }

  /** Sends the message, without waiting for it. */
  say(): void {
    this.#peer.socket?.send({ type: "CANDIDATE", dst: this.#peer.id, payload: { probe: "peer-invite" } });
  }

  /** What was asked is void: the socket is gone. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The socket is a new one: where nothing was ever relayed on the old one, it is asked once more. */
  renew(): void {
    if (this.#isUnheard && this.#relays === undefined) this.ask();
  }

  /** Leaves no timer and no listener. */
  end(): void {
    this.forget();
    this.#peer.socket?.off("message", this.#arrived);
  }

  readonly #arrived = (message: unknown): void => {
    if (typeof message !== "object" || message === null) return;
    const { src } = message as { readonly src?: unknown };
    // The broker says who sent it, whatever the sender says.
    if (typeof src !== "string" || src !== this.#peer.id) return;
    this.forget();
    this.#relays = true;
    this.#events.heard();
  };

  #listen(isAwake: boolean): void {
    const latestMs = Date.now() + 2 * ECHO_MS;
    this.say();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // A page that slept has not listened either: it asks again, once.
      if (isAwake && Date.now() > latestMs) return this.#listen(false);
      // Nothing came of it on two sockets, and never before: this broker relays no message to its sender.
      if (this.#isUnheard && this.#relays === undefined) this.#relays = false;
      this.#isUnheard = true;
      if (this.#relays !== false) this.#events.unheard();
    }, ECHO_MS);
  }
}
