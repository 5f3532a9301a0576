// What the app of one end says to the other's before the answer (rule R17), to prepare what the call will need. The book only
// carries it: no invitation changes by it, and nothing of it is kept.

import type { FrameOf } from "../wire/frames.ts";
import type { Desk } from "./desk.ts";
import type { WordWhileRinging } from "./effects.ts";
import type { PeerEntry } from "./peer-entry.ts";

/** Says it to the other end, if the invitation is open here. */
export function sayWhileRinging(desk: Desk, entry: PeerEntry, { role, id, data }: WordWhileRinging): void {
  if (!entry[role].open.has(id)) return;
  desk.say(entry, { t: "whileRinging", id, by: role === "local" ? "caller" : "callee", data });
}

/** Tells the app what the other end said. What the caller says is for the callee's end. */
export function hearWhileRinging(desk: Desk, entry: PeerEntry, frame: FrameOf<"whileRinging">): void {
  const { id, by, data } = frame;
  const role = by === "caller" ? "remote" : "local";
  if (!entry[role].open.has(id)) return desk.stray(entry, frame);
  desk.push({ do: "whileRinging", peer: entry.peer, role, id, data });
}
