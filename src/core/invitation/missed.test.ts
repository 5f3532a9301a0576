// Which outcomes count as missed.
import { describe, expect, test } from "vitest";
import { MISSED, missedBy } from "./missed.ts";

describe("missed", () => {
  test.each([
    [{ kind: "accepted", response: "" }, undefined],
    [{ kind: "refused", reason: "refused", response: "no" }, undefined],
    [{ kind: "refused", reason: "busy", response: "" }, "busy"],
    [{ kind: "canceled", reason: "canceled", content: "" }, "canceled"],
    [{ kind: "canceled", reason: "closed", content: "" }, "canceled"],
    [{ kind: "canceled", reason: "superseded", content: "" }, undefined],
    [{ kind: "failed", reason: "expired" }, "expired"],
    [{ kind: "failed", reason: "caller-lost" }, "lost"],
    [{ kind: "failed", reason: "unconfirmed" }, "lost"],
    [{ kind: "failed", reason: "closed" }, "closed"],
    [{ kind: "failed", reason: "answered-earlier" }, undefined],
  ] as const)("an incoming invitation that ended as %o: %s", (outcome, missed) => {
    expect(missedBy(outcome)).toBe(missed);
  });

  test("each reason is a sentence", () => {
    for (const sentence of Object.values(MISSED)) expect(sentence).toMatch(/^[a-z][^.]{15,}$/);
  });
});
