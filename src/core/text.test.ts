// The length of a text in UTF-8, and whether it survives the way through it.
import { describe, expect, test } from "vitest";
import { exceedsBytes, isWellFormed } from "./text.ts";

const LIMIT = 24;
/** A character for each number of UTF-8 bytes it takes. */
const CHARACTERS = [
  [1, "a"],
  [1, "\u0000"],
  [1, "\u007f"],
  [2, "\u0080"],
  [2, "é"],
  [2, "\u07ff"],
  [3, "\u0800"],
  [3, "漢"],
  [3, "\uffff"],
  [4, "\u{10000}"],
  [4, "😀"],
  [4, "\u{10ffff}"],
] as const;

describe("exceedsBytes", () => {
  test.each(CHARACTERS)("a character of %i bytes, %j, fits exactly up to the limit", (bytes, character) => {
    const full = character.repeat(LIMIT / bytes);
    expect(exceedsBytes(full, LIMIT)).toBe(false);
    expect(exceedsBytes(`${full}a`, LIMIT)).toBe(true);
    expect(exceedsBytes(full, LIMIT - 1)).toBe(true);
  });

  test("a text far below or above the limit is told by its length alone", () => {
    expect(exceedsBytes("", 0)).toBe(false);
    expect(exceedsBytes("漢".repeat(8), LIMIT)).toBe(false);
    expect(exceedsBytes("a".repeat(LIMIT + 1), LIMIT)).toBe(true);
  });

  test("a lone surrogate counts as the three bytes of its replacement", () => {
    expect(exceedsBytes("\ud83d".repeat(8), 24)).toBe(false);
    expect(exceedsBytes("\ud83d".repeat(8), 23)).toBe(true);
  });
});

describe("isWellFormed", () => {
  test.each(["", "plain", "😀", "a😀b", "\u{10ffff}", "\ufffd", "\u0000"])("%j is well-formed", (text) => {
    expect(isWellFormed(text)).toBe(true);
  });

  test.each([
    ["a high surrogate at the end", "a\ud83d"],
    ["a low surrogate at the start", "\ude00a"],
    ["a high surrogate before another character", "\ud83da"],
    ["two in the wrong order", "\ude00\ud83d"],
    ["one behind a whole pair", "😀\ude00"],
  ])("%s is not", (_name, text) => {
    expect(isWellFormed(text)).toBe(false);
  });
});
