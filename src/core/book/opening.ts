// Handles an opening frame (rule R16): one statement that travelled with the request for a channel, through the broker,
// and arrives before the channel is open. Like every statement, it is repeated on the channel.
import type { PeerEntry } from "./peer-entry.ts";
import { readFrame, receive } from "./reception.ts";
import type { Transaction } from "./transaction.ts";

/**
 * Takes a text that came with the peer's request for a channel. An invitation that rings because of it rings before
 * there is a link, for as long as one attempt to open may take plus the pause after it (rule R16.3). Each further
 * request renews that time. Beside a link the frame is not believed, except that a new invitation rings, because the
 * peer's page may have been reloaded (rule R16.2).
 */
export function receiveOpening(tx: Transaction, entry: PeerEntry, text: unknown): void {
  if (entry.blockedUntilMs !== undefined) return;
  if (!entry.admits("broker", tx.nowMs, tx.limits)) return tx.count("openingsDropped");
  const frame = readFrame(tx, entry, text);
  if (frame === undefined) return;
  if (frame.t !== "invite" && frame.t !== "accept") return tx.misplaced(entry, frame);
  if (entry.link.current === undefined) {
    const { connectTimeoutMs, retryMaxMs } = tx.limits;
    receive(tx, entry, frame, "broker");
    const coming = { type: "linkComing", graceMs: connectTimeoutMs + retryMaxMs } as const;
    tx.apply(entry, "remote", frame.id, coming);
  } else if (frame.t === "invite" && !entry.remote.knows(frame.id)) {
    receive(tx, entry, frame, "broker");
  } else {
    tx.note(entry, `ignored ${frame.t} in a request for a channel: what is said on the link counts`);
  }
}
