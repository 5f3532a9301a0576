// The last words about an invitation or a line, said on a second channel too (rule R4.6). Pure.

import { unheardSignals } from "../line/line.ts";
import type { ChannelId } from "../link/dial.ts";
import type { Link } from "../link/link-record.ts";
import type { Frame } from "../wire/frames.ts";
import type { ChangeOf, Kind } from "./kinds.ts";

/** The frames with which an end is stated. */
const ENDS: ReadonlySet<Frame["t"]> = new Set(["cancel", "refuse", "gone", "end"]);

/**
 * What a change says again on a channel that does not carry the link: an end, after the signals that the other side has not
 * acknowledged. That side may just have closed the channel that carries the link, and this page may be about to leave, so that nothing
 * would be stated again.
 */
export function lastWords<K extends Kind>({ before, says }: ChangeOf<K>): readonly Frame[] {
  const ends = says.filter(
    (frame): frame is Exclude<typeof frame, undefined> => frame !== undefined && ENDS.has(frame.t),
  );
  if (ends.length === 0 || before === undefined || !("outbox" in before)) return ends;
  return [...unheardSignals(before), ...ends];
}

/** The latest open channel that does not carry the link. Only one, so that a peer that opens many is told no more than twice. */
export function otherChannel({ channels, current }: Link): ChannelId | undefined {
  return [...channels.keys()].findLast((channel) => channel !== current);
}
