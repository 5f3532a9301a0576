// The posts of one transport: texts that go through the broker, without a connection. PeerJS has no posts, so they
// travel as candidates that name no connection.
import type { Peer } from "peerjs";
import { isPeerId, type PeerId } from "../core/wire/ids.ts";
import { isOwned } from "./own-peer.ts";
import { type BrokerMessage, handleMessages, sendPayload } from "./peer-messages.ts";
import { EXPIRE_MS, POSTED_PEERS_MAX } from "./timings.ts";

/** The events of a transport's posts, never inside a call to them. */
export interface PostsEvents {
  posted(peer: PeerId, text: unknown): void;
  /** The broker knows no such peer. `wasPosted`: a post of ours explains that it says so. */
  expired(peer: PeerId, wasPosted: boolean): void;
}

/** For each connection of an app, the message by which its Peer was told that the other peer is absent. */
const toldBy = new WeakMap<object, BrokerMessage>();

/** The posts with one label on one Peer, from their construction until {@link Posts.end}. */
export class Posts {
  readonly #peer: Peer;
  readonly #label: string;
  /** Undefined after the end. */
  #events: PostsEvents | undefined;
  /** The peers that were posted to, each with the time of the last post, the oldest first. */
  readonly #postedAtMs = new Map<PeerId, number>();
  readonly #stopHandling: () => void;

  constructor(peer: Peer, label: string, events: PostsEvents) {
    this.#peer = peer;
    this.#label = label;
    this.#events = events;
    this.#stopHandling = handleMessages(peer, this.#handle);
  }

  /** Fires no further event. An EXPIRE that a post explains is still consumed, so that the app does not hear it. */
  end(): void {
    this.#events = undefined;
    this.#stopWhenAnswered();
  }

  /** After the end, stops handling messages once no post can be answered with EXPIRE. */
  #stopWhenAnswered(): void {
    if (this.#events !== undefined) return;
    const lastPostAtMs = [...this.#postedAtMs.values()].at(-1) ?? 0;
    if (lastPostAtMs <= Date.now() - EXPIRE_MS) this.#stopHandling();
  }

  send(peer: PeerId, text: string): void {
    this.#remember(peer);
    try {
      sendPayload(this.#peer, peer, { label: this.#label, post: text });
    } catch {
      // A socket that cannot send loses the post.
    }
  }

  #remember(peer: PeerId): void {
    const nowMs = Date.now();
    this.#postedAtMs.delete(peer);
    this.#postedAtMs.set(peer, nowMs);
    for (const [oldest, atMs] of this.#postedAtMs) {
      if (atMs > nowMs - EXPIRE_MS && this.#postedAtMs.size <= POSTED_PEERS_MAX) return;
      this.#postedAtMs.delete(oldest);
    }
  }

  readonly #handle = (message: BrokerMessage): boolean => {
    const { type, src, payload } = message;
    this.#stopWhenAnswered();
    if (type === "EXPIRE") return isPeerId(src) && this.#expire(src, message);
    if (type !== "CANDIDATE" || !isPost(payload) || payload.label !== this.#label) return false;
    if (isPeerId(src)) this.#events?.posted(src, payload.post);
    return true;
  };

  /**
   * EXPIRE names only a peer. PeerJS makes an error of it, which the app hears. If a post explains it, the app must hear
   * it only for a connection of its own.
   */
  #expire(peer: PeerId, message: BrokerMessage): boolean {
    const wasPosted = (this.#postedAtMs.get(peer) ?? 0) > Date.now() - EXPIRE_MS;
    const isConsumed = wasPosted && !this.#isAwaitedByApp(peer, message);
    this.#events?.expired(peer, wasPosted);
    return isConsumed;
  }

  /** Whether a connection of the app's own to `peer` is being made, and its Peer was not told before. */
  #isAwaitedByApp(peer: PeerId, message: BrokerMessage): boolean {
    const connections = this.#peer.connections as Readonly<Record<string, readonly AppConnection[]>>;
    const awaited = (connections[peer] ?? []).filter(
      (connection) =>
        !connection.open &&
        !connection.options?._payload &&
        !isOwned(this.#peer, connection.label) &&
        (toldBy.get(connection) ?? message) === message,
    );
    for (const connection of awaited) toldBy.set(connection, message);
    return awaited.length > 0;
  }
}

/** The parts of a connection that are read. One of media has no label. */
interface AppConnection {
  readonly open: boolean;
  /** What PeerJS keeps of the OFFER, if the other peer made the connection. */
  readonly options?: { readonly _payload?: unknown };
  readonly label?: string;
}

/** Whether a stranger's payload has the form of a post. */
function isPost(payload: unknown): payload is { readonly label?: unknown; readonly post: unknown } {
  if (typeof payload !== "object" || payload === null) return false;
  return Object.hasOwn(payload, "post") && !Object.hasOwn(payload, "connectionId");
}
