// Makes texts fit into a width.
import fc from "fast-check";
import { expect, test } from "vitest";
import { cutText, widthOf, wrapText } from "./text-fit.ts";

test("a text that fits stays, in one line", () => {
  expect(cutText(" on\nmy  way ", 12, 200)).toBe("on my way");
  expect(wrapText("on my way", 12, 200)).toEqual(["on my way"]);
  expect(wrapText("", 12, 200)).toEqual([]);
});

test("full-width characters count as full", () => {
  expect(widthOf("呼叫邀请", 10)).toBeGreaterThan(widthOf("call", 10) * 1.5);
});

test("a text that is too wide is broken at a space, then cut", () => {
  expect(wrapText("the other page is not there, still trying", 12, 120)).toEqual([
    "the other page is",
    expect.stringMatching(/^not there.*…$/),
  ]);
  expect(wrapText("还没有上线，正在继续尝试呼叫对方，请稍候", 12, 120)).toHaveLength(2);
});

test("no line is wider than allowed, and no character is cut in two, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 30, max: 300 }), (text, maxPx) => {
      for (const line of [cutText(text, 12, maxPx), ...wrapText(text, 12, maxPx)]) {
        expect(widthOf(line, 12)).toBeLessThanOrEqual(maxPx);
        expect(line).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
      }
    }),
    { seed: 1 },
  );
});
