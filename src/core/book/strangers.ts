// Limits what unknown peers may cost. A peer is known if this client called it or accepted its call, or if the app says
// that it knows it. All others are strangers, and share a part of each limit (rules R10.9 and R5.7).
import type { PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";

/** What one stranger has here. */
export interface StrangerShare {
  /** Open invitations. */
  readonly open: number;
  /** Ended invitations that are remembered. */
  readonly remembered: number;
}

/** The share of a known peer, or of one that has nothing here. */
export const NO_SHARE: StrangerShare = { open: 0, remembered: 0 };

/** The totals of all strangers of one book, and the peers that it knows. */
export class Strangers {
  /** Peers known by this client's own doing, the latest last. */
  readonly known = new Set<PeerId>();
  /** The number of remembered invitations of each stranger, the latest added last. */
  readonly remembered = new Map<PeerId, number>();
  /** The total of all strangers. */
  share = NO_SHARE;

  /**
   * Marks the peer as known from now on: this client called it, or accepted its call. The oldest known peer goes when
   * there are too many.
   */
  know(peer: PeerId, limits: Limits): void {
    this.known.delete(peer);
    this.known.add(peer);
    if (this.known.size <= limits.rememberKnownMax) return;
    const [oldest] = this.known;
    this.known.delete(oldest as PeerId);
  }

  /** Whether this client called the peer, or accepted its call. */
  knows(peer: PeerId): boolean {
    return this.known.has(peer);
  }

  /** Replaces the share of one peer, `before`, by `now`. */
  count(peer: PeerId, before: StrangerShare, now: StrangerShare): void {
    const { open, remembered } = this.share;
    this.share = {
      open: open - before.open + now.open,
      remembered: remembered - before.remembered + now.remembered,
    };
    if (now.remembered > 0) this.remembered.set(peer, now.remembered);
    else this.remembered.delete(peer);
  }

  /**
   * The stranger whose oldest memory goes first, while more is remembered of all strangers than allowed: the one with
   * the most.
   */
  tooMuchOf(limits: Limits): PeerId | undefined {
    if (this.share.remembered <= limits.rememberStrangersMax) return undefined;
    let most: { readonly peer?: PeerId; readonly count: number } = { count: 0 };
    for (const [peer, count] of this.remembered) if (count > most.count) most = { peer, count };
    return most.peer;
  }
}
