// The online status of subscribed users, over the contacts' channels. A user with an open channel is ONLINE. If the
// channel may be dead, the user is asked, and is UNREACHABLE until a letter arrives. A user who cannot be reached is
// OFFLINE, and is tried again. While our own connection is lost, no user becomes OFFLINE.
import type { Clock } from "../index.ts";
import type { Contacts } from "./contacts.ts";
import { encodeLetter } from "./letters.ts";
import type { PeerId } from "./network.ts";
import type { PeerOnlineState } from "./status-code.ts";

/** How long after a failure an absent peer is tried again, in ms. */
const RETRY_MS = 5_000;
/**
 * How long after its channel closed a peer is tried again, in ms. A peer that logs out closes its channels first. It
 * would still take a new channel in that moment, which would neither open nor fail.
 */
const RECHECK_MS = 1_000;
/**
 * How long the known statuses of a subscription wait for the unknown ones, in ms. RTM reports all of them in one event,
 * and apps replace what they had by it.
 */
const GATHER_MS = 3_000;

/** The parts presence is made of. */
export interface PresenceParts {
  readonly contacts: Contacts;
  readonly clock: Clock;
  /** The status of these peers changed. */
  changed(statuses: ReadonlyMap<PeerId, PeerOnlineState>): void;
}

/** The subscriptions of one user. */
export class Presence {
  readonly #parts: PresenceParts;
  /** By peer; undefined until it is known. */
  readonly #statuses = new Map<PeerId, PeerOnlineState | undefined>();
  readonly #retries = new Map<PeerId, () => void>();
  /** The peers to include in the next event about a subscription. */
  readonly #gathered = new Set<PeerId>();
  #callOffGathering: (() => void) | undefined;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  /** The subscribed peers. */
  get peers(): readonly PeerId[] {
    return [...this.#statuses.keys()];
  }

  /**
   * Subscribes to `peers`. One event reports all of them when all are known, or the known ones after 3 s. After that,
   * each is reported as it becomes known or changes. Peers that are subscribed meanwhile join that event.
   */
  subscribe(peers: readonly PeerId[]): void {
    const { contacts } = this.#parts;
    for (const peer of peers) {
      const status = this.#statuses.get(peer) ?? (contacts.isOpen(peer) ? "ONLINE" : undefined);
      this.#statuses.set(peer, status);
      this.#gathered.add(peer);
      contacts.keep(peer, true);
      if (status === undefined) void this.#try(peer);
    }
    this.#gather();
    // Not before the subscription has returned, because an app may only then begin to listen.
    void Promise.resolve().then(() => this.#tellOnceKnown());
  }

  /** Ends the subscription to `peers`. */
  unsubscribe(peers: readonly PeerId[]): void {
    for (const peer of peers) {
      this.#callOff(peer);
      this.#gathered.delete(peer);
      if (this.#statuses.delete(peer)) this.#parts.contacts.keep(peer, false);
    }
    this.#tellOnceKnown();
  }

  /** Ends all subscriptions. */
  stop(): void {
    this.unsubscribe(this.peers);
  }

  /**
   * The connection to `peer` changed. One that closed may soon be open again, after a change of network or a reload.
   */
  changed(peer: PeerId, how: "open" | "doubted" | "closed"): void {
    if (!this.#statuses.has(peer)) return;
    if (how === "open") return this.#set(peer, "ONLINE");
    if (how === "closed") return this.#tryIn(RECHECK_MS, peer);
    this.#set(peer, "UNREACHABLE");
    this.#parts.contacts.say(peer, encodeLetter({ t: "ping" }));
  }

  /** A letter of `peer` arrived. */
  heard(peer: PeerId): void {
    if (this.#statuses.get(peer) === "UNREACHABLE") this.#set(peer, "ONLINE");
  }

  /** Reports the peers of a subscription once all of them are known. */
  #tellOnceKnown(): void {
    if ([...this.#gathered].every((peer) => this.#statuses.get(peer) !== undefined)) this.#tellGathered();
  }

  #gather(): void {
    const { clock } = this.#parts;
    this.#callOffGathering ??= clock.schedule(clock.nowMs() + GATHER_MS, () => this.#tellGathered());
  }

  #tellGathered(): void {
    this.#callOffGathering?.();
    this.#callOffGathering = undefined;
    const known = new Map<PeerId, PeerOnlineState>();
    for (const peer of this.#gathered) {
      const status = this.#statuses.get(peer);
      if (status !== undefined) known.set(peer, status);
    }
    // While our own connection is lost nothing becomes known, so the first event still has to wait.
    if (known.size === 0 && this.#gathered.size > 0) return this.#gather();
    this.#gathered.clear();
    if (known.size > 0) this.#parts.changed(known);
  }

  async #try(peer: PeerId): Promise<void> {
    const { contacts } = this.#parts;
    await contacts.reach(peer);
    if (!this.#statuses.has(peer)) return;
    if (contacts.isOpen(peer)) this.#set(peer, "ONLINE");
    // While our own connection is lost, a failure says nothing about the peer.
    else if (!contacts.isOnline) this.#tryIn(RETRY_MS, peer);
    // A peer whose channel opened and closed again meanwhile already has its next try.
    else if (!this.#retries.has(peer)) this.#set(peer, "OFFLINE");
  }

  #set(peer: PeerId, status: PeerOnlineState): void {
    const isNew = this.#statuses.get(peer) !== status;
    this.#statuses.set(peer, status);
    this.#callOff(peer);
    if (status === "OFFLINE") this.#tryIn(RETRY_MS, peer);
    if (this.#gathered.has(peer)) this.#tellOnceKnown();
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
