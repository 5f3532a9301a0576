// The end of a session. It ends even if some of its parts fail to close.
import type { InvitationClient } from "peer-invite";
import type { History } from "peer-invite/history";
import type { Peer } from "peerjs";

/** The parts of a session that have to be closed. */
export interface Parting {
  readonly client: Pick<InvitationClient, "close">;
  readonly history: Pick<History, "close">;
  readonly peer: Pick<Peer, "destroy" | "disconnect" | "connections">;
}

/** A client that closes tells its peers first, which takes a moment. Nothing waits longer than this. */
const CLOSED_WITHIN_MS = 3_000;

/**
 * Closes the client and the history, then destroys the Peer. Resolves when everything is closed that can be closed: the same
 * name can then go online again. Never rejects. `wait`: the page's timer.
 */
export async function sayFarewell(
  { client, history, peer }: Parting,
  wait: (run: () => void, ms: number) => unknown = setTimeout,
): Promise<void> {
  const closed = Promise.all([attempt(() => client.close()), attempt(() => history.close())]);
  await Promise.race([closed, new Promise<void>((resolve) => wait(resolve, CLOSED_WITHIN_MS))]);
  destroyPeer(peer);
}

/** Destroys a Peer. PeerJS throws at the first connection that it cannot close; the rest is then closed one by one. */
export function destroyPeer(peer: Parting["peer"]): void {
  try {
    peer.destroy();
  } catch {
    const connections = Object.values(peer.connections as { readonly [peer: string]: readonly unknown[] });
    const ends = connections.flat().map((it) => () => (it as { close(): void }).close());
    for (const end of [() => peer.disconnect(), ...ends]) void attempt(end);
  }
}

/** Resolves when `run` has ended, successfully or not. */
async function attempt(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {
    // The session is over, so nobody can be told, and the other parts have to be closed too.
  }
}
