// What an app gives to `createInstance`, and what its client makes of it.
import { type Clock, createSystemClock } from "../index.ts";
import { readBroker } from "./broker.ts";
import type { Network } from "./network.ts";
import { type Broker, createPeerJsNetwork } from "./peerjs.ts";
import { type Addresses, createAddresses } from "./uid.ts";

/** Options of `createInstance`; all may be left out. RTM's own may be given, and mean nothing here. */
export interface RtmConfig {
  /** The broker: PeerJS's options of a Peer. Default: that of `setBroker`, else PeerJS's own public one. */
  readonly broker?: Broker;
  /** Where peers meet, in place of PeerJS: for tests. */
  readonly network?: Network;
  /** The source of time. Default: the system's. Tests give a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
  readonly [other: string]: unknown;
}

/** Where a client works. */
export interface Place {
  readonly network: Network;
  readonly addresses: Addresses;
  readonly clock: Clock;
  /** Tells one place where peers meet from another: an id is somebody's in one place. */
  readonly key: unknown;
}

/**
 * Where a login works. At a broker that the app names, a uid is its own peer id if it can be. PeerJS's public one is shared
 * with the world: there the appId keeps the app's users apart, as it does in RTM.
 */
export function placeOf(appId: string, config: RtmConfig): Place {
  const { network, clock = createSystemClock(), broker = readBroker() } = config;
  const isShared = network === undefined && broker === undefined;
  return {
    network: network ?? createPeerJsNetwork(broker),
    addresses: createAddresses(isShared ? appId : undefined),
    clock,
    key: network?.join ?? addressOf(broker),
  };
}

function addressOf({ host, port, path, key }: Broker = {}): string {
  return JSON.stringify([host, port, path, key]);
}
