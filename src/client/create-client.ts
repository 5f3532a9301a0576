// Makes a client of what an app has: a PeerJS Peer, or a transport of its own.
import { checkMethods } from "../base/check.ts";
import { createPeerJsTransport, type Peer } from "../peerjs/peerjs.ts";
import type { Transport } from "../transport/transport.ts";
import { checkPeer } from "./check.ts";
import { InvitationClient } from "./client.ts";
import { type InvitationClientOptions, settleOptions } from "./client-options.ts";

/**
 * Makes an invitation client for `peer`: a PeerJS `Peer`, open or not yet, or any other {@link Transport}. The Peer
 * stays the app's own. A Peer or transport takes one client at a time, until that client's `close()` has resolved. To be away for a
 * while, call `peer.disconnect()` while the client is `online`: it stays `offline` until `peer.reconnect()`. A Peer
 * that merely lost its broker is registered again.
 * @throws InvitationError `invalid-option`; `invalid-peer-id` if no peer can call the Peer's id
 */
export function createInvitationClient(
  peer: Peer | Transport,
  options: InvitationClientOptions = {},
): InvitationClient {
  const settings = settleOptions(options);
  if (!isTransport(peer)) return new InvitationClient(createPeerJsTransport(checkPeer(peer)), settings);
  checkMethods("the transport", peer, ["start", "connect", "stop"], "createInvitationClient");
  return new InvitationClient(peer, settings);
}

function isTransport(value: Peer | Transport): value is Transport {
  return typeof value === "object" && value !== null && "start" in value && "stop" in value;
}
