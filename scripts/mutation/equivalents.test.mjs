// @ts-check
// Each ignored expression must still be in its file. An obsolete one would mislead its reader.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EQUIVALENTS, strykerPlugins } from "./equivalents.mjs";

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

test("the plugin ignores such an expression in its file, and no other", () => {
  const code = "text.length > maxBytes";
  const ask = (/** @type {string} */ filename, /** @type {string} */ text) =>
    strykerPlugins[0]?.value.shouldIgnore({
      node: { start: 0, end: text.length },
      hub: { file: { code: text, opts: { filename } } },
    });
  expect(ask("/a/copy/src/base/pure/text.ts", code)).toContain("short cut");
  expect(ask("/a/copy/src/base/pure/text.ts", code)).toBe(EQUIVALENTS["src/base/pure/text.ts"]?.[code]);
  expect(ask("/a/copy/src/base/pure/text.ts", "text.length < maxBytes")).toBeUndefined();
  expect(ask("/a/copy/src/core/link/link.ts", code)).toBeUndefined();
});
