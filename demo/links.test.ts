// What of a chat's text is a link.
import { expect, test } from "vitest";
import { partsOf } from "./links.ts";

const hrefsOf = (text: string, from?: number, to?: number) =>
  partsOf(text, from, to).flatMap(({ href }) => href ?? []);

test.each([
  ["see https://example.org/a?b=c#d", ["https://example.org/a?b=c#d"]],
  ["(https://example.org/a).", ["https://example.org/a"]],
  ["https://a.example, https://b.example!", ["https://a.example", "https://b.example"]],
  ["看 https://example.org/王芳。", ["https://example.org/王芳"]],
  ["javascript:alert(1) data:text/html,x example.org http://", []],
  ["<https://example.org>", ["https://example.org"]],
  ["看https://example.org/x，很好看", ["https://example.org/x"]],
  [
    "https://example.org/A_(b) and (https://example.org/A_(b))",
    ["https://example.org/A_(b)", "https://example.org/A_(b)"],
  ],
  ["HTTPS://EXAMPLE.ORG/A", ["HTTPS://EXAMPLE.ORG/A"]],
])("in “%s”", (text, hrefs) => {
  expect(hrefsOf(text)).toEqual(hrefs);
  expect(
    partsOf(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});

test("a link that is cut is no link, because it would lead elsewhere", () => {
  const text = "at https://example.org/long/way and https://b.example";
  expect(hrefsOf(text, 0, 20)).toEqual([]);
  expect(partsOf(text, 0, 20)).toEqual([{ text: text.slice(0, 20) }]);
  expect(hrefsOf(text, 20)).toEqual(["https://b.example"]);
});
