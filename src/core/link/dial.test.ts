// Attempts to reach a peer: one at a time, with growing pauses between those that fail.
import { describe, expect, test } from "vitest";
import { nextState } from "../../base/pure/table.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import {
  DIAL_TABLE,
  type Dial,
  type DialInput,
  dialDeadline,
  isDialing,
  RESTING,
  reduceDial,
} from "./dial.ts";

const limits = { ...DEFAULT_LIMITS, connectTimeoutMs: 10_000, retryMinMs: 250, retryMaxMs: 4_000 };
const at = (nowMs: number) => ({ nowMs, limits });

const dialing: Dial = { kind: "dialing", failures: 2, channel: 7, giveUpAtMs: 11_000 };
const pausing: Dial = { kind: "pausing", failures: 2, retryAtMs: 2_000 };
const DIALS = [{ ...RESTING, failures: 2 }, dialing, pausing] as const;
const DIAL: DialInput = { type: "dial", channel: 7 };
const FAILED: DialInput = { type: "failed" };
const INPUTS: readonly DialInput[] = [
  DIAL,
  { type: "opened" },
  { type: "greeted" },
  { type: "dropped" },
  FAILED,
  { type: "rest" },
];
const steps = DIALS.flatMap((dial) =>
  INPUTS.map((input) => ({ dial, input, from: dial.kind, type: input.type })),
);

describe("the attempts to reach a peer", () => {
  test.each(steps)("$from, $type: goes where the table goes", ({ dial, input, from, type }) => {
    const after = reduceDial(dial, input, at(9_000));
    const to = nextState(DIAL_TABLE, from, type);
    if (to === undefined) expect(after).toBe(dial);
    else expect(after.kind).toBe(to);
  });

  test("an attempt has its channel and its time", () => {
    expect(reduceDial(RESTING, DIAL, at(1_000))).toEqual({ ...dialing, failures: 0 });
    expect([RESTING, dialing, pausing].map((dial) => isDialing(dial, 7))).toEqual([false, true, false]);
    expect(isDialing(dialing, 8)).toBe(false);
  });

  test("R11.2 one attempt at a time", () => {
    expect(reduceDial(dialing, DIAL, at(50_000))).toBe(dialing);
  });

  test("R11.2 no attempt during the pause after a failure", () => {
    expect(reduceDial(pausing, DIAL, at(1_999))).toBe(pausing);
    expect(reduceDial(pausing, DIAL, at(2_000))).toMatchObject({ kind: "dialing", failures: 2 });
  });

  test("R11.2 the pause doubles with each failure in a row, up to a limit", () => {
    const pauses: number[] = [];
    let dial: Dial = RESTING;
    for (let nowMs = 0; pauses.length < 7; nowMs = dialDeadline(dial) as number) {
      dial = reduceDial(reduceDial(dial, DIAL, at(nowMs)), FAILED, at(nowMs));
      pauses.push((dialDeadline(dial) as number) - nowMs);
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  });

  test("a pause stays finite after any number of failures", () => {
    expect(reduceDial({ ...dialing, failures: 5_000 }, FAILED, at(0))).toMatchObject({ retryAtMs: 4_000 });
  });

  test("a word from the other side and a rest both forget the failures; an attempt that opened does not yet", () => {
    const opened = reduceDial(dialing, { type: "opened" }, at(0));
    expect(opened).toEqual({ ...RESTING, failures: 2 });
    expect(reduceDial(opened, { type: "greeted" }, at(0))).toEqual(RESTING);
    expect(reduceDial(pausing, { type: "rest" }, at(0))).toEqual(RESTING);
  });

  test("the next time limit is that of the attempt or of the pause", () => {
    expect([RESTING, dialing, pausing].map(dialDeadline)).toEqual([undefined, 11_000, 2_000]);
  });
});
