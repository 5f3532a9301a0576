// A peer of a test's page, at the broker of the server that served the page.
import type { InvitationClient } from "peer-invite";
import { Peer } from "peerjs";

/** The options of a peer. */
export interface PeerParts {
  readonly id: string;
  /** The token with which the peer keeps its id, also after a reload. Default: a new one. */
  readonly token?: string;
  /** The broker's port. Default: this page's server. */
  readonly brokerPort?: number;
  /** The Peer's WebRTC configuration. Default: no servers at all. */
  readonly config?: RTCConfiguration;
}

/** A Peer that needs nothing outside this machine. */
export function createPeer(parts: PeerParts): Peer {
  const { id, token = crypto.randomUUID(), brokerPort = Number(location.port) } = parts;
  const { config = { iceServers: [] } } = parts;
  return new Peer(id, { host: location.hostname, port: brokerPort, path: "/broker", token, config });
}

/** Resolves once the client's peer is online. */
export function untilOnline(client: InvitationClient): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (client.state === "online") resolve();
      else client.once("changed", look);
    };
    look();
  });
}
