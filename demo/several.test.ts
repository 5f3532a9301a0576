// Whom the form names.
import { expect, test } from "vitest";
import { idsIn } from "./several.ts";

test.each([
  ["bob", ["bob"]],
  [" bob , carol,dave ", ["bob", "carol", "dave"]],
  ["bob，carol、dave；erin; fay", ["bob", "carol", "dave", "erin", "fay"]],
  ["two words, bob", ["two words", "bob"]],
  ["bob, bob,, ", ["bob"]],
  [" , ", []],
])("%j names %j", (text, ids) => {
  expect(idsIn(text)).toEqual(ids);
});
