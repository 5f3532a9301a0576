// The length of a text in UTF-8, whether it is well-formed, and its excerpt for a log.
import { describe, expect, test } from "vitest";
import { exceedsBytes, excerpt, isWellFormed } from "./text.ts";

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

  test("a text far below or above the limit is judged by its length alone", () => {
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

describe("excerpt", () => {
  test("is the beginning of the text, whatever the script", () => {
    expect(excerpt("lunch? 漢 é 😀")).toBe("lunch? 漢 é 😀");
    expect(excerpt("x".repeat(41))).toBe("x".repeat(40));
  });

  test.each([
    ["a line break", "\r\n"],
    ["a line separator", "\u2028"],
    ["a paragraph separator", "\u2029"],
    ["a tab", "\t"],
    ["NUL", "\0"],
    ["an escape sequence", "\u001b"],
    ["a control character of Latin-1", "\u009b"],
    ["the other direction", "\u202e"],
    ["a zero-width space", "\u200b"],
    ["a byte order mark", "\ufeff"],
    ["a lone surrogate", "\ud83d"],
  ])("replaces %s, with which a stranger could forge a line of the log", (_name, text) => {
    expect(excerpt(`a${text}b`)).toBe(`a${"\ufffd".repeat(text.length)}b`);
  });

  test("does not leave half a character at the end", () => {
    expect(excerpt(`${"x".repeat(39)}😀`)).toBe(`${"x".repeat(39)}\ufffd`);
  });
});
