// What the other side's software can make a call cost: each bound, and that correct software never reaches it.
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Line } from "../index.ts";
import { createAccepted, noteCall } from "../testing/calls.fixture.ts";
import type { Call } from "./call.ts";
import { CALL_BOUNDS } from "./call-state.ts";
import { streamOf } from "./memory-media.fixture.ts";

/** Our call, and a test that writes the other end of its line. Uncaught errors are recorded. */
async function createHostile(ours: "ada" | "bob") {
  const scene = await createAccepted();
  const errors: unknown[] = [];
  vi.stubGlobal("reportError", (error: unknown) => errors.push(error));
  onTestFinished(() => void vi.unstubAllGlobals());
  const theirs: Line = (ours === "ada" ? scene.remote : scene.local).openLine();
  const call: Call = scene.start(ours);
  const heard: { readonly m?: string }[] = [];
  theirs.on("data", (data) => heard.push(data as object));
  const notes = noteCall(call);
  await scene.clock.settle();
  return { ...scene, theirs, call, notes, heard, errors };
}

const TOO_MUCH = { reason: "too-much", content: "" };

describe("media connections", () => {
  test("a caller that begins one after the other ends the call, with the reason", async () => {
    const { theirs, call, wire, clock, errors } = await createHostile("bob");
    for (let g = 1; g <= 99; g += 1) theirs.send({ m: "signal", g, data: { id: 0 } });
    await clock.settle();
    expect([call.snapshot.end, wire.open, errors]).toEqual([TOO_MUCH, 0, []]);
    expect(wire.sides).toHaveLength(2 * CALL_BOUNDS.connectionsBurst);
  });

  test("a caller that begins them slowly is followed no faster than the long-run rate", async () => {
    const { theirs, call, wire, clock } = await createHostile("bob");
    for (let g = 1; call.state !== "ended"; g += 1) {
      theirs.send({ m: "signal", g, data: { id: 0 } });
      await clock.advance(200);
      // As if it came up each time. A call is given up only after failures in a row.
      wire.sides.at(-1)?.parts.events.connected();
      await clock.settle();
    }
    const { connectionsBurst, connectionEveryMs } = CALL_BOUNDS;
    const most = (2 * connectionsBurst * connectionEveryMs) / (connectionEveryMs - 200);
    expect(call.snapshot.end).toEqual(TOO_MUCH);
    expect(Math.abs(wire.sides.length - most)).toBeLessThan(2);
  });

  test.each([1_001, 2 ** 53 - 1])("a jump to generation %d is refused, and ends the call", async (g) => {
    const { theirs, call, wire, clock } = await createHostile("bob");
    theirs.send({ m: "signal", g, data: {} });
    await clock.settle();
    expect([call.snapshot.end, wire.sides.length]).toEqual([TOO_MUCH, 0]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1.5, 2 ** 53, 1e308, "2", null, [], {}])(
    "generation %j begins nothing",
    async (g) => {
      const { theirs, call, wire, clock } = await createHostile("bob");
      theirs.send({ m: "signal", g, data: {} });
      await clock.settle();
      expect([call.state, wire.sides.length]).toEqual(["connecting", 0]);
    },
  );

  test("a callee that keeps asking for another gets a few at once, and then one at a time", async () => {
    const { theirs, call, wire, clock } = await createHostile("ada");
    const { connectionsBurst, connectionEveryMs } = CALL_BOUNDS;
    const minutes = 5;
    for (let second = 0; second < minutes * 60; second += 1) {
      wire.sides.at(-1)?.parts.events.connected();
      theirs.send({ m: "again", g: wire.sides.length });
      await clock.advance(1_100);
    }
    const most = connectionsBurst + (minutes * 66_000) / connectionEveryMs;
    expect(wire.sides.length).toBeLessThan(most + 2);
    expect(wire.sides.length).toBeGreaterThan(most - 10);
    expect([call.state === "ended", wire.open]).toEqual([false, 1]);
  });
});

describe("messages", () => {
  test("turns that nobody asked for lead to no negotiation", async () => {
    const { theirs, call, wire, clock } = await createHostile("bob");
    theirs.send({ m: "signal", g: 1, data: { id: 0 } });
    await clock.settle();
    const sync = vi.spyOn(wire.sides[0] as NonNullable<(typeof wire.sides)[0]>, "sync");
    for (let count = 0; count < 50; count += 1) theirs.send({ m: "turn", g: 1 });
    await clock.settle();
    expect([sync.mock.calls.length, call.state]).toEqual([0, "connecting"]);
  });
});

describe("a message that is too long for one signal of the line", () => {
  const long = (chars: number) => ({ kind: "none", sdp: 'é\u2028"\\\ud83d\ude00'.repeat(chars / 6) });

  test("arrives whole, in parts", async () => {
    const { start, wire, clock } = await createAccepted();
    const [near, far] = [start("ada"), start("bob")];
    await clock.settle();
    const feed = vi.spyOn(wire.sides[1] as NonNullable<(typeof wire.sides)[0]>, "feed");
    for (const chars of [12_000, 60_000, 240_000]) wire.sides[0]?.parts.events.signal(long(chars));
    await clock.settle();
    expect(feed.mock.calls).toEqual([[long(12_000)], [long(60_000)], [long(240_000)]]);
    expect([near.state, far.state]).toEqual(["connected", "connected"]);
  });

  test("if the parts add up to more than a description may have, the call ends", async () => {
    const { theirs, call, clock, errors } = await createHostile("bob");
    const text = "x".repeat(CALL_BOUNDS.partMaxChars);
    for (let n = 0; n < 30; n += 1) theirs.send({ m: "part", n, of: 30, text });
    await clock.settle();
    expect([call.snapshot.end, errors]).toEqual([TOO_MUCH, []]);
  });

  test.each([
    ["from the middle", [{ n: 1, of: 2, text: '{"m":"again","g":1}' }]],
    [
      "out of order",
      [
        { n: 0, of: 3, text: '{"m":' },
        { n: 2, of: 3, text: '"again","g":1}' },
      ],
    ],
    [
      "of another message",
      [
        { n: 0, of: 2, text: '{"m":' },
        { n: 1, of: 3, text: '"again","g":1}' },
      ],
    ],
    ["that are no JSON", [{ n: 0, of: 1, text: "{" }]],
    ["of nothing", [{ n: 0, of: 0, text: '{"m":"again","g":1}' }]],
    ["without a number", [{ n: "0", of: 1.5, text: '{"m":"again","g":1}' }]],
    ["that are no text", [{ n: 0, of: 1, text: { m: "again", g: 1 } }]],
    ["of parts", [{ n: 0, of: 1, text: '{"m":"part","n":0,"of":1,"text":"{}"}' }]],
  ])("parts %s say nothing", async (_, parts) => {
    const { theirs, wire, clock, errors } = await createHostile("ada");
    for (const part of parts) theirs.send({ m: "part", ...part });
    await clock.advance(5_000);
    expect([wire.sides.length, errors]).toEqual([1, []]);
  });

  test("parts that contain `again` have its effect", async () => {
    const { theirs, wire, clock } = await createHostile("ada");
    theirs.send({ m: "part", n: 0, of: 2, text: '{"m":' });
    theirs.send({ m: "part", n: 0, of: 2, text: '{"m":' });
    theirs.send({ m: "part", n: 1, of: 2, text: '"again","g":1}' });
    await clock.advance(5_000);
    expect(wire.sides).toHaveLength(2);
  });
});

test("both sides send as many tracks as allowed, and both see them all", async () => {
  const { start, clock } = await createAccepted();
  const [near, far] = [start("ada"), start("bob")];
  const most = CALL_BOUNDS.tracksMax;
  for (const call of [near, far]) {
    for (let count = 0; count < most; count += 1) call.addStream(streamOf("video").stream);
  }
  await clock.settle();
  expect([near, far].map(({ snapshot }) => snapshot.remoteStreams.length)).toEqual([most, most]);
});
