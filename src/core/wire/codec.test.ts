// Frames as text and back, and texts from strangers.
import { describe, expect, test, vi } from "vitest";
import { decodeFrame, encodeFrame } from "./codec.ts";
import { BAD_FIELDS, ID, SAMPLES, withField } from "./frames.fixture.ts";
import { FRAMES, type FrameKind } from "./frames.ts";
import { LIMITS } from "./limits.ts";

const kinds = Object.keys(FRAMES) as FrameKind[];
const badFields = kinds.flatMap((kind) =>
  Object.entries(BAD_FIELDS[kind]).flatMap(([field, values]) =>
    values.map((value) => ({ kind, field, value, shown: String(JSON.stringify(value)).slice(0, 20) })),
  ),
);

describe("a frame of each kind", () => {
  test.each(kinds)("%s survives encoding and decoding", (kind) => {
    expect(decodeFrame(encodeFrame(SAMPLES[kind]))).toEqual({ ok: true, frame: SAMPLES[kind] });
  });

  test.each([
    ["invite without a channelId", { t: "invite", id: ID, ttlMs: 0, content: "" }],
    ["cancel without content", { t: "cancel", id: ID, reason: "canceled" }],
    ["a word as long as words may be", { t: "gone", id: ID, reason: "x".repeat(32) }],
    ["an id as short as ids may be", { t: "received", id: "12345678" }],
    ["content of exactly 8192 bytes", { t: "invite", id: ID, ttlMs: 1, content: "é".repeat(4_096) }],
    ["response of exactly 8192 bytes", { t: "accept", id: ID, response: "😀".repeat(2_048) }],
  ])("%s is whole", (_name, frame) => {
    expect(decodeFrame(JSON.stringify(frame))).toEqual({ ok: true, frame });
  });

  test("content of 8192 control characters, which JSON writes six times as long, is not a frame too large", () => {
    const frame = { ...SAMPLES.invite, content: "\u0001".repeat(LIMITS.contentMaxBytes.value) };
    expect(decodeFrame(encodeFrame(frame))).toEqual({ ok: true, frame });
  });

  test("the table of bad fields covers every field of every kind", () => {
    for (const kind of kinds) {
      expect(Object.keys(BAD_FIELDS[kind])).toEqual(Object.keys(FRAMES[kind]));
      expect(Object.keys(SAMPLES[kind])).toEqual(["t", ...Object.keys(FRAMES[kind])]);
    }
  });
});

describe("a text that is not a frame", () => {
  test.each(badFields)("R12.2 $kind with $field $shown is malformed", ({ kind, field, value }) => {
    const text = withField(SAMPLES[kind], field, value);
    const named = new RegExp(`^${kind}: ${field}`);
    expect(decodeFrame(text)).toEqual({
      ok: false,
      fault: "frameMalformed",
      detail: expect.stringMatching(named),
    });
  });

  test.each(["", "{", "hello", "{'t':'ping'}", '{"t":"ping"}{"t":"ping"}', "undefined", "NaN"])(
    "R12.2 %j is not JSON",
    (text) => {
      expect(decodeFrame(text)).toEqual({ ok: false, fault: "frameNotJson", detail: text });
    },
  );

  test.each([
    "null",
    "true",
    "7",
    '"ping"',
    "[]",
    '["ping"]',
    "{}",
    '{"t":7}',
    '{"t":null}',
    '{"t":["ping"]}',
  ])("R12.2 %s has no kind", (text) => {
    expect(decodeFrame(text)).toEqual({ ok: false, fault: "frameMalformed", detail: "no kind" });
  });

  test.each([
    [undefined, "undefined"],
    [null, "object"],
    [7, "number"],
    [true, "boolean"],
    [new ArrayBuffer(8), "object"],
    [{ t: "ping" }, "object"],
    [() => "ping", "function"],
    [Symbol("ping"), "symbol"],
  ])("R12.2 %s is no text", (value, type) => {
    const detail = `a ${type}, not a text`;
    expect(decodeFrame(value)).toEqual({ ok: false, fault: "frameMalformed", detail });
  });

  test("the note about a text is short, however long the text", () => {
    expect(decodeFrame("x".repeat(1_000))).toMatchObject({ detail: "x".repeat(40) });
    expect(decodeFrame(JSON.stringify({ t: "y".repeat(1_000) }))).toMatchObject({ detail: "y".repeat(40) });
  });
});

describe("room to grow", () => {
  test.each(["later", "", "PING", "constructor", "__proto__", "toString", "hasOwnProperty"])(
    "R12.3 the kind %j is unknown",
    (kind) => {
      const text = `{"t":${JSON.stringify(kind)},"id":"${ID}"}`;
      expect(decodeFrame(text)).toEqual({ ok: false, fault: "frameUnknown", detail: kind });
    },
  );

  test.each(kinds)("R12.3 unknown fields of %s are dropped", (kind) => {
    const text = withField(SAMPLES[kind], "later", { deep: true });
    expect(decodeFrame(text)).toEqual({ ok: true, frame: SAMPLES[kind] });
  });

  test.each(["__proto__", "constructor", "prototype"])("the field %s does no harm", (field) => {
    const text = `{"t":"ping","${field}":{"polluted":true,"t":"hello"}}`;
    const decoded = decodeFrame(text);
    expect(decoded).toEqual({ ok: true, frame: { t: "ping" } });
    expect(decoded.ok && Object.getPrototypeOf(decoded.frame)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("fields that come from __proto__ do not count as the frame's own", () => {
    expect(decodeFrame(`{"t":"received","__proto__":{"id":"${ID}"}}`)).toMatchObject({ ok: false });
  });
});

describe("a huge text", () => {
  const frameOf = (bytes: number): string => {
    const empty = JSON.stringify({ t: "ping", pad: "" });
    return JSON.stringify({ t: "ping", pad: "a".repeat(bytes - empty.length) });
  };
  const max = LIMITS.frameMaxBytes.value;

  test("R12.1 a text of exactly the frame limit is read", () => {
    expect(decodeFrame(frameOf(max))).toEqual({ ok: true, frame: { t: "ping" } });
  });

  test.each([
    ["one byte over", frameOf(max + 1)],
    ["over in bytes, not in characters", `{"t":"ping","pad":"${"é".repeat(max / 2)}"}`],
    ["a hundred times over", frameOf(max * 100)],
    ["no JSON", "[".repeat(max + 1)],
  ])("R12.1 a text that is %s is refused without being parsed", (_name, text) => {
    const parse = vi.spyOn(JSON, "parse");
    const decoded = decodeFrame(text);
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
    expect(decoded).toEqual({ ok: false, fault: "frameTooLarge", detail: `${text.length} characters` });
  });

  test("nesting as deep as a frame can be does not throw", () => {
    expect(decodeFrame("[".repeat(max))).toMatchObject({ fault: "frameNotJson" });
    expect(decodeFrame(`${"[".repeat(max / 2)}${"]".repeat(max / 2)}`)).toMatchObject({ ok: false });
  });
});
