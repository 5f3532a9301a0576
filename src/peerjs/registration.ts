// Keeps a PeerJS Peer registered at its broker. PeerJS itself never reconnects, and never doubts a socket. A Peer that
// the app disconnects is left alone until the app reconnects it. This file knows nothing of connections.
import { socketOf } from "./peer-messages.ts";
import { Probe, type Probed } from "./probe.ts";
import { LOOK_MS, OPEN_MS, RETRY_MAX_MS, RETRY_MIN_MS } from "./timings.ts";
import { watchWaking } from "./waking.ts";

type PeerEvent = "open" | "disconnected" | "close";

/** The parts of a Peer that a registration uses. */
export interface Registrable extends Probed {
  /** Null while a random id is being fetched. */
  readonly id: string | null;
  readonly open: boolean;
  readonly disconnected: boolean;
  readonly destroyed: boolean;
  disconnect(): void;
  reconnect(): void;
  on(event: PeerEvent, listener: () => void): unknown;
  on(event: "error", listener: (error: { readonly type: string }) => void): unknown;
  off(event: PeerEvent, listener: () => void): unknown;
  off(event: "error", listener: (error: { readonly type: string }) => void): unknown;
}

/**
 * The errors of a Peer that are about a connection, and leave its registration intact. Every other error comes just
 * before a loss.
 */
const HARMLESS: ReadonlySet<string> = new Set(["peer-unavailable", "webrtc", "disconnected"]);

/** Keeps one Peer registered, from its construction until {@link Registration.end}. */
export class Registration {
  readonly #peer: Registrable;
  readonly #unanswered: () => void;
  readonly #probe: Probe;
  readonly #unwatch: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** Whether the app disconnected its Peer and has not reconnected it. */
  #isAway = false;
  /** Whether the Peer is being disconnected for lack of a broker: by PeerJS, which reports an error first, or by us. */
  #isLosing = false;

  /**
   * `unanswered`: called if the broker says nothing on a socket that looks open. It is then asked again on another
   * socket.
   */
  constructor(peer: Registrable, unanswered: () => void) {
    this.#peer = peer;
    this.#unanswered = unanswered;
    this.#probe = new Probe(peer, { heard: this.#heard, unheard: () => this.#drop() });
    peer.on("error", this.#failed);
    peer.on("open", this.#opened);
    peer.on("disconnected", this.#disconnected);
    peer.on("close", this.#closed);
    this.#unwatch = watchWaking({ awake: this.#awake, networkIsBack: this.#networkIsBack });
    if (peer.disconnected) this.#retry();
    // Without an id, the Peer cannot be registered again, nor taken over silently.
    else if (!peer.open && peer.id) this.#awaitOpen();
  }

  /** There is reason to doubt that the broker hears us. Asks the broker, and replaces the socket if no answer comes. */
  doubt(): void {
    if (this.#peer.open) this.#probe.ask();
  }

  /** Stops the timer and the listeners. */
  end(): void {
    clearTimeout(this.#timer);
    this.#probe.end();
    this.#unwatch();
    this.#peer.off("error", this.#failed);
    this.#peer.off("open", this.#opened);
    this.#peer.off("disconnected", this.#disconnected);
    this.#peer.off("close", this.#closed);
  }

  readonly #failed = ({ type }: { readonly type: string }): void => {
    if (HARMLESS.has(type)) return;
    // Another page with our id and token took over the id. Coming back would take it from that page again, and so on
    // forever.
    if (type === "unavailable-id" && this.#peer.open) return;
    this.#isLosing = true;
    queueMicrotask(() => {
      this.#isLosing = false;
    });
  };

  readonly #opened = (): void => {
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.#isAway = false;
    this.#probe.renew();
  };

  readonly #disconnected = (): void => {
    this.#probe.forget();
    this.#isAway = !this.#isLosing;
    if (this.#isAway) this.#reconnectAt(Number.POSITIVE_INFINITY);
    else this.#retry();
  };

  readonly #closed = (): void => {
    clearTimeout(this.#timer);
    this.#probe.forget();
  };

  readonly #awake = (): void => {
    if (this.#peer.open) this.#probe.ask();
    else this.#hurry();
  };

  readonly #networkIsBack = (): void => {
    // A socket that was open when the network went is most likely dead without knowing it.
    if (this.#peer.open) this.#disconnect();
    else this.#hurry();
  };

  /** A broker that moves our registration from a dead socket to this one sends no OPEN, so we emit it ourselves. */
  readonly #heard = (): void => {
    if (!this.#peer.open && !this.#peer.disconnected) socketOf(this.#peer)?.emit("message", { type: "OPEN" });
  };

  #wait(ms: number, run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#peer.destroyed && !this.#peer.open) run();
    }, ms);
  }

  /** Waits for a growing pause, then makes another attempt. */
  #retry(): void {
    this.#reconnectAt(Date.now() + Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** this.#failures));
    this.#failures += 1;
  }

  /** There is news, so the pause is short again. */
  #hurry(): void {
    this.#failures = 0;
    if (this.#peer.disconnected && !this.#isAway) this.#retry();
  }

  /** Waits until `atMs`, or until the app reconnects its Peer. */
  #reconnectAt(atMs: number): void {
    this.#wait(Math.min(LOOK_MS, atMs - Date.now()), () => {
      if (this.#peer.disconnected) {
        if (Date.now() < atMs) return this.#reconnectAt(atMs);
        this.#peer.reconnect();
      }
      this.#awaitOpen();
    });
  }

  /**
   * Waits until the broker registers us. A broker that took us over silently relays our messages to ourselves. One that
   * relays nothing may still know a dead page under our id, so a first silence is not reported.
   */
  #awaitOpen(byMs = Date.now() + OPEN_MS): void {
    this.#wait(LOOK_MS, () => {
      if (Date.now() >= byMs) return this.#failures > 0 ? this.#drop() : this.#disconnect();
      this.#probe.say();
      this.#awaitOpen(byMs);
    });
  }

  #drop(): void {
    this.#unanswered();
    this.#disconnect();
  }

  #disconnect(): void {
    this.#isLosing = true;
    this.#peer.disconnect();
    this.#isLosing = false;
  }
}
