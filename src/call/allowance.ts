// How many media connections may be begun: a few at once, then one in a while, and so many in all. Pure.
import { CALL_BOUNDS } from "./call-state.ts";

const EVERY_MS = CALL_BOUNDS.connectionEveryMs;

/** What is left of it at a time. */
export interface Allowance {
  /** The most that can be left at once, counted in the time that it takes to come back. */
  readonly burstMs: number;
  readonly leftMs: number;
  readonly atMs: number;
  /** How many are left in all. */
  readonly left: number;
}

/**
 * A whole one. The side that begins connections keeps to it by itself. The side that follows allows twice as many at once: what was
 * begun one after the other may arrive together.
 */
export function createAllowance(leads: boolean, nowMs: number): Allowance {
  const burstMs = CALL_BOUNDS.connectionsBurst * (leads ? 1 : 2) * EVERY_MS;
  return { burstMs, leftMs: burstMs, atMs: nowMs, left: CALL_BOUNDS.connectionsMax };
}

/** What is left after `count` more; undefined if that is more than there is. */
export function spend(allowance: Allowance, count: number, nowMs: number): Allowance | undefined {
  const { burstMs, leftMs, atMs, left } = allowance;
  const restMs = Math.min(burstMs, leftMs + nowMs - atMs) - count * EVERY_MS;
  if (restMs < 0 || left < count) return undefined;
  return { burstMs, leftMs: restMs, atMs: nowMs, left: left - count };
}

/** When there is enough for one more at the soonest. */
export function nextAtMs({ leftMs, atMs }: Allowance): number {
  // One more for what fractions of a millisecond lose.
  return atMs + Math.max(0, EVERY_MS - leftMs) + 1;
}
