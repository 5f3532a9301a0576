// What the machines of an invitation and of its line have in common, so that `Records` can hold either.
import type { Frame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";

/**
 * How far we have come to the other peer: our broker is away, the broker knows no such peer, a channel is being opened,
 * a link is open.
 */
export type Reach = "broker-absent" | "peer-absent" | "connecting" | "linked";

/** The fields that every invitation record has. */
export interface AnyRecord {
  readonly role: "local" | "remote";
  readonly id: InvitationId;
  /** The other peer. */
  readonly peer: PeerId;
  readonly state: { readonly kind: string };
}

/** A record after an input (the same object if nothing changed), and the frames to say to the other peer, if any. */
export type Step<R, F> = readonly [record: R, ...says: readonly (F | undefined)[]];

/** One side of an invitation or of its line: pure functions over its record, all following `table`. */
export interface Machine<R extends AnyRecord, I, F extends Frame> {
  readonly table: { readonly [Kind in R["state"]["kind"]]: object };
  /** What `input` makes of `record`. An input that is not in the table changes nothing. */
  reduce(record: R, input: I, nowMs: number, limits: Limits): Step<R, F>;
  /** The record's state as a frame; undefined if there is nothing to tell the other side. */
  statement(record: R, nowMs: number): F | undefined;
  /** When the next time limit passes; undefined if there is none. */
  deadline(record: R): number | undefined;
  /** The input to apply once that time has come. */
  overdue(record: R, at: Moment): I;
}

/** The time and the circumstances of one input. */
export interface Moment {
  readonly nowMs: number;
  readonly reach: Reach;
  /**
   * Whether a channel to the peer is open, but nothing was heard of the peer for a while. The peer may be frozen or
   * gone, or this page slept.
   */
  readonly isSilent: boolean;
  readonly limits: Limits;
}
