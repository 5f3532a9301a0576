// Attempts to reach a peer: one at a time, with growing pauses between those that fail.
import { describe, expect, test } from "vitest";
import { nextState } from "../../base/pure/table.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import {
  DIAL_TABLE,
  type Dial,
  dialDeadline,
  dialFailed,
  dialGreeted,
  dialOpened,
  isDialing,
  RESTING,
  restDial,
  startDial,
} from "./dial.ts";

const limits = { ...DEFAULT_LIMITS, connectTimeoutMs: 10_000, retryMinMs: 250, retryMaxMs: 4_000 };
const at = (nowMs: number) => ({ nowMs, limits, freeChannel: 7 });

const dialing: Dial = { kind: "dialing", failures: 2, channel: 7, giveUpAtMs: 11_000 };
const pausing: Dial = { kind: "pausing", failures: 2, retryAtMs: 2_000 };
const DIALS = [{ ...RESTING, failures: 2 }, dialing, pausing] as const;
const STEPS = {
  dial: (dial: Dial) => startDial(dial, at(9_000)),
  opened: dialOpened,
  greeted: dialGreeted,
  dropped: (dial: Dial) => dialFailed(dial, "dropped", at(9_000)),
  failed: (dial: Dial) => dialFailed(dial, "failed", at(9_000)),
  rest: restDial,
} as const;
const steps = DIALS.flatMap((dial) =>
  (Object.keys(STEPS) as (keyof typeof STEPS)[]).map((step) => ({ dial, step, from: dial.kind })),
);

describe("the attempts to reach a peer", () => {
  test.each(steps)("$from, $step: goes where the table goes", ({ dial, step, from }) => {
    const after = STEPS[step](dial);
    const to = nextState(DIAL_TABLE, from, step);
    if (to === undefined) expect(after).toBe(dial);
    else expect(after.kind).toBe(to);
  });

  test("an attempt has its channel and its time", () => {
    expect(startDial(RESTING, at(1_000))).toEqual({ ...dialing, failures: 0 });
    expect([RESTING, dialing, pausing].map((dial) => isDialing(dial, 7))).toEqual([false, true, false]);
    expect(isDialing(dialing, 8)).toBe(false);
  });

  test("R11.2 one attempt at a time", () => {
    expect(startDial(dialing, at(50_000))).toBe(dialing);
  });

  test("R11.2 no attempt during the pause after a failure", () => {
    expect(startDial(pausing, at(1_999))).toBe(pausing);
    expect(startDial(pausing, at(2_000))).toMatchObject({ kind: "dialing", failures: 2 });
  });

  test("R11.2 the pause doubles with each failure in a row, up to a limit", () => {
    const pauses: number[] = [];
    let dial: Dial = RESTING;
    for (let nowMs = 0; pauses.length < 7; nowMs = dialDeadline(dial) as number) {
      dial = dialFailed(startDial(dial, at(nowMs)), "failed", at(nowMs));
      pauses.push((dialDeadline(dial) as number) - nowMs);
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  });

  test("a pause stays finite after any number of failures", () => {
    expect(dialFailed({ ...dialing, failures: 5_000 }, "failed", at(0))).toMatchObject({ retryAtMs: 4_000 });
  });

  test("a word from the other side and a rest both forget the failures; an attempt that opened does not yet", () => {
    expect(dialOpened(dialing)).toEqual({ ...RESTING, failures: 2 });
    expect(dialGreeted(dialOpened(dialing))).toEqual(RESTING);
    expect(restDial(pausing)).toEqual(RESTING);
  });

  test("the next time limit is that of the attempt or of the pause", () => {
    expect([RESTING, dialing, pausing].map(dialDeadline)).toEqual([undefined, 11_000, 2_000]);
  });
});
