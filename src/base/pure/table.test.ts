// Reading a machine's table.
import { describe, expect, test } from "vitest";
import { isFinal, legalInputs, nextState, type Table } from "./table.ts";

const DOOR = {
  open: { shut: "closed" },
  closed: { open: "open", wall: "gone" },
  gone: {},
} as const satisfies Table<"open" | "closed" | "gone", "open" | "shut" | "wall">;

describe("a machine's table", () => {
  test("nextState is where the input leads", () => {
    expect(nextState(DOOR, "closed", "open")).toBe("open");
    expect(nextState(DOOR, "closed", "wall")).toBe("gone");
  });

  test("nextState is undefined where the state does not take the input", () => {
    expect(nextState(DOOR, "open", "wall")).toBeUndefined();
    expect(nextState(DOOR, "gone", "open")).toBeUndefined();
  });

  test("a state is final exactly when nothing leads out of it", () => {
    expect((["open", "closed", "gone"] as const).filter((state) => isFinal(DOOR, state))).toEqual(["gone"]);
  });

  test("legalInputs keeps the order it was given", () => {
    expect(legalInputs(DOOR, "closed", ["wall", "shut", "open"])).toEqual(["wall", "open"]);
    expect(legalInputs(DOOR, "closed", ["open", "wall"])).toEqual(["open", "wall"]);
    expect(legalInputs(DOOR, "gone", ["open", "shut", "wall"])).toEqual([]);
  });
});
