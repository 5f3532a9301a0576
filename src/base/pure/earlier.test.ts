// The earlier of two times.
import { expect, test } from "vitest";
import { earlier } from "./earlier.ts";

test.each([
  [undefined, undefined, undefined],
  [5, undefined, 5],
  [undefined, 0, 0],
  [9, 3, 3],
  [0, 1, 0],
])("the earlier of %s and %s is %s", (a, b, expected) => {
  expect(earlier(a, b)).toBe(expected);
});
