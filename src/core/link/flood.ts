// Limits how many frames a peer may send: a bucket that fills steadily and that each frame empties a little (rule R14).
// Pure.
import type { Limits } from "../wire/limits.ts";

/** How many frames a peer may still send, and when that was counted. */
export interface Bucket {
  readonly frames: number;
  readonly atMs: number;
}

/** A full bucket. */
export function fullBucket(nowMs: number, limits: Limits): Bucket {
  return { frames: limits.frameBurst, atMs: nowMs };
}

/** The bucket after one more frame. `frames` is negative if that was one too many. */
export function takeFrame({ frames, atMs }: Bucket, nowMs: number, limits: Limits): Bucket {
  const filled = frames + ((nowMs - atMs) * limits.framesPerSecond) / 1_000;
  return { frames: Math.min(limits.frameBurst, filled) - 1, atMs: nowMs };
}

/** When the bucket is full again, so that it need not be remembered. */
export function fullAtMs({ frames, atMs }: Bucket, limits: Limits): number {
  return atMs + Math.ceil(((limits.frameBurst - frames) * 1_000) / limits.framesPerSecond);
}
