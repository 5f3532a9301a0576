// The words in each language, and an app's own in their place.
import { expect, test } from "vitest";
import { UI_WORDS, withOwnWords, wordsFor } from "./index.ts";

test("a language is chosen by its tag, and English stands for what is not spoken", () => {
  expect(["zh", "zh-Hans", "ZH-tw"].map(wordsFor)).toEqual(Array(3).fill(UI_WORDS.zh));
  expect(["en", "de", "", "zho"].map(wordsFor)).toEqual(Array(4).fill(UI_WORDS.en));
});

test("own words take the place of single words, and leave the others", () => {
  const own = {
    calls: { accept: "Pick up", replies: ["Later"], talk: { mute: "Quiet" } },
    chart: { title: undefined },
  };
  const words = withOwnWords(UI_WORDS.en, own as never);
  expect(words.calls.accept).toBe("Pick up");
  expect(words.calls.replies).toEqual(["Later"]);
  expect(words.calls.talk.mute).toBe("Quiet");
  expect(words.calls.talk.unmute).toBe(UI_WORDS.en.calls.talk.unmute);
  expect(words.chart).toEqual(UI_WORDS.en.chart);
  expect(withOwnWords(UI_WORDS.zh, undefined)).toBe(UI_WORDS.zh);
});

/** Every word, called with names where it is a function. */
function said(words: unknown): readonly string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return said(words("ada", 1));
  return Object.values(words as object).flatMap(said);
}

test("no word is empty, and Chinese has as many as English", () => {
  const [en, zh] = [said(UI_WORDS.en), said(UI_WORDS.zh)];
  expect(en.filter((word) => word.trim() === "")).toEqual([]);
  expect(zh.filter((word) => word.trim() === "")).toEqual([]);
  expect(zh.length).toBeGreaterThan(150);
});
