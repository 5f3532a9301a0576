// How many frames a peer may send.
import { describe, expect, test } from "vitest";
import { type Bucket, fullAtMs, fullBucket, takeOne } from "./bucket.ts";

const rate = { burst: 10, perSecond: 4 };

/** How many frames in a row are admitted at the time `atMs`. */
function admitted(bucket: Bucket, atMs: number): number {
  for (let frames = 0, rest = bucket; ; frames += 1) {
    const next = takeOne(rest, atMs, rate);
    if (next === undefined) return frames;
    rest = next;
  }
}

/** The bucket after `frames` frames at the time `atMs`. */
function drain(frames: number, atMs: number): Bucket {
  let bucket = fullBucket(atMs, rate);
  for (let i = 0; i < frames; i += 1) bucket = takeOne(bucket, atMs, rate) ?? bucket;
  return bucket;
}

describe("a bucket of frames", () => {
  test("a peer may send a whole burst at once, and not one more", () => {
    expect(admitted(fullBucket(500, rate), 500)).toBe(10);
  });

  test("an emptied bucket fills by so many frames a second", () => {
    expect(admitted(drain(10, 0), 249)).toBe(0);
    expect(admitted(drain(10, 0), 250)).toBe(1);
    expect(admitted(drain(10, 0), 1_000)).toBe(4);
  });

  test("it never holds more than a burst", () => {
    expect(admitted(drain(1, 0), 1_000_000)).toBe(10);
  });

  test("it is full again when all that was sent is made up for", () => {
    expect(fullAtMs(drain(0, 500), rate)).toBe(500);
    expect(fullAtMs(drain(4, 500), rate)).toBe(1_500);
    expect(fullAtMs(drain(10, 500), rate)).toBe(3_000);
  });

  test("a peer that keeps to the lasting rate is admitted for ever", () => {
    let bucket: Bucket | undefined = drain(10, 0);
    for (let ms = 250; ms <= 60_000; ms += 250) {
      bucket = takeOne(bucket as Bucket, ms, rate);
      expect(bucket?.left).toBeGreaterThanOrEqual(0);
    }
  });
});
