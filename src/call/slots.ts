// How many connections may be set up while invitations ring, for all invitations of a client, because strangers can ring without end.
import type { Clock } from "../base/clock.ts";
import type { Invitation } from "../client/public.ts";
import { createAllowance, spend } from "./allowance.ts";
import { CALL_BOUNDS } from "./call-state.ts";

/** The slots for connections that are set up while it rings. */
export interface Slots {
  /** Whether one more connection may be set up, for this invitation. If so, it takes a slot. */
  take(invitation: Invitation): boolean;
  leave(invitation: Invitation): void;
}

/** Strangers who call have half of the slots, and a rate of their own, so that they cannot slow the others down. */
export function createSlots(clock: Clock, isKnown: (invitation: Invitation) => boolean): Slots {
  // A rate, and no total: a page may stay open for months.
  const begun = createAllowance(true, clock.nowMs(), Number.POSITIVE_INFINITY);
  const allowances = { known: begun, strangers: begun };
  const taken = { known: new Set<Invitation>(), strangers: new Set<Invitation>() };
  return {
    take(invitation) {
      const who = isKnown(invitation) ? "known" : "strangers";
      const { known, strangers } = taken;
      const isFull = known.size + strangers.size >= CALL_BOUNDS.aheadMax;
      const isCrowded = who === "strangers" && strangers.size >= CALL_BOUNDS.aheadMax / 2;
      const rest = spend(allowances[who], 1, clock.nowMs());
      if (rest === undefined || isFull || isCrowded) return false;
      allowances[who] = rest;
      taken[who].add(invitation);
      return true;
    },
    leave: (invitation) => {
      for (const all of Object.values(taken)) all.delete(invitation);
    },
  };
}
