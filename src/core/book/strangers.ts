// What peers may cost that nobody here knows. A peer is known that this client called or whose call it accepted, or that the
// app says it knows. Everybody else is a stranger, and all strangers share what they may have (rules R10.9 and R5.7).
import type { PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";

/** What one stranger has here. */
export interface StrangerShare {
  /** Open invitations. */
  readonly open: number;
  /** Ended invitations that are remembered. */
  readonly remembered: number;
}

/** What a peer has that is known, or has nothing. */
export const NO_SHARE: StrangerShare = { open: 0, remembered: 0 };

/** All strangers of one book, and the peers that it knows. */
export class Strangers {
  /** By its own doing, the latest last. */
  readonly #known = new Set<PeerId>();
  /** Of whom how much is remembered, the one that was added last at the end. */
  readonly #remembered = new Map<PeerId, number>();
  #share = NO_SHARE;

  /** The same, independent of this. */
  copy(): Strangers {
    const strangers = new Strangers();
    for (const peer of this.#known) strangers.#known.add(peer);
    for (const [peer, count] of this.#remembered) strangers.#remembered.set(peer, count);
    strangers.#share = this.#share;
    return strangers;
  }

  /** This client called the peer, or accepted its call: it is known from now on, as one of so many. */
  know(peer: PeerId, limits: Limits): void {
    this.#known.delete(peer);
    this.#known.add(peer);
    if (this.#known.size <= limits.rememberKnownMax) return;
    const [oldest] = this.#known;
    this.#known.delete(oldest as PeerId);
  }

  /** Whether this client called the peer, or accepted its call. */
  knows(peer: PeerId): boolean {
    return this.#known.has(peer);
  }

  /** What all strangers have together. */
  get share(): StrangerShare {
    return this.#share;
  }

  /** One peer had `before`, and has `now`. */
  count(peer: PeerId, before: StrangerShare, now: StrangerShare): void {
    const { open, remembered } = this.#share;
    this.#share = {
      open: open - before.open + now.open,
      remembered: remembered - before.remembered + now.remembered,
    };
    if (now.remembered > 0) this.#remembered.set(peer, now.remembered);
    else this.#remembered.delete(peer);
  }

  /** The stranger whose oldest memory goes first, while more is remembered of all than may be: the one with the most of it. */
  tooMuchOf(limits: Limits): PeerId | undefined {
    if (this.#share.remembered <= limits.rememberStrangersMax) return undefined;
    let most: { readonly peer?: PeerId; readonly count: number } = { count: 0 };
    for (const [peer, count] of this.#remembered) if (count > most.count) most = { peer, count };
    return most.peer;
  }
}
