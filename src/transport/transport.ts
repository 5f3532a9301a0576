// The interface through which the client reaches peers, with the contract that every adapter keeps. The contract's
// sentences are the names of the cases in contract.ts, which run on each adapter.
import type { ErrorCode } from "../base/pure/errors.ts";
import type { PeerId } from "../core/wire/ids.ts";
import type { Limits } from "../core/wire/limits.ts";

/**
 * One peer's way to reach other peers. It carries texts, on channels and as posts, and knows nothing of their meaning.
 * - MUST NOT do anything before `start`, which is called once; what happened before is reported from then on.
 * - MUST report its state in `start` before it returns, and every later change.
 * - MUST NOT call any event inside a call to itself or to a channel, `start` excepted.
 * - MUST leave connections of the app and of others alone, but for those of strangers that have not opened for long, or to
 *   which the app does not listen, while others wait for their places.
 */
export interface Transport {
  /**
   * Starts the transport. `events` are called from now on until `stop`. `bounds`: how many connections other peers may
   * have here, and without them there is no bound. A transport whose connections cost the page nothing may ignore them.
   */
  start(events: TransportEvents, bounds?: ConnectionBounds): void;
  /**
   * Tries to open a channel to `peer`.
   * - MUST return at once, and later report exactly one of `opened` and `closed` on the channel before anything else.
   * - MUST NOT throw, whatever state the transport is in: a channel that cannot be opened is `closed`.
   */
  connect(peer: PeerId): Channel;
  /**
   * Sends one text to `peer` through the broker, without a channel: a post. Undefined where the transport cannot carry
   * posts. The text arrives at the other side as the event `posted`. It may be lost, late, doubled or out of order.
   * - MUST NOT throw, whatever state the transport is in: a post is dropped while the broker is away, before `start` and
   *   after `stop`.
   */
  post?(peer: PeerId, text: string): void;
  /**
   * Stops the transport: closes every channel, and calls no event any more. MUST resolve within two seconds, once what
   * was sent before has had its chance to go out. Then no listener, timer or channel of ours is left. Everything that
   * is not ours stays as it was.
   */
  stop(): Promise<void>;
  /**
   * Destroys what the transport works on, for good: for PeerJS, the Peer. Undefined where there is nothing to destroy.
   * Called at most once, after `stop` has resolved, if the app asks for it with `client.close({ destroyPeer: true })`.
   * - MUST NOT throw.
   */
  destroy?(): void;
}

/** The events of a transport. */
export interface TransportEvents {
  /**
   * Whether the broker can introduce us to peers: it can (`online`), cannot (`connecting`, `offline`), or never will
   * again (`closed`). `self`: our peer id, once it is known.
   */
  changed(state: TransportState, self: PeerId | undefined): void;
  /**
   * Another peer asks for a connection: how this side stands to it. MUST be asked before anything is made that costs a
   * connection or shows an address, if the transport can. A `refused` peer gets no channel, and is told nothing. May be
   * asked again about a peer that is connected.
   */
  standingOf(peer: PeerId): Standing;
  /** The transport did not pass on something that came from `peer`, which may be no valid id. */
  turnedAway?(peer: string, why: TurnedAway): void;
  /**
   * Another peer opened a channel. MUST be called before the channel's own events. The listener calls the channel's
   * `start` before it returns.
   */
  incoming(channel: Channel): void;
  /**
   * A post arrived, whole. MUST name the peer truly: `peer` is who the broker says it is. The type of `text` is
   * `unknown`, because a stranger's software may send anything.
   */
  posted(peer: PeerId, text: unknown): void;
  /**
   * The broker knows no such peer, or no longer. MUST be told after a post to an absent peer, unless the post was lost.
   * May be told more than once.
   */
  absent(peer: PeerId): void;
  /** Something went wrong that concerns no channel. */
  failed(code: ErrorCode, message: string, cause?: unknown): void;
  /** A sentence for the app's log: nothing failed, but the app's author should know. */
  note?(text: string): void;
}

/**
 * How this side stands to a peer that asks for a connection: it is known, it is a stranger, for whom less is kept free, or
 * it may not connect.
 */
export type Standing = "known" | "stranger" | "refused";

/** Why a transport did not pass something on. Each is a counter of `client.stats`, described in `COUNTERS`. */
export type TurnedAway = "connectionsRefused" | "connectionsCrowded" | "brokerMalformed" | "brokerStray";

/** How many connections other peers may have here, and how fast they may ask for them. See `LIMITS`. */
export type ConnectionBounds = Pick<
  Limits,
  | "connectionsMax"
  | "connectionsPerPeerMax"
  | "strangerConnectionsMax"
  | "strangerConnectionsPerPeerMax"
  | "connectsPerSecond"
  | "connectBurst"
  | "strangerConnectsPerSecond"
  | "strangerConnectBurst"
>;

/** `connecting` at first, `online`, `offline` after a loss or while the app has disconnected its Peer, `closed` for good. */
export type TransportState = "connecting" | "online" | "offline" | "closed";

/**
 * A two-way stream of texts with one peer.
 * - MUST deliver each text whole, in order, at most once, and none before `opened` or after `closed`.
 * - MUST name the peer truly: `peer` is who the broker says it is, not who its texts claim that it is.
 */
export interface Channel {
  readonly peer: PeerId;
  /** Sets the events to call. Called once, before anything can happen. */
  start(events: ChannelEvents): void;
  /** Sends a text. MUST NOT throw: if the channel is not open, the text is dropped. */
  send(text: string): void;
  /**
   * Closes the channel. Texts sent before MUST still go out where the network allows. MUST NOT call any event after
   * this. The other side gets `closed`. May be called twice.
   */
  close(): void;
}

/** The events of a channel. */
export interface ChannelEvents {
  /** From now on, sent texts go out. MUST NOT be called before that is so, nor twice. */
  opened(): void;
  /** A text arrived. The type is `unknown`, because a stranger's software may send anything. */
  text(text: unknown): void;
  /** A hint that the other end may be dead, if the transport has one. It may be wrong, and may be repeated. */
  doubted(): void;
  /**
   * The channel closed or never opened. Called at most once, and no event follows. `absent`: the broker knows no such
   * peer.
   */
  closed(why: "closed" | "absent"): void;
}
