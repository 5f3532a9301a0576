// Checks whether the broker still hears us, with a message to ourselves that the broker relays like any other. A socket
// can be dead for minutes without reporting it. Stock PeerJS ignores the message, because it names no connection.
import { sendPayload, socketOf } from "./peer-messages.ts";
import { ECHO_MS } from "./timings.ts";

/** The parts of a Peer that a probe uses, apart from its messages. */
export interface Probed {
  readonly id: string | null;
}

/** The events of a probe, never inside a call to it. */
export interface ProbeEvents {
  /** The broker relayed a message of our own to us. */
  heard(): void;
  /** A question was not relayed in time. */
  unheard(): void;
}

/** Asks one Peer's broker. */
export class Probe {
  readonly #peer: Probed;
  readonly #events: ProbeEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether this broker relays our messages to ourselves; undefined until that is known. */
  #relays: boolean | undefined;
  #isUnheard = false;

  constructor(peer: Probed, events: ProbeEvents) {
    this.#peer = peer;
    this.#events = events;
    socketOf(peer)?.on("message", this.#arrived);
  }

  /** Asks, unless a question is under way, there is no socket to ask with, or this broker never relays. */
  ask(): void {
    if (socketOf(this.#peer) === undefined || this.#relays === false || this.#timer !== undefined) return;
    this.#listen(true);
  }

  /** Sends the message, without waiting for it. */
  say(): void {
    sendPayload(this.#peer, this.#peer.id, { probe: "peer-invite" });
  }

  /** The socket is gone, which makes any question under way void. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The socket is new. If nothing was ever relayed on the old one, the broker is asked once more. */
  renew(): void {
    if (this.#isUnheard && this.#relays === undefined) this.ask();
  }

  /** Stops the timer and the listener. */
  end(): void {
    this.forget();
    socketOf(this.#peer)?.off("message", this.#arrived);
  }

  readonly #arrived = (message: unknown): void => {
    if (typeof message !== "object" || message === null) return;
    const { src } = message as { readonly src?: unknown };
    // The broker sets the sender, whatever the sender itself says.
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
      // A page that slept did not listen either, so it asks again, once.
      if (isAwake && Date.now() > latestMs) return this.#listen(false);
      // Two sockets relayed nothing, and none ever did: this broker relays no message to its sender.
      if (this.#isUnheard && this.#relays === undefined) this.#relays = false;
      this.#isUnheard = true;
      if (this.#relays !== false) this.#events.unheard();
    }, ECHO_MS);
  }
}
