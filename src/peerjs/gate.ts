// The gate in front of PeerJS: PeerJS answers every request for a connection before anyone is asked, and keeps what belongs
// to no connection. What arrives through the broker therefore comes here first, and what may cost too much goes no further.
import type { Peer } from "peerjs";
import type { PeerId } from "../core/wire/ids.ts";
import { isPeerId } from "../core/wire/ids.ts";
import type { ConnectionBounds, Standing, TurnedAway } from "../transport/transport.ts";
import {
  type BrokerMessage,
  dropLongMessages,
  forgetPeer,
  handleMessages,
  serializersOf,
} from "./peer-messages.ts";
import { type Incoming, Places } from "./places.ts";
import {
  type Fields,
  isAnswer,
  isCandidate,
  isChannelOffer,
  isConnectionId,
  isObject,
  isOffer,
} from "./shapes.ts";
import { CANDIDATES_MAX, MESSAGE_MAX, STORED_MAX } from "./timings.ts";

/** The part of a transport that its Peer's gate asks and tells. */
export interface GuardedTransport {
  /** The label of the transport's connections. */
  readonly label: string;
  readonly bounds: ConnectionBounds | undefined;
  standingOf(peer: PeerId): Standing;
  turnedAway(peer: string, why: TurnedAway): void;
}

/** The parts of a connection that are read, of data or media. */
interface Known extends Incoming {
  readonly type: "data" | "media";
  readonly label?: string;
  listenerCount(event: string): number;
  close(): void;
  emit(event: "close"): unknown;
  /** What PeerJS keeps of the OFFER, if the other peer made the connection. */
  readonly options?: { readonly _payload?: unknown };
}

/** The events of a connection by which an app hears of it. */
const CONNECTION_EVENTS = ["data", "open", "close", "error"] as const;

const gates = new WeakMap<Peer, Gate>();

/** Puts a transport behind the gate of its Peer. Returns a function that takes it away again. */
export function guard(peer: Peer, transport: GuardedTransport): () => void {
  const gate = gates.get(peer) ?? new Gate(peer);
  gates.set(peer, gate);
  gate.transports.add(transport);
  return () => {
    if (!gate.transports.delete(transport) || gate.transports.size > 0) return;
    gates.delete(peer);
    gate.end();
  };
}

/** One for each Peer, because its transports share the connections that a page can have. */
class Gate {
  readonly transports = new Set<GuardedTransport>();
  readonly end: () => void;
  readonly #peer: Peer;
  readonly #places: Places;
  /** How many candidates each connection has had. */
  readonly #candidates = new WeakMap<Known, number>();
  /** The connections of ours that have had their answer. */
  readonly #answered = new WeakSet<Known>();

  constructor(peer: Peer) {
    this.#peer = peer;
    this.#places = new Places({
      incoming: () => this.#incoming(),
      isUseless: (one) => this.#isUseless(one as Known),
      dismiss: (one) => this.#dismiss(one as Known),
    });
    const stopHandling = handleMessages(peer, (message) => this.#handle(message));
    const stopDropping = dropLongMessages(peer, MESSAGE_MAX, () => this.#refuses("", "brokerMalformed"));
    this.end = () => {
      stopHandling();
      stopDropping();
    };
  }

  /** Whether PeerJS must not get the message. */
  #handle({ type, src, payload }: BrokerMessage): boolean {
    if (type === "OFFER")
      return this.#refuses(src, this.#judgeOffer(src, payload), ownerOf(this.transports, payload));
    if (type === "LEAVE") return this.#refuses(src, this.#judgeLeave(src));
    // PeerJS ignores what names no connection. Posts are such messages.
    if (!isObject(payload) || !Object.hasOwn(payload, "connectionId")) return false;
    return this.#refuses(src, this.#judgeNews(type, src, payload));
  }

  #refuses(src: unknown, why: TurnedAway | undefined, owner = first(this.transports)): boolean {
    if (why !== undefined) owner?.turnedAway(isPeerId(src) ? src : "?", why);
    return why !== undefined;
  }

  #judgeOffer(src: unknown, payload: unknown): TurnedAway | undefined {
    if (!isPeerId(src) || !isOffer(payload, serializersOf(this.#peer))) return "brokerMalformed";
    const owner = ownerOf(this.transports, payload);
    if (owner !== undefined && !isChannelOffer(payload)) return "brokerMalformed";
    if (this.#find(src, payload.connectionId) !== undefined) return "brokerStray";
    // Nobody can answer it.
    if (payload.type === "media" && this.#peer.listenerCount("call") === 0) return "connectionsRefused";
    const standingOf = (peer: PeerId): Standing => this.#standingOf(peer, owner);
    const bounds = (owner ?? first(this.transports))?.bounds;
    const verdict = this.#places.take(src, standingOf, bounds, performance.now());
    if (verdict === "crowded") return "connectionsCrowded";
    return verdict === "refused" ? "connectionsRefused" : undefined;
  }

  /**
   * How this side stands to a peer that wants a connection with the label of a transport, or with one of the app's own:
   * then any transport may refuse it. A peer that one transport knows is no stranger to the others.
   */
  #standingOf(peer: PeerId, owner: GuardedTransport | undefined): Standing {
    const asked = owner === undefined ? this.transports : [owner];
    for (const one of asked) if (one.standingOf(peer) === "refused") return "refused";
    return [...this.transports].some((one) => one.standingOf(peer) === "known") ? "known" : "stranger";
  }

  #judgeNews(type: unknown, src: unknown, payload: Fields): TurnedAway | undefined {
    if (!isPeerId(src) || !isConnectionId(payload["connectionId"])) return "brokerMalformed";
    const connection = this.#find(src, payload["connectionId"]);
    if (type === "ANSWER") {
      if (!isAnswer(payload)) return "brokerMalformed";
      const isAwaited = connection?.peerConnection?.signalingState === "have-local-offer";
      if (connection === undefined || !isAwaited || this.#answered.has(connection)) return "brokerStray";
      this.#answered.add(connection);
      return undefined;
    }
    if (type !== "CANDIDATE" || !isCandidate(payload)) return "brokerMalformed";
    if (connection === undefined) return "brokerStray";
    const count = (this.#candidates.get(connection) ?? 0) + 1;
    this.#candidates.set(connection, count);
    return count > (connection.peerConnection ? CANDIDATES_MAX : STORED_MAX) ? "brokerStray" : undefined;
  }

  /**
   * A broker sends LEAVE when it cannot reach a peer. It says nothing about a connection that is open. PeerJS forgets
   * connections that are not, but closes only some of them.
   */
  #judgeLeave(src: unknown): TurnedAway | undefined {
    if (!isPeerId(src)) return "brokerMalformed";
    const all = [...(this.#connections[src] ?? [])];
    for (const connection of all) if (!connection.open) connection.close();
    return all.length > 0 ? "brokerStray" : undefined;
  }

  #find(peer: PeerId, connectionId: string): Known | undefined {
    return (this.#peer.getConnection(peer, connectionId) as Known | null) ?? undefined;
  }

  get #connections(): Readonly<Record<string, readonly Known[]>> {
    return this.#peer.connections as Readonly<Record<string, readonly Known[]>>;
  }

  /** The connections that other peers made. */
  #incoming(): readonly Known[] {
    const incoming: Known[] = [];
    for (const [peer, all] of Object.entries(this.#connections)) {
      for (const one of all) if (one.options?._payload) incoming.push(one);
      if (all.length === 0) forgetPeer(this.#peer, peer);
    }
    return incoming;
  }

  /**
   * Whether a connection has a label of the app's own, and the app listens neither for such connections (each transport has
   * one listener) nor on this one.
   */
  #isUseless(connection: Known): boolean {
    const { type, label } = connection;
    if (type !== "data" || [...this.transports].some((one) => one.label === label)) return false;
    const isHeard = CONNECTION_EVENTS.some((event) => connection.listenerCount(event) > 0);
    return !isHeard && this.#peer.listenerCount("connection") <= this.transports.size;
  }

  /** Closes a connection to make room. PeerJS tells nobody of the end of one that has not opened. */
  #dismiss(connection: Known): void {
    const wasOpen = connection.open;
    connection.close();
    if (!wasOpen) connection.emit("close");
  }
}

/** The transport whose label a request has. PeerJS takes the id for the label where there is none. */
function ownerOf(transports: ReadonlySet<GuardedTransport>, payload: unknown): GuardedTransport | undefined {
  if (!isObject(payload) || payload["type"] !== "data") return undefined;
  const name = payload["label"] || payload["connectionId"];
  return [...transports].find(({ label }) => label === name);
}

function first<T>(all: Iterable<T>): T | undefined {
  const [one] = all;
  return one;
}
