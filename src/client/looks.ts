// The questions that a client has put to other peers about whether they are there.
import type { Clock } from "../base/clock.ts";
import { Timers } from "../base/timers.ts";
import type { PeerId } from "../core/wire/ids.ts";

/**
 * What a look at a peer shows. `available`: an invitation from us would ring there now. `busy`: it would not; why is not
 * told. `absent`: the broker knows no such peer, and said so in time (that of this repository takes a second; PeerServer takes 5 to 6 s, which
 * is longer than the default of `lookTimeoutMs`). `unknown`: no answer came: the peer does not let us see it, or it cannot
 * be reached.
 */
export type Presence = "available" | "busy" | "absent" | "unknown";

/** A question that waits for its answer. */
interface Look {
  readonly peer: PeerId;
  readonly resolve: (presence: Presence) => void;
}

/** The open questions of one client. */
export class Looks {
  readonly #open = new Map<string, Look>();
  readonly #timers: Timers;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#timers = new Timers(clock);
  }

  /** Notes a question, and resolves with its answer, within `timeoutMs`. */
  ask(nonce: string, peer: PeerId, timeoutMs: number): Promise<Presence> {
    return new Promise((resolve) => {
      this.#open.set(nonce, { peer, resolve });
      this.#timers.set(nonce, this.#clock.nowMs() + timeoutMs, () => this.#end(nonce, "unknown"));
    });
  }

  /** An answer came. One from a peer that was not asked counts for nothing. */
  seen(peer: PeerId, nonce: string, presence: Presence): void {
    if (this.#open.get(nonce)?.peer === peer) this.#end(nonce, presence);
  }

  /** The broker knows no such peer. */
  absent(peer: PeerId): void {
    for (const [nonce, look] of this.#open) if (look.peer === peer) this.#end(nonce, "absent");
  }

  /** The client closes: no answer will come. */
  end(): void {
    for (const nonce of [...this.#open.keys()]) this.#end(nonce, "unknown");
  }

  #end(nonce: string, presence: Presence): void {
    this.#timers.set(nonce, undefined, () => {});
    this.#open.get(nonce)?.resolve(presence);
    this.#open.delete(nonce);
  }
}
