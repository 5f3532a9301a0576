// @ts-check
// An expression that is left alone and no longer there would hide nothing, and mislead its reader.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EQUIVALENTS } from "./equivalents.mjs";

test.each(
  Object.entries(EQUIVALENTS).flatMap(([file, expressions]) =>
    Object.keys(expressions).map((expression) => ({ file, expression })),
  ),
)("$file still has: $expression", ({ file, expression }) => {
  expect(readFileSync(file, "utf8")).toContain(expression);
});

test("no file of the source excuses its own code", () => {
  const files = Object.keys(EQUIVALENTS).map((file) => readFileSync(file, "utf8"));
  for (const text of files) expect(text).not.toContain("Stryker");
});
