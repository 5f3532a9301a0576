// The messages between a Peer and its broker. PeerJS has no public API for them, so this file uses its internals, and no
// other file does: the socket, whose object lives as long as its Peer, and `_handleMessage`, which PeerJS looks up on
// the Peer for each message of the broker.

/** The parts of PeerJS's socket that we use. */
export interface BrokerSocket {
  /** Drops the message while the socket is not open. */
  send(message: object): void;
  emit(event: "message", message: unknown): unknown;
  on(event: "message", listener: (message: unknown) => void): unknown;
  off(event: "message", listener: (message: unknown) => void): unknown;
  /** Connects to the broker. PeerJS calls it for each connection. */
  start?(id: string, token: string): void;
  /** The connection that there is. */
  readonly _socket?: Pick<WebSocket, "onmessage"> | null;
}

/** The internals of a Peer that we use. Another version of PeerJS may have none of them. */
interface Internals {
  readonly socket?: BrokerSocket;
  _handleMessage?: (message: unknown) => void;
  /** The constructors of connections, by the name of their serialization. */
  readonly _serializers?: object;
}

/** The internals of a connection that we use. */
interface ConnectionInternals {
  /** PeerJS looks it up for each message. */
  _handleDataMessage?: (event: { readonly data?: unknown }) => void;
  listenerCount?(event: "data"): number;
  close?(): void;
}

/** A message of the broker. The broker sets `src`; the rest may be a stranger's, and may be anything. */
export interface BrokerMessage {
  readonly type?: unknown;
  readonly src?: unknown;
  readonly payload?: unknown;
}

/** Gets a message before PeerJS does. Returns whether it consumes the message, so that PeerJS does not get it. */
export type MessageHandler = (message: BrokerMessage) => boolean;

/** The Peer's socket; undefined if this version of PeerJS does not expose it. */
export function socketOf(peer: object): BrokerSocket | undefined {
  return (peer as Internals).socket;
}

/** Whether this version of PeerJS lets us handle the messages that arrive. */
export function canHandleMessages(peer: object): boolean {
  return typeof (peer as Internals)._handleMessage === "function";
}

/** Whether it also lets us send messages of our own. */
export function canExchangeMessages(peer: object): boolean {
  return typeof socketOf(peer)?.send === "function" && canHandleMessages(peer);
}

/**
 * Has PeerJS not parse messages of the broker that are longer than `max` UTF-16 units, because that alone blocks the page.
 * Returns a function that ends this. Does nothing in a version of PeerJS that hides its connection to the broker.
 */
export function dropLongMessages(peer: object, max: number, dropped: () => void): () => void {
  const socket = socketOf(peer);
  const start = socket?.start;
  if (socket === undefined || typeof start !== "function") return () => {};
  const wasOwn = Object.hasOwn(socket, "start");
  let restore = (): void => {};
  const limit = (): void => {
    const connection = socket._socket;
    const inner = connection?.onmessage;
    if (connection === undefined || connection === null || typeof inner !== "function") return;
    const limited = (event: MessageEvent): void => {
      if (typeof event.data === "string" && event.data.length > max) dropped();
      else inner.call(connection as WebSocket, event);
    };
    connection.onmessage = limited;
    restore = () => {
      if (connection.onmessage === limited) connection.onmessage = inner;
    };
  };
  const begin = (id: string, token: string): void => {
    const before = socket._socket;
    start.call(socket, id, token);
    if (socket._socket !== before) limit();
  };
  socket.start = begin;
  limit();
  return () => {
    if (socket.start === begin) {
      if (wasOwn) socket.start = start;
      else delete socket.start;
    }
    restore();
  };
}

/** Has PeerJS forget a peer with which it has no connection. It keeps an empty list of each otherwise. */
export function forgetPeer(peer: object, id: string): void {
  interceptors.get(peer)?.pass({ type: "LEAVE", src: id });
}

/**
 * Keeps what comes on a connection from doing harm while nobody listens for it. PeerJS throws an uncaught error at bytes that
 * its serializer cannot read, and collects the parts of what comes in parts. `max`: how many bytes may come unheard before the
 * connection is closed.
 */
export function boundUnheardData(connection: object, max: number): void {
  const it = connection as ConnectionInternals;
  const inner = it._handleDataMessage;
  if (typeof inner !== "function" || Object.hasOwn(connection, "_handleDataMessage")) return;
  let unheard = 0;
  it._handleDataMessage = (event) => {
    if (it.listenerCount?.("data") !== 0) return inner.call(connection, event);
    unheard += lengthOf(event.data);
    if (unheard > max) return it.close?.();
    try {
      inner.call(connection, event);
    } catch {
      // There is nobody whom it could concern.
    }
  };
}

function lengthOf(data: unknown): number {
  if (typeof data === "string") return data.length;
  return data instanceof ArrayBuffer ? data.byteLength : 0;
}

/** The Peer's serializers, by name. Without this internal, those that PeerJS has by itself. */
export function serializersOf(peer: object): object {
  return (peer as Internals)._serializers ?? BUILT_IN;
}

const BUILT_IN = { raw: true, json: true, binary: true, "binary-utf8": true, default: true };

/**
 * Sends `payload` to the peer `dst` through the broker, which drops it while the Peer is not registered. It names no
 * connection, so a PeerJS that does not expect it ignores it without a trace.
 */
export function sendPayload(peer: object, dst: string | null, payload: object): void {
  socketOf(peer)?.send({ type: "CANDIDATE", dst, payload });
}

/** Who handles the messages of a Peer. */
const interceptors = new WeakMap<object, Interceptor>();

/**
 * Adds a handler of the messages that arrive at `peer`. Each handler gets each message, and PeerJS gets those that none
 * of them consumed. Returns a function that removes the handler. With the last one, nothing of us is left on the Peer.
 */
export function handleMessages(peer: object, handler: MessageHandler): () => void {
  const interceptor = interceptors.get(peer) ?? new Interceptor(peer);
  interceptors.set(peer, interceptor);
  interceptor.handlers.add(handler);
  return () => {
    if (!interceptor.handlers.delete(handler) || interceptor.handlers.size > 0) return;
    interceptors.delete(peer);
    interceptor.remove();
  };
}

class Interceptor {
  readonly handlers = new Set<MessageHandler>();
  readonly #peer: Internals;
  readonly #inner: Internals["_handleMessage"];
  /** Whether the Peer itself had the inner function: somebody else intercepts its messages too. */
  readonly #isWrapping: boolean;

  constructor(peer: Internals) {
    this.#peer = peer;
    this.#inner = peer._handleMessage;
    this.#isWrapping = Object.hasOwn(peer, "_handleMessage");
    peer._handleMessage = this.#handle;
  }

  /** If somebody else has wrapped our function meanwhile, it stays, and passes everything on. */
  remove(): void {
    const peer = this.#peer;
    if (peer._handleMessage !== this.#handle) return;
    if (this.#isWrapping && this.#inner !== undefined) peer._handleMessage = this.#inner;
    else delete peer._handleMessage;
  }

  /** Gives PeerJS a message without asking any handler. */
  pass(message: BrokerMessage): void {
    this.#inner?.call(this.#peer, message);
  }

  readonly #handle = (message: unknown): void => {
    let isConsumed = false;
    if (typeof message === "object" && message !== null) {
      for (const handler of this.handlers) isConsumed = handler(message) || isConsumed;
    }
    if (!isConsumed) this.#inner?.call(this.#peer, message);
  };
}
