// The Peer of a time online.
import { Peer } from "peerjs";
import { brokerOf, rtcConfigOf } from "./servers.ts";
import type { Settings } from "./settings.ts";

/** A Peer of that name. By default at the broker of this page's own server, and nothing outside is asked for anything. */
export function createPeer(name: string, token: string, settings: Settings): Peer {
  const broker = brokerOf(settings.broker, location.href);
  return new Peer(name, { ...broker, token, config: rtcConfigOf(settings), debug: 0 });
}
