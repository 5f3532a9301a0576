// The call's machine against its table, and how it treats messages that come too late.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callDeadline, reduceCall } from "./call-machine.ts";
import { type CallInput, type CallState, createCallState } from "./call-record.ts";
import { CALL_ENDS, CALL_LIMITS, CALL_TABLE, type CallLimits } from "./call-state.ts";

const limits = Object.fromEntries(
  Object.entries(CALL_LIMITS).map(([name, { value }]) => [name, value]),
) as CallLimits;

const generation = fc.constantFrom(0, 1, 2, 3);
const input: fc.Arbitrary<CallInput> = fc.oneof(
  fc.constantFrom<CallInput[]>(
    { type: "start", preconnected: false },
    { type: "line", up: true },
    { type: "line", up: false },
    { type: "changed" },
    { type: "wake" },
    { type: "said", message: { m: "media", microphone: "on", camera: "none", held: true, screen: null } },
  ),
  generation.map((generation): CallInput => ({ type: "signal", generation, data: {} })),
  fc
    .tuple(fc.constantFrom("connected", "connected", "doubted", "settled", "failed"), generation)
    .map(([type, generation]): CallInput => ({ type, generation })),
  fc
    .tuple(fc.constantFrom("again", "ask", "turn", "done"), generation)
    .map(([m, g]): CallInput => ({ type: "said", message: { m, g } })),
  generation.map((g): CallInput => ({ type: "said", message: { m: "signal", g, data: {} } })),
);
const last: fc.Arbitrary<CallInput> = fc.constantFrom<CallInput[]>(
  { type: "hangUp", content: "" },
  { type: "lineClosed", reason: "lost", content: "" },
  { type: "lineClosed", reason: "closed-there", content: "no json" },
  { type: "lineClosed", reason: "closed-here", content: "" },
);

const take = (state: CallState, next: CallInput, nowMs: number) => reduceCall(state, next, nowMs, limits);

describe("the call's machine", () => {
  test("follows its table, always has a deadline while it is not connected, and ends once", () => {
    const steps = fc.array(
      fc.tuple(fc.oneof({ weight: 30, arbitrary: input }, last), fc.nat({ max: 5_000 })),
    );
    fc.assert(
      fc.property(fc.boolean(), steps, (leads, inputs) => {
        let nowMs = 0;
        let state = createCallState(leads, nowMs, limits);
        let released = 0;
        for (const [next, passedMs] of inputs) {
          nowMs += passedMs;
          const before: CallState = state;
          const [after, ...effects] = reduceCall(before, next, nowMs, limits);
          state = after;
          released += effects.filter((effect) => effect.do === "release").length;
          const ways: string[] = [before.kind, ...Object.values(CALL_TABLE[before.kind])];
          expect(ways).toContain(after.kind);
          expect(after.end === undefined).toBe(after.kind !== "ended");
          const waits = after.kind === "connecting" || after.kind === "reconnecting";
          expect(after.byMs !== undefined).toBe(waits);
          if (after.kind === "ended") expect([callDeadline(after), released]).toEqual([undefined, 1]);
          if (after.kind === "connected") expect(after.lineUp).toBe(true);
          if (before.kind === "ended") expect([after, ...effects]).toEqual([before]);
        }
      }),
      { seed: 21, numRuns: 2_000 },
    );
  });

  test("every end has a sentence", () => {
    for (const sentence of Object.values(CALL_ENDS)) expect(sentence.length).toBeGreaterThan(10);
  });

  test("a late message about an older media connection changes nothing", () => {
    const [first] = reduceCall(
      createCallState(true, 0, limits),
      { type: "start", preconnected: false },
      0,
      limits,
    );
    for (const type of ["connected", "doubted", "settled", "failed"] as const) {
      expect(reduceCall(first, { type, generation: 7 }, 1, limits)).toEqual([first]);
    }
  });

  test("a request for new media that could not be sent is repeated, in time", () => {
    const again = { do: "say", message: { m: "again", g: 1 } };
    let [state] = take(createCallState(false, 0, limits), { type: "line", up: true }, 0);
    [state] = take(state, { type: "said", message: { m: "signal", g: 1, data: {} } }, 0);
    [state] = take(state, { type: "connected", generation: 1 }, 0);
    [state] = take(state, { type: "failed", generation: 1 }, 10);
    for (let times = 0; times < 3; times += 1) {
      const atMs = state.retryAtMs as number;
      const [asked, ...effects] = take(state, { type: "wake" }, atMs);
      expect([effects, asked.retryAtMs]).toEqual([[again], undefined]);
      // It could not be sent.
      [state] = take(asked, { type: "failed", generation: 1 }, atMs);
      expect(state.retryAtMs).toBe(atMs + limits.retryPauseMs);
    }
  });

  test.each([
    [false, "media-failed"],
    [true, "peer-gone"],
  ] as const)("a line that is lost, and was up before: %s, ends the call as %s", (wasUp, reason) => {
    let [state] = take(createCallState(true, 0, limits), { type: "start", preconnected: false }, 0);
    if (wasUp) {
      [state] = take(state, { type: "line", up: true }, 1);
      [state] = take(state, { type: "line", up: false }, 2);
    }
    [state] = take(state, { type: "lineClosed", reason: "lost", content: "" }, 20_000);
    expect(state.end?.reason).toBe(reason);
  });
});
