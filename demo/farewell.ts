// The end of a time online. It comes, whatever those who have a part in it do.
import type { InvitationClient } from "peer-invite";
import type { History } from "peer-invite/history";
import type { Peer } from "peerjs";

/** Who has a part in a time online. */
export interface Parting {
  readonly client: Pick<InvitationClient, "close">;
  readonly history: Pick<History, "close">;
  readonly peer: Pick<Peer, "destroy" | "disconnect" | "connections">;
}

/** A client that closes says so to whom it was in contact with, which takes a moment. Longer than this nobody is waited for. */
const CLOSED_WITHIN_MS = 3_000;

/**
 * Closes the client and the history, and then the Peer. Resolves when all that can be closed is closed, so that the same name
 * can go online again; never rejects. `wait`: the page's timer.
 */
export async function sayFarewell(
  { client, history, peer }: Parting,
  wait: (run: () => void, ms: number) => unknown = setTimeout,
): Promise<void> {
  const closed = Promise.all([attempt(() => client.close()), attempt(() => history.close())]);
  await Promise.race([closed, new Promise<void>((resolve) => wait(resolve, CLOSED_WITHIN_MS))]);
  destroyPeer(peer);
}

/** Destroys a Peer, or does by and by what `destroy` leaves undone when it throws: PeerJS stops at the first connection that it cannot close. */
export function destroyPeer(peer: Parting["peer"]): void {
  try {
    peer.destroy();
  } catch {
    const connections = Object.values(peer.connections as { readonly [peer: string]: readonly unknown[] });
    const ends = connections.flat().map((it) => () => (it as { close(): void }).close());
    for (const end of [() => peer.disconnect(), ...ends]) void attempt(end);
  }
}

/** Resolves when `run` has ended, well or not. */
async function attempt(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {
    // Nobody is there any more to be told, and the others have to end too.
  }
}
