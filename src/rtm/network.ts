// The interface through which an RtmClient reaches others: a place where peers register, and two transports under one
// registration.
import type { Channel, Transport } from "../index.ts";

/** A peer's id in the type that transports use. */
export type PeerId = Channel["peer"];

/** A place where peers meet. `createInstance` takes one as `config.network`. Default: PeerJS at the broker. */
export interface Network {
  /** Registers `peerId`. The transports report any problem with that. */
  join(peerId: string): Registration;
}

/** One peer's registration on a network. */
export interface Registration {
  /** Carries invitations, as for any peer of `peer-invite`. */
  readonly invitations: Transport;
  /** Carries messages between users of this API, on separate channels. */
  readonly messages: Transport;
  /** Releases the id. Called when both transports have stopped. */
  end(): void;
}
