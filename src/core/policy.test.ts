// The policy's table, row by row, and what an invitation may meet.
import { describe, expect, test } from "vitest";
import type { PeerId } from "./ids.ts";
import { MISSED } from "./missed.ts";
import {
  type Business,
  judge,
  POLICY,
  SETTINGS,
  SITUATIONS,
  type Stance,
  settingOf,
  situationOf,
} from "./policy.ts";

const OPEN: Stance = { whenBusy: "refuse", doNotDisturb: false, mayRing: true, isBusy: false };

describe("the table", () => {
  test.each([
    ["free", "refuse", "ring"],
    ["free", "ring", "ring"],
    ["ringing", "refuse", "busy"],
    ["ringing", "ring", "ring"],
    ["placing", "refuse", "busy"],
    ["placing", "ring", "ring"],
    ["calling", "refuse", "busy"],
    ["calling", "ring", "ring"],
  ] as const)("R10.4 %s, and %s when busy: %s", (situation, whenBusy, verdict) => {
    expect(judge(situation, { ...OPEN, whenBusy })).toBe(verdict);
  });

  test.each(["refuse", "ring"] as const)("R10.4 an app that says it is busy is in a call: %s", (whenBusy) => {
    const stance = { ...OPEN, isBusy: true, whenBusy };
    expect(judge("free", stance)).toBe(POLICY.calling[whenBusy]);
    expect(judge("ringing", stance)).toBe(POLICY.calling[whenBusy]);
  });

  test("R10.5 do not disturb and callers who may not ring decide in every situation, the caller first", () => {
    for (const situation of Object.keys(SITUATIONS) as (keyof typeof SITUATIONS)[]) {
      for (const whenBusy of ["refuse", "ring"] as const) {
        expect(judge(situation, { ...OPEN, whenBusy, doNotDisturb: true })).toBe("do-not-disturb");
        expect(judge(situation, { ...OPEN, whenBusy, mayRing: false })).toBe("not-allowed");
        expect(judge(situation, { ...OPEN, whenBusy, mayRing: false, doNotDisturb: true })).toBe(
          "not-allowed",
        );
      }
    }
  });

  test("is whole, and every verdict but to ring is a reason to be missed", () => {
    expect(Object.keys(POLICY)).toEqual(Object.keys(SITUATIONS));
    for (const row of Object.values(POLICY)) {
      expect(Object.keys(row).toSorted()).toEqual([...SETTINGS].toSorted());
      for (const verdict of Object.values(row)) expect([...Object.keys(MISSED), "ring"]).toContain(verdict);
    }
    expect(settingOf(OPEN)).toBe("refuse");
  });
});

/** A peer, and what is open with it: `certain` as far as it has spoken of it lately, `vague` as far as it has not. */
function peer(name: string, ...open: ("placing" | `${"certain" | "vague"} ${"call" | "ring"}`)[]): Business {
  const has = (what: "call" | "ring") => (certain: boolean) =>
    open.includes(`certain ${what}`) || (!certain && open.includes(`vague ${what}`));
  return {
    peer: name as PeerId,
    isPlacing: open.includes("placing"),
    isCalling: has("call"),
    isRinging: has("ring"),
  };
}

describe("what an invitation of ada meets", () => {
  test.each([
    ["nobody", [], "free"],
    ["peers with nothing open", [peer("ada"), peer("bob")], "free"],
    ["a call with another", [peer("bob", "vague call")], "calling"],
    ["a ring of another", [peer("bob", "vague ring")], "ringing"],
    ["a call of ours to another", [peer("bob", "placing")], "placing"],
    ["a call with ada that she spoke of", [peer("ada", "certain call")], "calling"],
    ["a ring of ada that she spoke of", [peer("ada", "certain ring")], "ringing"],
    ["a call with ada that she may not know", [peer("ada", "vague call")], "free"],
    ["a ring of ada that she may not know", [peer("ada", "vague ring")], "free"],
    ["much at once", [peer("cat", "placing"), peer("bob", "vague ring"), peer("dan", "placing")], "ringing"],
    [
      "a call among much",
      [peer("cat", "placing"), peer("bob", "certain ring"), peer("dan", "vague call")],
      "calling",
    ],
  ] as const)("R10.7 %s", (_words, peers, situation) => {
    expect(situationOf("ada" as PeerId, peers)).toBe(situation);
  });
});
