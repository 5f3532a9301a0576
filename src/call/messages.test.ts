// Which messages from the other end of a line are accepted.
import { describe, expect, test } from "vitest";
import { readEnd, readMessage, writeEnd } from "./messages.ts";

describe("readMessage", () => {
  test.each([
    { m: "signal", g: 1, data: { sdp: "v=0" } },
    { m: "signal", g: 0, data: {} },
    { m: "again", g: 2 },
    { m: "ask", g: 1 },
    { m: "turn", g: 1 },
    { m: "done", g: 1 },
    { m: "media", microphone: "on", camera: "none", held: false, screen: null },
    { m: "media", microphone: "on", camera: "off", held: true, screen: "stream-1" },
  ])("takes $m, and drops what it does not know", (message) => {
    expect(readMessage({ ...message, later: true })).toEqual(message);
  });

  test.each([undefined, "yes", 1])("takes a side that says held: %j for one that does not hold", (held) => {
    const media = { m: "media", microphone: "on", camera: "none" };
    expect(readMessage({ ...media, held })).toEqual({ ...media, held: false, screen: null });
  });

  test.each([undefined, 7, {}])("takes a side that says screen: %j for one that shows none", (screen) => {
    const media = { m: "media", microphone: "on", camera: "none", held: false };
    expect(readMessage({ ...media, screen })).toEqual({ ...media, screen: null });
  });

  test.each([
    null,
    7,
    "signal",
    [],
    {},
    { m: "later" },
    { m: "signal", g: 1 },
    { m: "signal", g: 1, data: null },
    { m: "signal", g: -1, data: {} },
    { m: "again", g: "1" },
    { m: "again", g: 1.5 },
    { m: "ask" },
    { m: "media", microphone: "loud", camera: "on" },
    { m: "media", microphone: "on" },
  ])("takes nothing else: %j", (data) => {
    expect(readMessage(data)).toBeUndefined();
  });
});

describe("the end, as the other side is told", () => {
  test("a hang-up here is one there, and every other reason is the same at both", () => {
    expect(readEnd(writeEnd("hung-up-here", "bye"))).toEqual({ reason: "hung-up-there", content: "bye" });
    for (const reason of ["media-failed", "never-connected", "peer-gone"] as const) {
      expect(readEnd(writeEnd(reason, ""))).toEqual({ reason, content: "" });
    }
  });

  test.each(["", "bye", "null", '{"reason":"constructor","content":7}'])("%j is a hang-up", (text) => {
    expect(readEnd(text)).toEqual({ reason: "hung-up-there", content: "" });
  });
});
