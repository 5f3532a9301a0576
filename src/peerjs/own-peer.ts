// Allows one client per Peer and label. Two would close each other's connections and ring twice.
import type { Peer } from "peerjs";
import { InvitationError } from "../base/pure/errors.ts";

/** For each Peer, the labels that are in use. */
const inUse = new WeakMap<Peer, Set<string>>();

/** Whether a transport has `label` on `peer`. */
export function isOwned(peer: Peer, label: string | undefined): boolean {
  return label !== undefined && inUse.get(peer)?.has(label) === true;
}

/**
 * Claims `label` on `peer` for one transport. Returns a function that releases it.
 * @throws InvitationError `invalid-option` while another transport has it
 */
export function ownPeer(peer: Peer, label: string): () => void {
  const labels = inUse.get(peer) ?? new Set();
  if (labels.has(label)) {
    const operation = "createInvitationClient";
    const message = `Cannot ${operation}: this Peer has a client already. Use that one, or await its close() first.`;
    throw new InvitationError("invalid-option", message, { operation });
  }
  inUse.set(peer, labels.add(label));
  return () => labels.delete(label);
}
