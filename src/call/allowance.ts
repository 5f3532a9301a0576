// Limits how many media connections may begin: a burst, then one per interval, and a total. Pure.
import { CALL_BOUNDS } from "./call-state.ts";

const EVERY_MS = CALL_BOUNDS.connectionEveryMs;

/** What is left of the allowance at one time. */
export interface Allowance {
  /** The size of a full burst, as the time in ms in which it refills. */
  readonly burstMs: number;
  readonly leftMs: number;
  readonly atMs: number;
  /** How many connections are left in total. */
  readonly left: number;
}

/**
 * A full allowance. The side that begins connections keeps to it. The other side allows twice the burst, because
 * connections that were begun one after the other may arrive together. `left`: how many there may be in total.
 */
export function createAllowance(
  leads: boolean,
  nowMs: number,
  left: number = CALL_BOUNDS.connectionsMax,
): Allowance {
  const burstMs = CALL_BOUNDS.connectionsBurst * (leads ? 1 : 2) * EVERY_MS;
  return { burstMs, leftMs: burstMs, atMs: nowMs, left };
}

/** What is left after `count` more connections; undefined if the allowance has too few. */
export function spend(allowance: Allowance, count: number, nowMs: number): Allowance | undefined {
  const { burstMs, leftMs, atMs, left } = allowance;
  const restMs = Math.min(burstMs, leftMs + nowMs - atMs) - count * EVERY_MS;
  if (restMs < 0 || left < count) return undefined;
  return { burstMs, leftMs: restMs, atMs: nowMs, left: left - count };
}

/** The earliest time at which one more connection may begin. */
export function nextAtMs({ leftMs, atMs }: Allowance): number {
  // One ms more, because fractions of a millisecond get lost.
  return atMs + Math.max(0, EVERY_MS - leftMs) + 1;
}
