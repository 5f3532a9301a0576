// How a machine's table is read.
import { describe, expect, test } from "vitest";
import { isFinal, legalInputs, nextState, type Steps, step, type Table } from "./table.ts";

const DOOR = {
  open: { shut: "closed" },
  closed: { open: "open", wall: "gone" },
  gone: {},
} as const satisfies Table<"open" | "closed" | "gone", "open" | "shut" | "wall">;

describe("a machine's table", () => {
  test("nextState is the state that the input leads to", () => {
    expect(nextState(DOOR, "closed", "open")).toBe("open");
    expect(nextState(DOOR, "closed", "wall")).toBe("gone");
  });

  test("nextState is undefined if the state does not take the input", () => {
    expect(nextState(DOOR, "open", "wall")).toBeUndefined();
    expect(nextState(DOOR, "gone", "open")).toBeUndefined();
  });

  test("a state is final exactly when nothing leads out of it", () => {
    expect((["open", "closed", "gone"] as const).filter((state) => isFinal(DOOR, state))).toEqual(["gone"]);
  });

  test("legalInputs keeps the given order", () => {
    expect(legalInputs(DOOR, "closed", ["wall", "shut", "open"])).toEqual(["wall", "open"]);
    expect(legalInputs(DOOR, "closed", ["open", "wall"])).toEqual(["open", "wall"]);
    expect(legalInputs(DOOR, "gone", ["open", "shut", "wall"])).toEqual([]);
  });

  type Door =
    | { readonly kind: "open" }
    | { readonly kind: "closed"; readonly sinceMs: number }
    | { readonly kind: "gone" };
  type Act = { readonly type: "open" | "wall" } | { readonly type: "shut"; readonly gently: boolean };
  const steps: Steps<typeof DOOR, Door, Act, number> = {
    open: (kind) => ({ kind }),
    shut: (kind, _from, { gently }, nowMs) => ({ kind, sinceMs: gently ? nowMs + 1 : nowMs }),
    wall: (kind) => ({ kind }),
  };

  test("step makes the state that the table names, from the input and the moment", () => {
    expect(step(DOOR, steps, { kind: "open" }, { type: "shut", gently: true }, 5)).toEqual({
      kind: "closed",
      sinceMs: 6,
    });
    expect(step(DOOR, steps, { kind: "closed", sinceMs: 5 }, { type: "wall" }, 9)).toEqual({ kind: "gone" });
  });

  test("step is undefined if the state does not take the input", () => {
    expect(step<typeof DOOR, Door, Act, number>(DOOR, steps, { kind: "gone" }, { type: "open" }, 9)).toBe(
      undefined,
    );
  });
});
