// The broker of every client that has none of its own.
import type { Broker } from "./peerjs.ts";

let current: Broker | undefined;

/**
 * Sets the broker for later logins of every client that has none of its own: PeerJS's options of a Peer, as `{ host,
 * port, path, secure }`. Undefined, as at first: PeerJS's own public broker.
 */
export function setBroker(broker: Broker | undefined): void {
  current = broker;
}

/** The broker that was set. */
export function readBroker(): Broker | undefined {
  return current;
}
