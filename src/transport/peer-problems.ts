// What PeerJS calls wrong with a Peer, in our codes and in words that a person can act on.
import type { ErrorCode } from "../core/errors.ts";

/** What each error of a Peer means for us. `undefined`: it is about a connection, ours (handled apart) or the app's. */
export const PEER_PROBLEMS = {
  "unavailable-id": [
    "peer-id-taken",
    "another peer has this id at the broker; choose another, or close the other one",
  ],
  "invalid-id": ["broker-refused", "the broker cannot register this id"],
  "invalid-key": ["broker-refused", "the broker does not know this API key"],
  "browser-incompatible": ["webrtc-unsupported", "this browser lacks WebRTC data channels"],
  network: ["broker-unreachable", "the connection to the broker was lost; check the network"],
  "server-error": ["broker-unreachable", "the broker cannot be reached; check its address and that it runs"],
  "socket-error": ["broker-unreachable", "the connection to the broker failed"],
  "socket-closed": ["broker-unreachable", "the broker closed the connection"],
  "ssl-unavailable": ["broker-unreachable", "the broker does not offer TLS"],
  disconnected: undefined,
  "peer-unavailable": undefined,
  webrtc: undefined,
} as const satisfies { readonly [type: string]: readonly [ErrorCode, string] | undefined };
