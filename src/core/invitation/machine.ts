// What the machines of an invitation and of its line have in common, so that a shelf can hold each alike.
import type { Frame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";

/** How far we have come to the other peer: our broker is away, it knows no such peer, it is being tried, a link is open. */
export type Reach = "broker-absent" | "peer-absent" | "connecting" | "linked";

/** What every invitation record has. */
export interface AnyRecord {
  readonly role: "local" | "remote";
  readonly id: InvitationId;
  /** The other peer. */
  readonly peer: PeerId;
  readonly state: { readonly kind: string };
}

/** A record after an input, the same object where nothing changed, and the frames to say to the other peer, if any. */
export type Step<R, F> = readonly [record: R, ...says: readonly (F | undefined)[]];

/** One side of an invitation, or of its line: pure functions over its record, all following `table`. */
export interface Machine<R extends AnyRecord, I, F extends Frame> {
  readonly table: { readonly [Kind in R["state"]["kind"]]: object };
  /** What `input` makes of `record`. An input that the table does not take changes nothing. */
  reduce(record: R, input: I, nowMs: number, limits: Limits): Step<R, F>;
  /** Where the record stands, as a frame; undefined where there is nothing to tell the other side. */
  statement(record: R, nowMs: number): F | undefined;
  /** When its next time limit passes; undefined when it has none. */
  deadline(record: R): number | undefined;
  /** The input to apply once that time has come. */
  overdue(record: R, at: Moment): I;
}

/** The point in time and the circumstances of one input. */
export interface Moment {
  readonly nowMs: number;
  readonly reach: Reach;
  /** Whether a channel to the peer is open, and nothing was heard of the peer for a while: it may be frozen, or gone; or we slept. */
  readonly isSilent: boolean;
  readonly limits: Limits;
}
