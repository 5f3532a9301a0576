// Every rule that is taken away (take-away.mjs) stands where the table says, so that the table cannot go out of date.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TAKEN_AWAY } from "./rules.mjs";

test.each(TAKEN_AWAY)("$rule $what: its code stands once in $file", ({ file, code }) => {
  const source = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  expect(source.split(code).length - 1).toBe(1);
});
