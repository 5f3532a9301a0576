// How many frames a peer may send: a bucket that fills steadily and is emptied by each frame (rule R14). Pure.
import type { Limits } from "./limits.ts";

/** What a peer may still send, and when that was counted. */
export interface Bucket {
  readonly frames: number;
  readonly atMs: number;
}

/** How fast it fills, and how much it holds. */
export type Rate = Pick<Limits, "frameBurst" | "framesPerSecond">;

/**
 * How fast signals may be said on the lines with one peer (rule R15.10): what goes along with them, and what is said again on
 * a new link, has its room beside.
 */
export function signalRate({ frameBurst, framesPerSecond }: Rate): Rate {
  return { frameBurst: frameBurst / 4, framesPerSecond: framesPerSecond * 0.9 };
}

/** A full bucket. */
export function fullBucket(nowMs: number, limits: Rate): Bucket {
  return { frames: limits.frameBurst, atMs: nowMs };
}

/** The bucket after one more frame; `frames` is negative when that was one too many. */
export function takeFrame({ frames, atMs }: Bucket, nowMs: number, limits: Rate): Bucket {
  const filled = frames + ((nowMs - atMs) * limits.framesPerSecond) / 1_000;
  return { frames: Math.min(limits.frameBurst, filled) - 1, atMs: nowMs };
}

/** When the bucket is full again, and there is nothing left to remember. */
export function fullAtMs({ frames, atMs }: Bucket, limits: Rate): number {
  return atMs + Math.ceil(((limits.frameBurst - frames) * 1_000) / limits.framesPerSecond);
}
