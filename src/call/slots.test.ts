// How many connections may be set up while it rings.
import { expect, test } from "vitest";
import type { Invitation } from "../client/public.ts";
import { createFakeClock } from "../testing/index.ts";
import { createSlots } from "./slots.ts";

const invitation = (peer: string): Invitation => ({ peer }) as unknown as Invitation;

test("strangers have half of the ten slots, and all are free again after use", () => {
  const slots = createSlots(createFakeClock(), ({ peer }) => peer === "known");
  const [strangers, known] = ["stranger", "known"].map((peer) =>
    Array.from({ length: 10 }, () => invitation(peer)),
  );
  expect(strangers?.map((it) => slots.take(it))).toEqual([...Array(5).fill(true), ...Array(5).fill(false)]);
  expect(known?.map((it) => slots.take(it))).toEqual([...Array(5).fill(true), ...Array(5).fill(false)]);
  for (const it of strangers ?? []) slots.leave(it);
  expect(slots.take(invitation("stranger"))).toBe(true);
});

test("at one every three seconds, they are never used up", async () => {
  const clock = createFakeClock();
  const slots = createSlots(clock, () => false);
  for (let count = 0; count < 1_500; count += 1) {
    const one = invitation("stranger");
    expect(slots.take(one)).toBe(true);
    slots.leave(one);
    await clock.advance(3_000);
  }
});
