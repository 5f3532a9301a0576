// Whether the other end of a channel is still alive.
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { judge, startWatch, watchDeadline } from "./liveness.ts";

const limits = { ...DEFAULT_LIMITS, pingIntervalMs: 1_000, silenceMs: 3_000 };
const fresh = startWatch(10_000);
const asked = { ...fresh, askedAtMs: 11_000 };

describe("a watch over a channel", () => {
  test.each([
    ["just heard", fresh, 10_000, "wait"],
    ["quiet for less than the ping interval", fresh, 10_999, "wait"],
    ["quiet for the ping interval", fresh, 11_000, "ask"],
    ["asked, and quiet for less than the silence time", asked, 12_999, "wait"],
    ["asked, and quiet for the silence time", asked, 13_000, "silent"],
  ] as const)("%s: the verdict is at its time", (_name, watch, nowMs, verdict) => {
    expect(judge(watch, nowMs, limits)).toBe(verdict);
  });

  test("the deadline is when the verdict changes", () => {
    expect(watchDeadline(fresh, limits)).toBe(11_000);
    expect(watchDeadline(asked, limits)).toBe(13_000);
  });

  test("after a sleep of hours it asks first, and the answer has its whole time", () => {
    const nowMs = 10_000 + 3_600_000;
    expect(judge(fresh, nowMs, limits)).toBe("ask");
    const late = { ...fresh, askedAtMs: nowMs };
    expect(judge(late, nowMs + 1_999, limits)).toBe("wait");
    expect(judge(late, nowMs + 2_000, limits)).toBe("silent");
  });

  test("a silence time below the ping interval leaves the question no time, but it is asked", () => {
    const hasty = { ...limits, silenceMs: 500 };
    expect(judge(fresh, 11_000, hasty)).toBe("ask");
    expect(judge(asked, 11_000, hasty)).toBe("silent");
  });
});
