// The policy's table, row by row, and the situations that an invitation may meet.
import { describe, expect, test } from "vitest";
import { NO_ACTIVITY } from "./activity.ts";
import { MISSED } from "./missed.ts";
import { judge, POLICY, SETTINGS, SITUATIONS, type Stance, settingOf, situationOf } from "./policy.ts";

const OPEN: Stance = {
  whenBusy: "refuse",
  doNotDisturb: false,
  mayRing: true,
  isBusy: false,
  knows: false,
  mayConnect: true,
  joins: undefined,
};

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
    const situations = Object.keys(SITUATIONS) as (keyof typeof SITUATIONS)[];
    for (const situation of situations.filter((it) => it !== "expected")) {
      for (const whenBusy of ["refuse", "ring"] as const) {
        expect(judge(situation, { ...OPEN, whenBusy, doNotDisturb: true })).toBe("do-not-disturb");
        expect(judge(situation, { ...OPEN, whenBusy, mayRing: false })).toBe("not-allowed");
        expect(judge(situation, { ...OPEN, whenBusy, mayRing: false, doNotDisturb: true })).toBe(
          "not-allowed",
        );
      }
    }
  });

  test("R10.10 a call that the app expects rings, whatever the settings and whatever else is on", () => {
    for (const open of [{}, { mayRing: false }, { doNotDisturb: true }, { isBusy: true }])
      expect(judge("ringing", { ...OPEN, ...open, joins: "expected" })).toBe("ring");
  });

  test("R20.4 the call of a mate is not busy, and the other settings hold", () => {
    const mate = { ...OPEN, joins: "mate" } as const;
    for (const situation of ["free", "calling", "ringing", "placing"] as const) {
      expect(judge(situation, mate)).toBe("ring");
      expect(judge(situation, { ...mate, doNotDisturb: true })).toBe("do-not-disturb");
      expect(judge(situation, { ...mate, mayRing: false })).toBe("not-allowed");
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

describe("what an invitation meets", () => {
  test.each([
    [{}, "free"],
    [{ placing: 1 }, "placing"],
    [{ ringing: 1 }, "ringing"],
    [{ calling: 1 }, "calling"],
    [{ ringing: 1, placing: 2 }, "ringing"],
    [{ calling: 1, ringing: 2, placing: 3 }, "calling"],
  ] as const)("R10.4 where %j is open: %s", (open, situation) => {
    expect(situationOf({ ...NO_ACTIVITY, ...open })).toBe(situation);
  });
});
