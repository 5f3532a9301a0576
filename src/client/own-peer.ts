// One client to a Peer: two would close each other's connections and ring twice.
import { InvitationError } from "../base/pure/errors.ts";
import { createPeerJsTransport, type Peer } from "../peerjs/peerjs.ts";
import type { Transport } from "../transport/transport.ts";
import { checkPeerId } from "./check.ts";

const inUse = new WeakSet<Peer>();

/** A transport over `peer`, the only one until it is stopped. @throws InvitationError `invalid-option`, `invalid-peer-id` */
export function ownPeer(peer: Peer): Transport {
  // One that is still being fetched is looked at when it is there.
  if (typeof peer.id === "string") checkPeerId(peer.id, "createInvitationClient");
  if (inUse.has(peer)) {
    const message =
      "Cannot createInvitationClient: this Peer has an invitation client already. Use that one, or await its close() first.";
    throw new InvitationError("invalid-option", message, { operation: "createInvitationClient" });
  }
  inUse.add(peer);
  const transport = createPeerJsTransport(peer);
  const stop = transport.stop.bind(transport);
  transport.stop = async () => {
    await stop();
    inUse.delete(peer);
  };
  return transport;
}
