// What an RtmClient needs of the world: a place where peers register, and two transports under one registration.
import type { Channel, Transport } from "../index.ts";

/** A peer's id, as the transports have it. */
export type PeerId = Channel["peer"];

/** A place where peers meet. `createInstance` takes one as `config.network`; by default it is PeerJS at the broker. */
export interface Network {
  /** Registers `peerId`. What is wrong with that is reported by the transports. */
  join(peerId: string): Registration;
}

/** One peer's registration on a network. */
export interface Registration {
  /** Carries invitations, as for any peer of `peer-invite`. */
  readonly invitations: Transport;
  /** Carries messages between users of this API, on channels apart from those of `invitations`. */
  readonly messages: Transport;
  /** Gives the id back. Called when both transports have stopped. */
  end(): void;
}
