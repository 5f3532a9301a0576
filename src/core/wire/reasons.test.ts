// The words for reasons in frames, and what they mean.
import { describe, expect, test } from "vitest";
import {
  CANCEL_REASONS,
  GONE_WORD_OF,
  REFUSE_REASONS,
  REMOTE_FAILURES,
  readCancelWord,
  readGoneWord,
  readRefuseWord,
} from "./reasons.ts";

/** Words that no version uses so far. Some of them are names that every object has. */
const UNKNOWN = ["answered-by-a-robot", "constructor", "__proto__", "to-string", ""];

describe("reasons in a cancel frame", () => {
  test.each(CANCEL_REASONS)("%s cancels the callee's side for the same reason", (reason) => {
    expect(readCancelWord(reason)).toEqual({ type: "cancel", reason });
  });

  test.each([
    ["expired", "expired"],
    ["answered", "answered-earlier"],
    ["unknown", "caller-lost"],
  ])("%s fails it as %s", (word, reason) => {
    expect(readCancelWord(word)).toEqual({ type: "over", reason });
  });

  test.each(UNKNOWN)("%j counts as canceled", (word) => {
    expect(readCancelWord(word)).toEqual({ type: "cancel", reason: "canceled" });
  });
});

describe("reasons in a gone frame", () => {
  test.each([
    ["lost", "peer-lost"],
    ["expired", "expired"],
    ["closed", "peer-closed"],
    ["unconfirmed", "unconfirmed"],
  ])("%s fails the caller's side as %s", (word, reason) => {
    expect(readGoneWord(word)).toEqual({ type: "gone", reason });
  });

  test("left is not an end, because the page may be back", () => {
    expect(readGoneWord("left")).toEqual({ type: "left" });
  });

  test.each(["unknown", ...UNKNOWN])("%j is understood as lost", (word) => {
    expect(readGoneWord(word)).toEqual({ type: "gone", reason: "peer-lost" });
  });

  test("every failure at the callee has a word, and each fails the caller's side", () => {
    expect(Object.keys(GONE_WORD_OF).sort()).toEqual(Object.keys(REMOTE_FAILURES).sort());
    for (const word of Object.values(GONE_WORD_OF)) expect(readGoneWord(word).type).toBe("gone");
  });
});

describe("reasons in a refuse frame", () => {
  test.each(REFUSE_REASONS)("%s is itself", (reason) => {
    expect(readRefuseWord(reason)).toBe(reason);
  });

  test.each(UNKNOWN)("%j counts as refused", (word) => {
    expect(readRefuseWord(word)).toBe("refused");
  });
});
