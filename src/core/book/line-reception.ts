// Handles a frame on the line of an accepted invitation. An open line takes the frame, a closed one answers with its
// end, and for a line not yet open the frame is dropped: opening will ask for it again.

import type { LineInput } from "../line/line.ts";
import type { LineFrame } from "../wire/frames.ts";
import { readEndWord } from "../wire/reasons.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Transaction } from "./transaction.ts";

/**
 * Passes `frame`, from the peer of `entry`, to its line. A caller's frame is for the callee's end, and the other way
 * round.
 */
export function receiveOnLine(tx: Transaction, entry: PeerEntry, frame: LineFrame): void {
  const { id, by } = frame;
  const role = by === "caller" ? "remote" : "local";
  const kind = `${role}Lines` as const;
  const lines = entry.records[kind];
  entry.unspoken.delete(id);
  if (lines.open.has(id)) return void tx.apply(entry, kind, id, inputOf(frame));
  if (lines.knows(id)) {
    if (frame.t !== "end") tx.restate(entry, kind, id);
    return;
  }
  // The line is not open here yet. Nothing is lost: opening it asks for all signals, and is answered with the end if
  // there was one.
  if (entry.isAccepted(role, id)) return;
  if (frame.t === "end") return tx.stray(entry, frame);
  const here = by === "caller" ? "callee" : "caller";
  tx.stray(entry, frame, { t: "end", id, by: here, reason: "unknown" });
}

/** The input of the line's machine that a frame stands for. */
function inputOf(frame: LineFrame): LineInput {
  switch (frame.t) {
    case "line":
      return { type: "ask", ack: frame.ack };
    case "signal":
      return { type: "signal", n: frame.n, ack: frame.ack, data: frame.data };
    case "heard":
      return { type: "heard", ack: frame.ack };
    case "end":
      return { type: "over", reason: readEndWord(frame.reason), content: frame.content ?? "" };
  }
}
