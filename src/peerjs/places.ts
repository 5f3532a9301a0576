// How many connections other peers may have to this page, and how fast they may make them (rule R19.4). It counts the
// connections that PeerJS has, so nothing is forgotten or counted twice.
import { type Bucket, fullAtMs, fullBucket, type Rate, takeOne } from "../base/pure/bucket.ts";
import type { PeerId } from "../core/wire/ids.ts";
import type { ConnectionBounds, Standing } from "../transport/transport.ts";
import { UNANSWERED_STRANGER_MS, UNOPENED_STRANGER_MS } from "./timings.ts";

/** A connection that another peer made. */
export interface Incoming {
  readonly peer: string;
  readonly open: boolean;
  /** Missing before a call of PeerJS is answered. */
  readonly peerConnection?: RTCPeerConnection | null;
}

/** Asks the client how it stands to a peer. */
type StandingOf = (peer: PeerId) => Standing;

/** What places need of the Peer. */
export interface PlacesParts {
  /** The connections that other peers have made to the Peer, and that PeerJS still has. */
  incoming(): readonly Incoming[];
  /** Whether nobody here can use a connection. */
  isUseless(one: Incoming): boolean;
  /** Closes a connection, so that another gets its place. */
  dismiss(one: Incoming): void;
}

/** The connections that other peers made to one Peer. */
export class Places {
  readonly #parts: PlacesParts;
  /** The peers that were strangers when they were last let in. */
  readonly #strangers = new Set<string>();
  /** When each connection was first seen. */
  readonly #seenAtMs = new WeakMap<Incoming, number>();
  /** How often each stranger may still connect. Only buckets that are not full. */
  readonly #buckets = new Map<PeerId, Bucket>();
  #all: Bucket | undefined;

  constructor(parts: PlacesParts) {
    this.#parts = parts;
  }

  /** Whether one more connection of `peer` has a place: how this side stands to the peer, or that there is none. */
  take(
    peer: PeerId,
    standingOf: StandingOf,
    bounds: ConnectionBounds | undefined,
    nowMs: number,
  ): Standing | "crowded" {
    const standing = standingOf(peer);
    if (standing === "refused" || bounds === undefined) return standing;
    for (const one of this.#parts.incoming()) if (!this.#seenAtMs.has(one)) this.#seenAtMs.set(one, nowMs);
    if (!this.#hasRoom(peer, standing, bounds)) {
      this.#makeRoom(standingOf, nowMs);
      if (!this.#hasRoom(peer, standing, bounds)) return "crowded";
    }
    if (standing === "known") {
      this.#strangers.delete(peer);
      return standing;
    }
    if (!this.#takeAttempt(peer, bounds, nowMs)) return "crowded";
    this.#strangers.add(peer);
    return standing;
  }

  /** Whether one more connection of `peer` is within the bounds. */
  #hasRoom(peer: PeerId, standing: "known" | "stranger", bounds: ConnectionBounds): boolean {
    const incoming = this.#parts.incoming();
    const ofPeer = incoming.filter((one) => one.peer === peer).length;
    if (ofPeer >= bounds.connectionsPerPeerMax || incoming.length >= bounds.connectionsMax) return false;
    if (standing === "known") return true;
    const isWithin = this.#ofStrangers(incoming).length < bounds.strangerConnectionsMax;
    return isWithin && ofPeer < bounds.strangerConnectionsPerPeerMax;
  }

  /**
   * A peer that was a stranger may be known by now, and a connection may never open, or be of use to nobody. All of this
   * matters only once there is no room.
   */
  #makeRoom(standingOf: StandingOf, nowMs: number): void {
    for (const peer of this.#strangers) {
      if (standingOf(peer as PeerId) === "known") this.#strangers.delete(peer);
    }
    const isOverdue = (one: Incoming): boolean => {
      const timeoutMs = one.peerConnection ? UNOPENED_STRANGER_MS : UNANSWERED_STRANGER_MS;
      return !one.open && (this.#seenAtMs.get(one) ?? nowMs) <= nowMs - timeoutMs;
    };
    for (const one of this.#ofStrangers(this.#parts.incoming())) {
      if (this.#parts.isUseless(one) || isOverdue(one)) this.#parts.dismiss(one);
    }
  }

  #ofStrangers(incoming: readonly Incoming[]): readonly Incoming[] {
    const peers = new Set(incoming.map(({ peer }) => peer));
    for (const peer of this.#strangers) if (!peers.has(peer)) this.#strangers.delete(peer);
    return incoming.filter(({ peer }) => this.#strangers.has(peer));
  }

  /** Counts an attempt to connect. Returns whether it is within the rates for one stranger and for all. */
  #takeAttempt(peer: PeerId, bounds: ConnectionBounds, nowMs: number): boolean {
    const one: Rate = { burst: bounds.connectBurst, perSecond: bounds.connectsPerSecond };
    const all: Rate = { burst: bounds.strangerConnectBurst, perSecond: bounds.strangerConnectsPerSecond };
    for (const [other, bucket] of this.#buckets) {
      if (fullAtMs(bucket, one) <= nowMs) this.#buckets.delete(other);
    }
    const ofPeer = takeOne(this.#buckets.get(peer) ?? fullBucket(nowMs, one), nowMs, one);
    const ofAll = takeOne(this.#all ?? fullBucket(nowMs, all), nowMs, all);
    if (ofPeer === undefined || ofAll === undefined) return false;
    this.#buckets.set(peer, ofPeer);
    this.#all = ofAll;
    return true;
  }
}
