// What the transport contract needs of a test: one adapter, and a broker.
import type { PeerId } from "../core/wire/ids.ts";
import type { Transport } from "./transport.ts";

/** The world in which a case runs: one adapter, with a broker of its own. */
export interface ContractWorld {
  /** Makes a transport, not started, for a peer with a new id. */
  join(): { readonly id: PeerId; readonly transport: Transport };
  /** An id that no peer has. */
  readonly absent: PeerId;
  /** Switches the broker off and on. Cases with `needs: "broker"` are left out where this is missing. */
  setBroker?(online: boolean): void | Promise<void>;
  /** The number of our channels that are left at the peer `id`, or in the whole world. */
  countChannels(id: PeerId): number;
  /** Fails the case with `sentence` unless `holds`. */
  check(holds: boolean, sentence: string): void;
  /** How long one wait may take, in ms. */
  readonly deadlineMs: number;
}
