// Destroys a Peer. PeerJS throws at the first connection that it cannot close, and leaves the rest open.
import type { Peer } from "peerjs";

/** Destroys `peer`. If PeerJS fails in the middle, leaves the broker and closes the rest one by one. Never throws. */
export function destroyPeer(peer: Pick<Peer, "destroy" | "disconnect" | "connections">): void {
  if (attempt(() => peer.destroy())) return;
  const connections = Object.values(peer.connections as { readonly [peer: string]: readonly unknown[] });
  attempt(() => peer.disconnect());
  for (const it of connections.flat()) attempt(() => (it as { close(): void }).close());
}

/** Returns whether `run` went through. */
function attempt(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    // The Peer is given up, so nobody can be told, and the rest has to be closed too.
    return false;
  }
}
