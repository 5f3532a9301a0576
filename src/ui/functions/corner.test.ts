// To which corner of a stage the own picture moves.
import { expect, test } from "vitest";
import { cornerAt, cornerBeside } from "./corner.ts";

const BOX = { left: 100, top: 50, width: 400, height: 200 };

test.each([
  [110, 60, "top-left"],
  [490, 60, "top-right"],
  [110, 240, "bottom-left"],
  [490, 240, "bottom-right"],
  [-50, 900, "bottom-left"],
] as const)("dropped at %i, %i it moves to the corner %s", (x, y, corner) => {
  expect(cornerAt(x, y, BOX)).toBe(corner);
});

test.each([
  ["ArrowLeft", "bottom-left"],
  ["ArrowUp", "top-right"],
  ["ArrowRight", "bottom-right"],
  ["ArrowDown", "bottom-right"],
  ["a", undefined],
] as const)("the key %s moves it from the bottom right: %s", (key, corner) => {
  expect(cornerBeside("bottom-right", key)).toBe(corner);
});
