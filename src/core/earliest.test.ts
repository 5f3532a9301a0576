// The earliest of several times.
import { expect, test } from "vitest";
import { earliest } from "./earliest.ts";

test.each([
  [[], undefined],
  [[undefined, undefined], undefined],
  [[5], 5],
  [[undefined, 9, 3, undefined, 7], 3],
  [[0, undefined, 1], 0],
])("the earliest of %j is %s", (times, expected) => {
  expect(earliest(times)).toBe(expected);
});
