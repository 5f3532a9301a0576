// Handles an opening frame (rule R16): one statement that travelled with the request for a channel, through the broker,
// and arrives before the channel is open. Like every statement, it is repeated on the channel.
import type { Desk } from "./desk.ts";
import type { PeerEntry } from "./peer-entry.ts";
import { readFrame, receive } from "./reception.ts";

/**
 * Takes a text that came with the peer's request for a channel. An invitation that rings because of it rings before
 * there is a link, for as long as one attempt to open may take plus the pause after it (rule R16.3). Each further
 * request renews that time. Beside a link the frame is not believed, except that a new invitation rings, because the
 * peer's page may have been reloaded (rule R16.2).
 */
export function receiveOpening(desk: Desk, entry: PeerEntry, text: unknown): void {
  if (entry.blockedUntilMs !== undefined) return;
  if (!entry.admits("broker", desk.nowMs, desk.limits)) return desk.count("openingsDropped");
  const frame = readFrame(desk, entry, text);
  if (frame === undefined) return;
  if (frame.t !== "invite" && frame.t !== "accept") return desk.misplaced(entry, frame);
  if (entry.link.current === undefined) {
    const { connectTimeoutMs, retryMaxMs } = desk.limits;
    receive(desk, entry, frame, "broker");
    const coming = { type: "linkComing", graceMs: connectTimeoutMs + retryMaxMs } as const;
    entry.remote.apply(frame.id, coming, desk.at(entry));
  } else if (frame.t === "invite" && !entry.remote.knows(frame.id)) {
    receive(desk, entry, frame, "broker");
  } else {
    desk.note(entry, `ignored ${frame.t} in a request for a channel: what is said on the link counts`);
  }
}
