// The sentence for each browser, in each language.
import { describe, expect, test } from "vitest";
import { browserOf, howToAllow } from "./how-to-allow.ts";

const AGENTS = {
  chrome:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  edge: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  safari:
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
  "chrome-android":
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  "firefox-android": "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0",
  ios: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
  other: "",
} as const;

describe.each(Object.entries(AGENTS))("%s", (name, userAgent) => {
  test("is recognized", () => {
    expect(browserOf(userAgent)).toBe(name);
  });

  test("has a sentence for everything that can be allowed, in each language", () => {
    const said = (["camera", "microphone", "notifications"] as const).flatMap((permitted) =>
      ["en", "zh-Hans"].map((lang) => howToAllow(permitted, { lang, userAgent })),
    );
    expect(new Set(said).size).toBe(6);
    expect(said.every((sentence) => sentence.length > 10)).toBe(true);
  });
});

test("a page without a language, and one in another language, get English", () => {
  const { safari: userAgent } = AGENTS;
  expect(howToAllow("camera", { userAgent })).toMatch(/^In the menu Safari/);
  expect(howToAllow("camera", { lang: "de", userAgent })).toBe(howToAllow("camera", { userAgent }));
});
