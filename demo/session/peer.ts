// The Peer of a session.
import { Peer } from "peerjs";
import { brokerOf, rtcConfigOf } from "../servers.ts";
import type { Settings } from "../settings.ts";

/** A Peer with the id `name`. By default it uses the broker of this page's own server, and contacts nothing else. */
export function createPeer(name: string, token: string, settings: Settings): Peer {
  const broker = brokerOf(settings.broker, location.href);
  return new Peer(name, { ...broker, token, config: rtcConfigOf(settings), debug: 0 });
}
