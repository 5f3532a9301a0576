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
  close(): void;
}

/** Asks the client how it stands to a peer. */
type StandingOf = (peer: PeerId) => Standing;

/** The connections that other peers made to one Peer. */
export class Places {
  readonly #incoming: () => readonly Incoming[];
  readonly #isUseless: (one: Incoming) => boolean;
  /** The peers that were strangers when they were last let in. */
  readonly #strangers = new Set<string>();
  /** When each connection was first seen. */
  readonly #seenAtMs = new WeakMap<Incoming, number>();
  /** How often each stranger may still connect. Only buckets that are not full. */
  readonly #buckets = new Map<PeerId, Bucket>();
  #all: Bucket | undefined;

  /**
   * @param incoming - the connections that other peers have made to the Peer, and that PeerJS still has
   * @param isUseless - whether nobody here can use a connection
   */
  constructor(incoming: () => readonly Incoming[], isUseless: (one: Incoming) => boolean) {
    this.#incoming = incoming;
    this.#isUseless = isUseless;
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
    const incoming = this.#incoming();
    for (const one of incoming) if (!this.#seenAtMs.has(one)) this.#seenAtMs.set(one, nowMs);
    const ofPeer = incoming.filter((one) => one.peer === peer).length;
    const { connectionsPerPeerMax, strangerConnectionsPerPeerMax, connectionsMax } = bounds;
    const perPeerMax = standing === "known" ? connectionsPerPeerMax : strangerConnectionsPerPeerMax;
    if (ofPeer >= Math.min(perPeerMax, connectionsPerPeerMax) || incoming.length >= connectionsMax)
      return "crowded";
    if (standing === "known") {
      this.#strangers.delete(peer);
      return standing;
    }
    if (!this.#hasRoom(standingOf, bounds, nowMs) || !this.#takeAttempt(peer, bounds, nowMs))
      return "crowded";
    this.#strangers.add(peer);
    return standing;
  }

  /**
   * Whether there is room for one more stranger. A peer that was a stranger may be known by now, and a connection may
   * never open, or be of use to nobody. All of this matters only once there is no room.
   */
  #hasRoom(
    standingOf: StandingOf,
    { strangerConnectionsMax: max }: ConnectionBounds,
    nowMs: number,
  ): boolean {
    if (this.#ofStrangers().length < max) return true;
    for (const peer of this.#strangers) {
      if (standingOf(peer as PeerId) === "known") this.#strangers.delete(peer);
    }
    const isOverdue = (one: Incoming): boolean => {
      const timeoutMs = one.peerConnection ? UNOPENED_STRANGER_MS : UNANSWERED_STRANGER_MS;
      return !one.open && (this.#seenAtMs.get(one) ?? nowMs) <= nowMs - timeoutMs;
    };
    for (const one of this.#ofStrangers()) if (this.#isUseless(one) || isOverdue(one)) one.close();
    return this.#ofStrangers().length < max;
  }

  #ofStrangers(): readonly Incoming[] {
    const incoming = this.#incoming();
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
    if (ofPeer.left < 0 || ofAll.left < 0) return false;
    this.#buckets.set(peer, ofPeer);
    this.#all = ofAll;
    return true;
  }
}
