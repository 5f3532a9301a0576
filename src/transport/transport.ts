// What the client needs of a way to reach peers: one interface, with a contract that every adapter keeps. The contract's
// sentences are the names of the cases in contract.ts, which runs on each adapter.
import type { ErrorCode } from "../base/pure/errors.ts";
import type { PeerId } from "../core/wire/ids.ts";

/**
 * A way to reach peers, for one peer. It carries texts and knows nothing of what they say.
 *
 * - MUST NOT do anything before `start`, which is called once; what happened before is reported from then on.
 * - MUST report its state in `start` before it returns, and every later change.
 * - MUST NOT call any event inside a call to itself or to a channel, `start` excepted.
 * - MUST leave connections of the app and of others alone.
 */
export interface Transport {
  /** Begins. `events` is called from now on until `stop`. */
  start(events: TransportEvents): void;
  /**
   * Tries to open a channel to `peer`. `opening`, where the transport can carry it, travels with the request, and is told at
   * the other side by `opening`; where it cannot, it is dropped.
   * - MUST return at once, and later report exactly one of `opened` and `closed` on the channel before anything else.
   * - MUST NOT throw, whatever state the transport is in: a channel that cannot be opened is `closed`.
   */
  connect(peer: PeerId, opening?: string): Channel;
  /**
   * Ends: closes every channel and calls no event any more. MUST resolve once what was sent before has had its chance to
   * go out, within two seconds; then no listener, timer or channel of ours is left. What is not ours stays as it was.
   */
  stop(): Promise<void>;
}

/** What a transport tells its client. */
export interface TransportEvents {
  /** The broker can (`online`) or cannot (`connecting`, `offline`) introduce us to peers; `closed`: it never will again. */
  changed(state: TransportState, self: PeerId | undefined): void;
  /** Another peer opened a channel. MUST be called before the channel's own events; `start` it inside. */
  incoming(channel: Channel): void;
  /** Something went wrong that belongs to no channel. */
  failed(code: ErrorCode, message: string, cause?: unknown): void;
  /** A sentence for the app's log: nothing failed, but the app's author should know. */
  note?(text: string): void;
}

/** `connecting` at first, `online`, `offline` after a loss or while the app has disconnected its Peer, `closed` for good. */
export type TransportState = "connecting" | "online" | "offline" | "closed";

/**
 * A two-way stream of texts with one peer.
 *
 * - MUST deliver each text whole, in order, at most once, and none before `opened` or after `closed`.
 * - MUST name the peer truly: `peer` is who the broker says it is, not who its texts claim that it is.
 */
export interface Channel {
  readonly peer: PeerId;
  /** Sets who is told of what happens. Called once, before anything can happen. */
  start(events: ChannelEvents): void;
  /** Sends a text. MUST NOT throw: where the channel is not open, the text is dropped. */
  send(text: string): void;
  /**
   * Closes. Texts sent before MUST still go out where the network allows. MUST NOT call any event after this.
   * The other side gets `closed`. Safe twice.
   */
  close(): void;
}

/** What a channel tells. */
export interface ChannelEvents {
  /**
   * A text came with the other peer's request for this channel. MUST be called at most once, right after `incoming`, before
   * all else; `unknown`, as a text is.
   */
  opening?(text: unknown): void;
  /** From now on what is sent goes out. MUST NOT be called before that is so, nor twice. */
  opened(): void;
  /** A text arrived; `unknown`, because a stranger's software may send anything. */
  text(text: unknown): void;
  /** A hint that the other end may be dead, where the transport has one. It may be wrong, and may come again. */
  doubted(): void;
  /** It closed or never opened. Called at most once, and nothing after it. `absent`: the broker knows no such peer. */
  closed(why: "closed" | "absent"): void;
}
