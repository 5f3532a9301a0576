// The options of `createInstance`, and what a client derives from them.
import { type Clock, createSystemClock, type LimitOptions } from "../index.ts";
import { readBroker } from "./broker.ts";
import type { Network } from "./network.ts";
import { type Broker, createPeerJsNetwork } from "./peerjs.ts";
import { type Addresses, createAddresses } from "./uid.ts";

/** Options of `createInstance`. All may be left out. RTM's own options may be given, and have no effect here. */
export interface RtmConfig {
  /** The broker: PeerJS's options of a Peer. Default: the one set by `setBroker`, else PeerJS's own public broker. */
  readonly broker?: Broker;
  /** The network on which peers meet, in place of PeerJS: for tests. */
  readonly network?: Network;
  /**
   * Limits of `peer-invite` that differ from the defaults, by name. `strangerConnectionsMax` says how many connections
   * users may have to this one whom it has neither written to, called nor subscribed to: 16 by default.
   */
  readonly limits?: LimitOptions;
  /** The source of time. Default: the system's clock. Tests pass a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
  readonly [other: string]: unknown;
}

/** The network on which a client works, and the addresses of its users there. */
export interface Place {
  readonly network: Network;
  readonly addresses: Addresses;
  readonly clock: Clock;
  readonly limits: LimitOptions | undefined;
  /** Identifies the place: within one place, a peer id belongs to one login. */
  readonly key: unknown;
}

/**
 * The place of a login. At a broker that the app names, a uid is its own peer id if it can be. PeerJS's public broker
 * is shared with everyone, so there the appId separates the app's users from others, as in RTM.
 */
export function placeOf(appId: string, config: RtmConfig): Place {
  const { network, clock = createSystemClock(), limits, broker = readBroker() } = config;
  const isShared = network === undefined && broker === undefined;
  return {
    network: network ?? createPeerJsNetwork(broker),
    addresses: createAddresses(isShared ? appId : undefined),
    clock,
    limits,
    key: network?.join ?? addressOf(broker),
  };
}

function addressOf({ host, port, path, key }: Broker = {}): string {
  return JSON.stringify([host, port, path, key]);
}
