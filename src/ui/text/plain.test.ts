// The part of a stranger's text that is shown: what is visible of it, as far as there is room.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beginning, foldText, isBlank, nameFor, plainLine, plainName, plainText } from "./plain.ts";

const CONTROLS = /(?![\n\t])[\p{Bidi_Control}\p{Cc}\u200b\ufeff\u2028\u2029]/u;
const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc
    .array(fc.constantFrom("\u202e", "\u2066", "\u200f", "\0", "a", "\u0301", "\n", "😀", "\ud83d", " "), {
      maxLength: 200,
    })
    .map((parts) => parts.join("")),
);

describe("plain text", () => {
  test.each([
    ["a name of a file that is turned around", "invoice\u202efdp.exe", "invoicefdp.exe"],
    ["isolates, marks and embeddings", "\u2066a\u2069\u200f\u061c\u202ab\u202c", "ab"],
    ["controls", "a\0\u001b[31mb\u009b\u007f", "a[31mb"],
    ["characters without a width", "pass\u200bword\ufeff\u2060", "password"],
    ["halves of characters", "a\ud83d b\ude00", "a b"],
    ["hidden tags", "hi\u{E0041}\u{E0042}", "hi"],
    ["ends of lines of any system", "a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"],
    ["a page of nothing", `a${"\n".repeat(500)}b`, "a\n\n\nb"],
    ["a heap of marks", `a${"\u0301".repeat(200)}b`, `a${"\u0301".repeat(5)}b`],
  ])("loses %s", (_name, text, plain) => {
    expect(plainText(text, 1_000)).toBe(plain);
  });

  test.each([
    ["several scripts", "שלום عليكم नमस्ते สวัสดี 你好"],
    ["emoji of several characters", "👩‍👩‍👧 ❤️ 👍🏽 🇩🇪 1️⃣"],
    ["the flag of a part of a country", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"],
    ["joiners that a script needs", "می‌خواهم"],
    ["indented lines", "if (a)\n\tb\n\nc"],
  ])("keeps %s", (_name, text) => {
    expect(plainText(text, 1_000)).toBe(text);
  });

  test("is as long as allowed, and nothing in it is invisible, whatever is written", () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 2, max: 90 }), (text, max) => {
        for (const plain of [plainText(text, max), plainLine(text, max)]) {
          expect(plain.length).toBeLessThanOrEqual(max);
          expect(plain).not.toMatch(CONTROLS);
          expect(plain).not.toMatch(/\p{Cs}|\p{M}{6}/u);
        }
        expect(plainLine(text, max)).not.toMatch(/[\n\t]|^\s|\s$/);
      }),
      { seed: 1 },
    );
  });

  test("of a huge text costs as much as the part that is shown", () => {
    const huge = "\u202e\u0301\u0301".repeat(5_000_000);
    const before = performance.now();
    expect(plainText(huge, 8_000).length).toBeLessThanOrEqual(8_000);
    expect(plainLine(huge, 200)).toBe(`${"\u0301".repeat(5)}…`);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

test("a text that is cut ends with an ellipsis, and no character is cut in two", () => {
  expect(plainLine("  one\n two  ", 20)).toBe("one two");
  expect(plainLine("one two three", 8)).toBe("one two…");
  expect(plainLine("😀😀😀", 4)).toBe("😀…");
  expect(beginning("a😀", 2)).toBe("a");
});

describe("folded", () => {
  test("a short text is shown as a whole", () => {
    expect(foldText("hello\nthere", 20, 12)).toEqual(["hello\nthere", ""]);
  });

  test("a long text shows its beginning, and nothing is lost", () => {
    expect(foldText("x".repeat(90), 20, 12)).toEqual(["x".repeat(20), "x".repeat(70)]);
    expect(foldText("x".repeat(24), 20, 12)).toEqual(["x".repeat(24), ""]);
    const lines = "line\n".repeat(30);
    const [shown, rest] = foldText(lines, 500, 12);
    expect(shown.split("\n")).toHaveLength(12);
    expect(shown + rest).toBe(lines);
  });
});

describe("a name in a sentence", () => {
  test("stands as it is, cut where it is long", () => {
    expect(plainName("ada", 9)).toBe("ada");
    expect(plainName("ada lovelace", 6)).toBe("ada l…");
  });

  test("has a direction of its own where it is written from right to left", () => {
    expect(plainName("שרה", 9)).toBe("\u2068שרה\u2069");
    expect(plainName("\u202eabc", 9), "no direction of a stranger's choice").toBe("abc");
  });
});

test.each([
  ["nothing", ""],
  ["white space", " \t\n\u3000"],
  ["characters without a width", "\u200b\u2060"],
  ["joiners", "\u200d\u200c"],
  ["controls and directions", "\0\u202e"],
  ["marks without a letter", "\u0301\ufe0f"],
  ["fillers", "\u3164\u115f\uffa0\u2800"],
  ["more of it than is looked at", "\u200b".repeat(5_000)],
])("a name of %s is blank, and the id stands in its place", (_name, name) => {
  expect(isBlank(name)).toBe(true);
  expect(nameFor("bob", name)).toBe("bob");
});

test.each(["a", "\u200bada", "שרה", "❤️", "नि", "…"])("%s is a name", (name) => {
  expect(nameFor("bob", name)).toBe(name);
});
