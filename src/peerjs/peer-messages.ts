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
}

/** The internals of a Peer that we use. Another version of PeerJS may have none of them. */
interface Internals {
  readonly socket?: BrokerSocket;
  _handleMessage?: (message: unknown) => void;
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

/** Whether this version of PeerJS lets us send messages of our own and handle those that arrive. */
export function canExchangeMessages(peer: object): boolean {
  return (
    typeof socketOf(peer)?.send === "function" && typeof (peer as Internals)._handleMessage === "function"
  );
}

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

  readonly #handle = (message: unknown): void => {
    let isConsumed = false;
    if (typeof message === "object" && message !== null) {
      for (const handler of this.handlers) isConsumed = handler(message) || isConsumed;
    }
    if (!isConsumed) this.#inner?.call(this.#peer, message);
  };
}
