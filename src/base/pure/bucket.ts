// Limits how much a peer may send: a bucket that fills steadily and that each text empties a little (rules R14, R16.4, R19.4).
// Pure.

/** How many texts a bucket holds, and how fast it fills. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** How many texts may still come, and when that was counted. */
export interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** A full bucket. */
export function fullBucket(nowMs: number, { burst }: Rate): Bucket {
  return { left: burst, atMs: nowMs };
}

/**
 * The bucket after one more text; undefined if that is one too many, which takes nothing. Otherwise a sender would wait for as
 * long as it sent too much.
 */
export function takeOne(
  { left, atMs }: Bucket,
  nowMs: number,
  { burst, perSecond }: Rate,
): Bucket | undefined {
  const filled = Math.min(burst, left + (Math.max(0, nowMs - atMs) * perSecond) / 1_000);
  return filled < 1 ? undefined : { left: filled - 1, atMs: nowMs };
}

/** When the bucket is full again, so that it need not be remembered. */
export function fullAtMs({ left, atMs }: Bucket, { burst, perSecond }: Rate): number {
  return atMs + Math.ceil(((burst - left) * 1_000) / perSecond);
}
