// Which signals of the other side are accepted, and which exceed the bounds.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CALL_BOUNDS } from "./call-state.ts";
import { isTooMuch, readSignal, TooMuchError } from "./signals.ts";

const { sectionsMax, signalMaxChars, candidatesMax } = CALL_BOUNDS;
const at = { sdpMLineIndex: 0, sdpMid: "0" };

describe("what the other side may signal", () => {
  test.each([
    [false, { type: "offer", sdp: "v=0" }],
    [true, { type: "answer", sdp: "v=0" }],
    [true, { candidate: { candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host", ...at } }],
    [false, { candidate: { candidate: "", sdpMLineIndex: null, sdpMid: "0" } }],
    [true, { renegotiate: true }],
    [true, { transceiverRequest: { kind: "video" } }],
    [false, { filled: ["audio", "video"] }],
    [true, { filled: [] }],
  ])("we lead: %s, %j is taken, and nothing else that comes with it", (weLead, signal) => {
    expect(readSignal({ later: 1, ...signal }, weLead)).toEqual(signal);
  });

  test.each([
    [true, { type: "offer", sdp: "v=0" }],
    [false, { type: "answer", sdp: "v=0" }],
    [true, { type: "rollback", sdp: "v=0" }],
    [false, { type: "pranswer", sdp: "v=0" }],
    [false, { sdp: "v=0" }],
    [false, { type: "offer", sdp: { toString: 1 } }],
    [false, { renegotiate: true }],
    [false, { transceiverRequest: { kind: "video" } }],
    [true, { renegotiate: 1 }],
    [true, { transceiverRequest: { kind: "constructor" } }],
    [true, { transceiverRequest: null }],
    [true, { candidate: "candidate:1" }],
    [true, { candidate: null }],
    [true, { candidate: { candidate: "x" } }],
    [true, { candidate: { candidate: "x", sdpMLineIndex: "0", sdpMid: {} } }],
    [true, { candidate: { candidate: "x".repeat(2_000), ...at } }],
    [true, { filled: "audio" }],
    [true, {}],
    [true, []],
  ])("we lead: %s, %j is not taken", (weLead, signal) => {
    expect(readSignal(signal, weLead)).toBeUndefined();
  });

  test("only the kind of a request for room is used", () => {
    const init = { direction: "inactive", sendEncodings: Array(1_000).fill({}) };
    const request = { transceiverRequest: { kind: "audio", init } };
    expect(readSignal(request, true)).toEqual({ transceiverRequest: { kind: "audio" } });
  });

  test("anything else is rejected, and nothing is thrown", () => {
    const name = fc.constantFrom("type", "sdp", "candidate", "filled", "renegotiate", "transceiverRequest");
    const signal = fc.oneof(fc.object(), fc.array(fc.jsonValue()), fc.dictionary(name, fc.jsonValue()));
    fc.assert(
      fc.property(signal, fc.boolean(), (data, weLead) => {
        const taken = readSignal(data, weLead);
        expect(taken === undefined || Object.keys(taken).length > 0).toBe(true);
      }),
      { seed: 3, numRuns: 1_000 },
    );
  });
});

describe("a description", () => {
  test.each(["m=audio 9 x", "a=msid:s t"])("may have %s as often as there are sections", (line) => {
    expect(isTooMuch(`${line}\r\n`.repeat(sectionsMax))).toBe(false);
    expect(isTooMuch(`${line}\r\n`.repeat(sectionsMax + 1))).toBe(true);
    expect(isTooMuch(`${line}\n`.repeat(260))).toBe(true);
  });

  test("may have candidates up to the bound", () => {
    expect(isTooMuch("a=candidate:1\r\n".repeat(candidatesMax))).toBe(false);
    expect(isTooMuch("a=candidate:1\r\n".repeat(candidatesMax + 1))).toBe(true);
  });

  test("may be as long as the bound, and anything longer throws that it is too much", () => {
    const sdp = "x".repeat(signalMaxChars);
    expect(readSignal({ type: "offer", sdp }, false)).toEqual({ type: "offer", sdp });
    expect(() => readSignal({ type: "offer", sdp: `${sdp}x` }, false)).toThrow(TooMuchError);
  });
});
