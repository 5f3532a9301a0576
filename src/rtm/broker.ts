// The broker of every client that is given none of its own.
import type { Broker } from "./peerjs.ts";

let current: Broker | undefined;

/**
 * Sets the broker for every login from now on whose client was given none: PeerJS's options of a Peer, as
 * `{ host, port, path, secure }`. Undefined, as at first: PeerJS's own public one.
 */
export function setBroker(broker: Broker | undefined): void {
  current = broker;
}

/** The broker that was set. */
export function readBroker(): Broker | undefined {
  return current;
}
