// Every state that a caller and two callees of its group can reach.
import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { exploreGroup, type GroupScenario } from "./group-explorer.fixture.ts";
import { Transaction } from "./transaction.ts";

const PROMISES = readFileSync(new URL("../../../docs/reference/promises.md", import.meta.url), "utf8");
const isLong = process.env["EXPLORER"] === "long";
const TWO: GroupScenario = {
  callees: ["bob", "cat"],
  mode: "first",
  cancel: true,
  crash: true,
  timers: true,
};

describe("every state of a group", () => {
  test("R20.2 S1 S3 two callees: at most one is accepted, and the other did not miss it", () => {
    const { states, endings, breach } = exploreGroup(TWO);
    console.info(`a group of two: ${states} states, ${endings.size} endings`);
    expect(breach).toBeUndefined();
    expect(PROMISES).toContain(
      `${states.toLocaleString("en").replaceAll(",", " ")} for a caller and two callees of its group`,
    );
    expect(endings).toContain("accepted, canceled (answered-elsewhere)");
    expect(endings).not.toContain("accepted, accepted");
  });

  test.runIf(isLong)("R20.2 S1 S3 three callees", () => {
    const { states, endings, breach } = exploreGroup({
      ...TWO,
      callees: ["bob", "cat", "dan"],
      timers: false,
    });
    console.info(`a group of three: ${states} states`);
    expect(breach).toBeUndefined();
    expect(endings).toContain("accepted, canceled (answered-elsewhere), canceled (answered-elsewhere)");
  });

  test("a caller that ends the others only later breaks R20.2", () => {
    const later = vi.spyOn(Transaction.prototype, "answered").mockImplementation(() => {});
    const { breach } = exploreGroup(TWO);
    later.mockRestore();
    expect(breach).toEqual({ rule: "R20.2", what: "bob and cat are both accepted" });
  });

  test("a group for all lets both be accepted, which would break the rule for one", () => {
    const { endings, breach } = exploreGroup({ ...TWO, mode: "all", timers: false });
    expect(breach).toBeUndefined();
    expect(endings).toContain("accepted, accepted");
  });
});
