// Who of the users that were subscribed to is there, over contacts: one with an open way is ONLINE; one whose way may be dead
// is asked, and UNREACHABLE until it says something; one that cannot be reached is OFFLINE, and tried again; while our own
// connection is lost nobody is found to be so.
import type { Clock } from "../index.ts";
import type { Contacts } from "./contacts.ts";
import { encodeLetter } from "./letters.ts";
import type { PeerId } from "./network.ts";
import type { PeerOnlineState } from "./status-code.ts";

/** How long after a failure an absent peer is tried again. */
const RETRY_MS = 5_000;
/**
 * How long after its channel closed a peer is tried: one that logs out closes its channels first, and would still take a new
 * one, which then neither opens nor fails.
 */
const RECHECK_MS = 1_000;
/**
 * How long what is known of a subscription's peers waits for what is not: in RTM one event has them all, and apps put it in
 * the place of what they had.
 */
const HOLD_MS = 3_000;

/** What presence is made with. */
export interface PresenceParts {
  readonly contacts: Contacts;
  readonly clock: Clock;
  /** The status of these peers is new. */
  changed(statuses: ReadonlyMap<PeerId, PeerOnlineState>): void;
}

/** The subscriptions of one user. */
export class Presence {
  readonly #parts: PresenceParts;
  /** By peer; undefined until it is known. */
  readonly #statuses = new Map<PeerId, PeerOnlineState | undefined>();
  readonly #retries = new Map<PeerId, () => void>();
  /** The peers that the next event about a subscription is to tell of. */
  readonly #held = new Set<PeerId>();
  #callOffHold: (() => void) | undefined;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  /** The peers that are subscribed to. */
  get peers(): readonly PeerId[] {
    return [...this.#statuses.keys()];
  }

  /**
   * Watches `peers`. One event tells of all of them when all are known, and of those that are known after 3 s at the latest;
   * then each as it becomes known or changes. What is subscribed to meanwhile joins that event.
   */
  subscribe(peers: readonly PeerId[]): void {
    const { contacts } = this.#parts;
    for (const peer of peers) {
      const status = this.#statuses.get(peer) ?? (contacts.isOpen(peer) ? "ONLINE" : undefined);
      this.#statuses.set(peer, status);
      this.#held.add(peer);
      contacts.keep(peer, true);
      if (status === undefined) void this.#try(peer);
    }
    this.#hold();
    // Not before the subscription has returned: an app may listen only then.
    void Promise.resolve().then(() => this.#tellOnceKnown());
  }

  /** Watches `peers` no longer. */
  unsubscribe(peers: readonly PeerId[]): void {
    for (const peer of peers) {
      this.#callOff(peer);
      this.#held.delete(peer);
      if (this.#statuses.delete(peer)) this.#parts.contacts.keep(peer, false);
    }
    this.#tellOnceKnown();
  }

  /** Watches nobody any more. */
  stop(): void {
    this.unsubscribe(this.peers);
  }

  /** The way to `peer` changed. One that closed may soon be open again: a network changes, a page is reloaded. */
  changed(peer: PeerId, how: "open" | "doubted" | "closed"): void {
    if (!this.#statuses.has(peer)) return;
    if (how === "open") return this.#set(peer, "ONLINE");
    if (how === "closed") return this.#tryIn(RECHECK_MS, peer);
    this.#set(peer, "UNREACHABLE");
    this.#parts.contacts.say(peer, encodeLetter({ t: "ping" }));
  }

  /** `peer` said something. */
  heard(peer: PeerId): void {
    if (this.#statuses.get(peer) === "UNREACHABLE") this.#set(peer, "ONLINE");
  }

  /** Tells of a subscription's peers, once all of them are known. */
  #tellOnceKnown(): void {
    if ([...this.#held].every((peer) => this.#statuses.get(peer) !== undefined)) this.#tellHeld();
  }

  #hold(): void {
    const { clock } = this.#parts;
    this.#callOffHold ??= clock.schedule(clock.nowMs() + HOLD_MS, () => this.#tellHeld());
  }

  #tellHeld(): void {
    this.#callOffHold?.();
    this.#callOffHold = undefined;
    const known = new Map<PeerId, PeerOnlineState>();
    for (const peer of this.#held) {
      const status = this.#statuses.get(peer);
      if (status !== undefined) known.set(peer, status);
    }
    // While our own connection is lost nothing becomes known: then it is still the first event that is waited for.
    if (known.size === 0 && this.#held.size > 0) return this.#hold();
    this.#held.clear();
    if (known.size > 0) this.#parts.changed(known);
  }

  async #try(peer: PeerId): Promise<void> {
    const { contacts } = this.#parts;
    await contacts.reach(peer);
    if (!this.#statuses.has(peer)) return;
    if (contacts.isOpen(peer)) this.#set(peer, "ONLINE");
    // Nothing is known of anybody while our own connection is lost.
    else if (!contacts.isOnline) this.#tryIn(RETRY_MS, peer);
    // One that opened and closed again meanwhile is looked at again already.
    else if (!this.#retries.has(peer)) this.#set(peer, "OFFLINE");
  }

  #set(peer: PeerId, status: PeerOnlineState): void {
    const isNew = this.#statuses.get(peer) !== status;
    this.#statuses.set(peer, status);
    this.#callOff(peer);
    if (status === "OFFLINE") this.#tryIn(RETRY_MS, peer);
    if (this.#held.has(peer)) this.#tellOnceKnown();
    else if (isNew) this.#parts.changed(new Map([[peer, status]]));
  }

  #tryIn(ms: number, peer: PeerId): void {
    const { clock } = this.#parts;
    this.#callOff(peer);
    const again = (): void => {
      this.#retries.delete(peer);
      void this.#try(peer);
    };
    this.#retries.set(peer, clock.schedule(clock.nowMs() + ms, again));
  }

  #callOff(peer: PeerId): void {
    this.#retries.get(peer)?.();
    this.#retries.delete(peer);
  }
}
