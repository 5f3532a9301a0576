// The adapter for PeerJS, over a Peer that the app owns. The particulars of PeerJS are handled in this folder;
// src/rtm/peerjs.ts only makes and destroys Peers. peerjs-channel.ts handles a single connection.
import type { DataConnection, Peer, PeerConnectOption, PeerError, PeerErrorType } from "peerjs";
import { checkBoolean, checkNames, checkString, describe, invalidOption } from "../base/check.ts";
import type { ErrorCode } from "../base/pure/errors.ts";
import { isPeerId, type PeerId } from "../core/wire/ids.ts";
import type { Channel, ConnectionBounds, Transport, TransportEvents } from "../transport/transport.ts";
import { destroyPeer } from "./destroy-peer.ts";
import { Dialing } from "./dialing.ts";
import { guard } from "./gate.ts";
import { ownPeer } from "./own-peer.ts";
import { boundUnheardData, canExchangeMessages, canHandleMessages } from "./peer-messages.ts";
import {
  GATE_UNSUPPORTED,
  INVALID_ID,
  POSTS_UNSUPPORTED,
  type Problem,
  problemOf,
  unreachable,
} from "./peer-problems.ts";
import { PeerJsChannel } from "./peerjs-channel.ts";
import { Posts } from "./posts.ts";
import { Registration } from "./registration.ts";
import { createConnectionId, tokenProblem } from "./secrets.ts";
import { UNHEARD_MAX } from "./timings.ts";

export type { Peer } from "peerjs";

/**
 * The label of a client's connections. An app's own listener for a Peer's `connection` also receives them. It must
 * leave alone those whose `connection.label` is this label.
 */
export const CONNECTION_LABEL = "peer-invite";

/** Options of {@link createPeerJsTransport}. */
export interface PeerJsTransportOptions {
  /**
   * Whether to register the Peer again, with its own id and token, whenever its broker is lost. Default true. A Peer
   * that the app itself disconnects (`peer.disconnect()`, while it is online) stays `offline` until the app calls
   * `peer.reconnect()`.
   */
  readonly reconnect?: boolean;
  /**
   * The label of the transport's connections and posts. Two transports over one Peer with different labels know nothing
   * of each other. Peers that connect to each other need the same label. Default: {@link CONNECTION_LABEL}.
   */
  readonly label?: string;
}

/**
 * Makes a {@link Transport} over `peer`, open or not yet. The peer stays the app's. It is destroyed only if the app asks
 * the client for that (`close({ destroyPeer: true })`). A started transport holds its label on this Peer until `stop()`
 * has resolved. Until then, the `start` of another transport with that label throws an InvitationError,
 * `invalid-option`.
 * @throws InvitationError `invalid-option`
 */
export function createPeerJsTransport(peer: Peer, options: PeerJsTransportOptions = {}): Transport {
  const operation = "createPeerJsTransport";
  if (!isPeer(peer)) {
    throw invalidOption(operation, `${describe(peer)} is not a PeerJS Peer`);
  }
  checkNames(options, ["reconnect", "label"], operation);
  const { reconnect = true, label = CONNECTION_LABEL } = options;
  checkBoolean("reconnect", reconnect, operation);
  checkString("label", label, operation);
  return new PeerJsTransport(peer, { reconnect, label });
}

/** Whether `value` is a PeerJS Peer: it has what other objects with `connect` and `on`, such as sockets, have not. */
export function isPeer(value: unknown): value is Peer {
  const parts = ["on", "off", "connections", "destroyed"];
  return typeof value === "object" && value !== null && parts.every((part) => part in value);
}

class PeerJsTransport implements Transport {
  readonly #peer: Peer;
  readonly #options: Required<PeerJsTransportOptions>;
  readonly #channels = new Set<PeerJsChannel>();
  /** The channels that are or were being dialed. Each may still request another connection. */
  readonly #dials = new Set<Dialing>();
  #events: TransportEvents | undefined;
  /** The last id that the broker gave. PeerJS forgets it with every loss. */
  #self: PeerId | undefined;
  /** The codes reported since the broker was last there, because each attempt to get it back fails in the same way. */
  readonly #reported = new Set<ErrorCode>();
  #registration: Registration | undefined;
  /** Undefined before `start`, after `stop`, and where PeerJS cannot carry posts. */
  #posts: Posts | undefined;
  readonly post?: NonNullable<Transport["post"]>;
  #leaveGate: (() => void) | undefined;
  /** Releases the Peer and label for another transport; undefined while this transport does not hold them. */
  #release: (() => void) | undefined;

  constructor(peer: Peer, options: Required<PeerJsTransportOptions>) {
    this.#peer = peer;
    this.#options = options;
    if (canExchangeMessages(peer)) {
      this.post = (to, text) => {
        if (this.#canReachBroker) this.#posts?.send(to, text);
      };
    }
  }

  start(events: TransportEvents, bounds?: ConnectionBounds): void {
    this.#release = ownPeer(this.#peer, this.#options.label);
    this.#events = events;
    this.#peer.on("open", this.#opened);
    this.#peer.on("disconnected", this.#disconnected);
    this.#peer.on("close", this.#closed);
    this.#peer.on("error", this.#failed);
    this.#peer.on("connection", this.#connected);
    if (this.#options.reconnect) {
      this.#registration = new Registration(this.#peer, () => this.#tell(unreachable(this.#peer)));
    }
    if (this.post !== undefined) {
      this.#posts = new Posts(this.#peer, this.#options.label, {
        posted: this.#posted,
        expired: this.#expired,
      });
    }
    const isGuarded = canHandleMessages(this.#peer);
    if (isGuarded) {
      this.#leaveGate = guard(this.#peer, {
        label: this.#options.label,
        bounds,
        standingOf: (peer) => this.#events?.standingOf(peer) ?? "refused",
        turnedAway: (peer, why) => this.#events?.turnedAway?.(peer, why),
      });
    }
    this.#dropUnheard();
    this.#report();
    // Later, so that an app that has just made its client can listen.
    if (!isGuarded) queueMicrotask(() => this.#events?.failed(...GATE_UNSUPPORTED));
    if (this.post === undefined) queueMicrotask(() => this.#events?.failed(...POSTS_UNSUPPORTED));
    const problem = tokenProblem(this.#peer.options?.token);
    if (problem !== undefined) events.note?.(problem);
  }

  connect(peer: PeerId): Channel {
    const dial = new Dialing({
      peer,
      request: () => this.#add(peer, this.#dial(peer)),
      unanswered: () => this.#registration?.doubt(),
      ended: () => this.#dials.delete(dial),
    });
    this.#dials.add(dial);
    return dial;
  }

  #dial(peer: PeerId): DataConnection | undefined {
    if (!this.#canReachBroker) return undefined;
    const { label } = this.#options;
    const connectionId = createConnectionId();
    // PeerJS accepts the id of a connection from us, although its types do not say so.
    const options: PeerConnectOption & { connectionId: string } = {
      label,
      connectionId,
      serialization: "raw",
      reliable: true,
    };
    try {
      return this.#peer.connect(peer, options);
    } catch {
      // A browser with too many connections throws.
      return undefined;
    }
  }

  async stop(): Promise<void> {
    this.#events = undefined;
    this.#registration?.end();
    this.#posts?.end();
    this.#posts = undefined;
    this.#leaveGate?.();
    this.#peer.off("open", this.#opened);
    this.#peer.off("disconnected", this.#disconnected);
    this.#peer.off("close", this.#closed);
    this.#peer.off("error", this.#failed);
    this.#peer.off("connection", this.#connected);
    for (const dial of this.#dials) dial.close();
    for (const channel of this.#channels) channel.close();
    await Promise.all([...this.#channels].map((channel) => channel.gone));
    this.#release?.();
    this.#release = undefined;
  }

  destroy(): void {
    destroyPeer(this.#peer);
  }

  #add(peer: PeerId, connection: DataConnection | undefined): PeerJsChannel {
    const channel = new PeerJsChannel(peer, connection);
    this.#channels.add(channel);
    void channel.gone.then(() => this.#channels.delete(channel));
    return channel;
  }

  /**
   * Closes connections of ours that opened while nothing listened. What they carried is lost, so the other side must
   * send it again.
   */
  #dropUnheard(): void {
    for (const connection of Object.values(this.#peer.connections as Record<string, unknown[]>).flat()) {
      if (isOurs(connection, this.#options.label)) connection.close();
    }
  }

  /** Whether other peers can call us. A Peer that has no id yet may get one that they can call. */
  get #isCallable(): boolean {
    const { id } = this.#peer;
    return typeof id !== "string" || isPeerId(id);
  }

  get #canReachBroker(): boolean {
    const { open, disconnected, destroyed } = this.#peer;
    return open && !disconnected && !destroyed && this.#isCallable;
  }

  #report(): void {
    const { id, open, disconnected, destroyed } = this.#peer;
    if (isPeerId(id)) this.#self = id;
    if (open) this.#reported.clear();
    if (!this.#isCallable) this.#tell(INVALID_ID);
    const live = open ? "online" : "connecting";
    const isOver = destroyed || !this.#isCallable;
    this.#events?.changed(isOver ? "closed" : disconnected ? "offline" : live, this.#self);
  }

  #tell([code, message]: Problem, cause?: unknown): void {
    if (this.#reported.has(code)) return;
    this.#reported.add(code);
    this.#events?.failed(code, message, cause);
  }

  readonly #opened = (): void => this.#report();
  readonly #disconnected = (): void => {
    this.#report();
    for (const channel of this.#channels) channel.brokerIsLost();
  };
  readonly #closed = (): void => {
    this.#report();
    for (const channel of this.#channels) channel.peerIsDestroyed();
  };

  readonly #failed = (error: PeerError<`${PeerErrorType}`>): void => {
    if (error.type === "peer-unavailable") {
      this.#tellDials((peer) => error.message === `Could not connect to peer ${peer}`);
      return;
    }
    const problem = problemOf(error.type, error.message, this.#peer);
    if (problem !== undefined) this.#tell(problem, error);
  };

  readonly #posted = (peer: PeerId, text: unknown): void => {
    if (this.#isCallable) this.#events?.posted(peer, text);
  };

  readonly #expired = (peer: PeerId, wasPosted: boolean): void => {
    this.#tellDials((dialed) => dialed === peer);
    if (wasPosted) this.#events?.absent(peer);
  };

  #tellDials(isAbsent: (peer: PeerId) => boolean): void {
    for (const channel of this.#channels) if (isAbsent(channel.peer)) channel.peerIsAbsent();
  }

  readonly #connected = (connection: unknown): void => {
    if (!isOurs(connection, this.#options.label)) {
      if (typeof connection === "object" && connection !== null) boundUnheardData(connection, UNHEARD_MAX);
      return;
    }
    const { peer, serialization } = connection;
    if (!isPeerId(peer) || serialization !== "raw" || !this.#isCallable) return connection.close();
    const channel = this.#add(peer, connection);
    this.#events?.incoming(channel);
  };
}

/** Whether PeerJS handed over a data connection of ours. A stranger's OFFER can make it hand over something else. */
function isOurs(connection: unknown, ours: string): connection is DataConnection {
  if (typeof connection !== "object" || connection === null) return false;
  const { type, label, on } = connection as Partial<DataConnection>;
  return type === "data" && label === ours && typeof on === "function";
}
