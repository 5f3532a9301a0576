// A PeerJS Peer at the bench's broker.
import { Peer } from "peerjs";
import type { ContenderParts } from "../contender.ts";

export function createPeer({ id, host, port, rtc }: ContenderParts): Peer {
  const token = crypto.randomUUID();
  return new Peer(id, { host, port, path: "/broker", secure: false, config: rtc, token });
}

/** Resolves to its id. */
export function untilOpen(peer: Peer): Promise<string> {
  return new Promise((resolve, reject) => {
    peer.once("open", resolve);
    peer.once("error", reject);
  });
}
