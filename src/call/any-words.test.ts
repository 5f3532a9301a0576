// The other end of a call sends anything: any JSON, and corrupted messages, on the line and before the answer. Whatever it sends,
// no error reaches the page, nothing is built beyond the bounds, and the call can be ended.
import fc from "fast-check";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { createAccepted, noteCall } from "../testing/calls.fixture.ts";
import { createCall } from "../testing/clients.fixture.ts";
import { CALL_BOUNDS, CALL_ENDS } from "./call-state.ts";
import { MemoryWire, streamOf } from "./memory-media.fixture.ts";
import { preconnectCalls } from "./preconnect.ts";
import { startCall } from "./start-call.ts";

const SEED = Number(process.env["PROPERTY_SEED"] ?? 15);
const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 60);

const errors: unknown[] = [];
vi.stubGlobal("reportError", (error: unknown) => errors.push(error));
afterAll(() => void vi.unstubAllGlobals());
beforeEach(() => void errors.splice(0));

type Fields = { readonly [name: string]: unknown };

/** Correct messages from either side. */
const SAMPLES: readonly Fields[] = [
  { m: "signal", g: 1, data: { id: 0, kind: "offer" } },
  { m: "signal", g: 1, data: { id: 0, kind: "answer" } },
  { m: "signal", g: 1, data: { id: 0, kind: "request" } },
  { m: "signal", g: 0, data: { type: "offer", sdp: "v=0" } },
  { m: "again", g: 1 },
  { m: "ask", g: 1 },
  { m: "turn", g: 1 },
  { m: "done", g: 1 },
  { m: "media", microphone: "on", camera: "off", held: false, screen: "stream-1" },
  { m: "part", n: 0, of: 2, text: '{"m":"again",' },
  { m: "part", n: 1, of: 2, text: '"g":1}' },
];

const generation = fc.oneof(
  fc.nat({ max: 60 }),
  fc.constantFrom(-1, 0.5, 999, 1_000, 1_001, 2 ** 53 - 1, 2 ** 53, 1e308, "1", null),
);
const name = fc.constantFrom("m", "g", "data", "n", "of", "text", "microphone", "held", "screen", "a");
const change: fc.Arbitrary<(before: Fields) => Fields> = fc.oneof(
  generation.map((g) => (it: Fields) => ({ ...it, g })),
  fc.tuple(name, fc.jsonValue()).map(([key, value]) => (it: Fields) => ({ ...it, [key]: value })),
  fc.tuple(name, name).map(([a, b]) => (it: Fields) => ({ ...it, [a]: it[b] })),
  fc.nat({ max: 300 }).map((depth) => (it: Fields) => ({ ...it, data: nest(it["data"], depth) })),
  fc
    .constantFrom(9, 18_999, 19_001, 50_000)
    .map((length) => (it: Fields) => ({ ...it, text: "[".repeat(length) })),
);
const message = fc
  .tuple(fc.constantFrom(...SAMPLES), fc.array(change, { maxLength: 2 }))
  .map(([sample, changes]): unknown => changes.reduce((it, change) => change(it), sample));
const word = fc.oneof({ weight: 8, arbitrary: message }, { weight: 1, arbitrary: fc.jsonValue() });
/** A message, how often it is sent, and how much time passes afterwards. */
const step = fc.tuple(word, fc.constantFrom(1, 1, 1, 99), fc.constantFrom(0, 0, 100, 1_500));

test.each(["ada", "bob"] as const)(
  "%s's call survives whatever the other end sends on the line",
  async (ours) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { start, local, remote, clock, wire } = await createAccepted();
        const theirs = (ours === "ada" ? remote : local).openLine();
        const call = start(ours, { stream: streamOf("audio").stream });
        const notes = noteCall(call);
        const startMs = clock.nowMs();
        for (const [said, times, passedMs] of steps) {
          for (let count = 0; count < times; count += 1) {
            try {
              theirs.send(later(said, count));
            } catch {
              // The line is full or closed by now.
            }
          }
          await clock.advance(passedMs);
          if (call.state !== "ended") call.setMuted(call.snapshot.microphone === "on");
        }
        await clock.settle();
        const { connectionsBurst, connectionEveryMs } = CALL_BOUNDS;
        const most = 2 * connectionsBurst + (clock.nowMs() - startMs) / connectionEveryMs;
        expect(wire.sides.length).toBeLessThanOrEqual(most + 1);
        expect(wire.open).toBeLessThanOrEqual(1);
        call.hangUp();
        expect(Object.keys(CALL_ENDS)).toContain(call.snapshot.end?.reason);
        expect(notes.filter((note) => note === "ended")).toHaveLength(1);
        expect([wire.open, errors]).toEqual([0, []]);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  },
);

test("what is set up while it rings stays bounded, whatever the caller sends before the answer", async () => {
  const message = fc
    .tuple(word, fc.constantFrom("x", "y", "z", 7, null))
    .map(([said, a]): unknown => ({ n: 0, ...Object(said), m: "preconnect", a }));
  const words = fc.array(fc.tuple(fc.oneof(message, word), fc.constantFrom(1, 1, 40)), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(words, fc.boolean(), async (said, isAccepted) => {
      const { ring, local, bob, clock } = await createCall();
      const wire = new MemoryWire();
      const { createMedia } = wire;
      preconnectCalls(bob, { createMedia, clock });
      const remote = await ring();
      for (const [one, times] of said) {
        for (let count = 0; count < times; count += 1) {
          try {
            local.sendWhileRinging(one);
          } catch {
            // The invitation is over by now.
          }
        }
        await clock.advance(10);
      }
      expect(wire.open).toBeLessThanOrEqual(1);
      expect(wire.sides.length).toBeLessThanOrEqual(CALL_BOUNDS.attemptsMax);
      if (isAccepted && remote.state === "ringing") {
        remote.accept();
        await clock.settle();
        startCall(remote, { clock, createMedia }).hangUp();
      } else if (remote.state === "ringing") remote.refuse();
      await clock.settle();
      expect([wire.open, errors]).toEqual([0, []]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

/** The same message, `by` generations later. */
function later(said: unknown, by: number): unknown {
  const { g } = Object(said);
  return typeof g === "number" ? { ...Object(said), g: g + by } : said;
}

function nest(value: unknown, depth: number): unknown {
  let nested = value;
  for (let i = 0; i < depth; i += 1) nested = i % 2 === 0 ? [nested] : { m: nested };
  return nested;
}
