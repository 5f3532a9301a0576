// Allows one client per Peer and label. Two would close each other's connections and ring twice.
import type { Peer } from "peerjs";
import { claim, isClaimed } from "../base/claims.ts";
import { InvitationError } from "../base/pure/errors.ts";

/** Whether a transport has `label` on `peer`. */
export function isOwned(peer: Peer, label: string | undefined): boolean {
  return label !== undefined && isClaimed(peer, label);
}

/**
 * Claims `label` on `peer` for one transport. Returns a function that releases it.
 * @throws InvitationError `invalid-option` while another transport has it
 */
export function ownPeer(peer: Peer, label: string): () => void {
  const release = claim(peer, label);
  if (release !== undefined) return release;
  const operation = "createInvitationClient";
  const message = `Cannot ${operation}: this Peer has a client already. Use that one, or await its close() first.`;
  throw new InvitationError("invalid-option", message, { operation });
}
