// What an opening frame does (rule R16): one statement that travelled with the request for a channel, through the broker,
// and is here before the channel is open. Frames are statements: it is stated again on the channel like all others.
import type { Desk } from "./desk.ts";
import { holdOff } from "./linking.ts";
import type { PeerEntry } from "./peer-entry.ts";
import { readFrame, receive } from "./reception.ts";

/**
 * Takes what came with the peer's request for a channel. What rings by it rings before there is a link, and only as long as
 * an attempt may take to open, and the pause after it (rule R16.3): each further one renews that.
 */
export function receiveOpening(desk: Desk, entry: PeerEntry, text: unknown): void {
  if (entry.heldOffUntilMs !== undefined) return;
  if (!entry.admits(desk.nowMs, desk.limits)) return holdOff(desk, entry);
  const frame = readFrame(desk, entry, text);
  if (frame === undefined) return;
  if (!("id" in frame) || "by" in frame) return desk.misplaced(entry, frame);
  const at = desk.at(entry);
  receive(desk, entry, frame, at);
  if (entry.link.current !== undefined) return;
  const { connectTimeoutMs, retryMaxMs } = desk.limits;
  entry.remote.apply(frame.id, { type: "linkComing", graceMs: connectTimeoutMs + retryMaxMs }, at);
}
