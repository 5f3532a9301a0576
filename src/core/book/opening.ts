// What an opening frame does (rule R16): one statement that travelled with the request for a channel, through the broker,
// and is here before the channel is open. Frames are statements: it is stated again on the channel like all others.
import type { Desk } from "./desk.ts";
import type { PeerEntry } from "./peer-entry.ts";
import { readFrame, receive } from "./reception.ts";

/**
 * Takes what came with the peer's request for a channel. What rings by it rings before there is a link, and only as long as
 * an attempt may take to open, and the pause after it (rule R16.3): each further one renews that. Beside a link it is not
 * believed: only a new invitation rings, for the peer's page may have been loaded again (rule R16.2).
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
