// What a card says about a call, in both languages.
import { createInvitationClient, type LocalInvitationSnapshot } from "peer-invite";
import { createFakeClock, createMemoryNetwork } from "peer-invite/testing";
import { expect, test } from "vitest";
import type { Call } from "./calls.ts";
import { clockWords, quoteOf, standingOf } from "./standing.ts";
import { chooseLanguage, WORDS } from "./words/index.ts";

const snapshot = (news: Partial<LocalInvitationSnapshot>): Call => {
  const client = createInvitationClient(createMemoryNetwork().join("ada"), { clock: createFakeClock() });
  const idle = client.createLocalInvitation("bob").snapshot;
  return { key: "a", snapshot: { ...idle, ...news }, totalMs: 1, talk: undefined };
};

test("the card of an outgoing call says how far the call has come, and how it ended", () => {
  const ringing = snapshot({ state: "received", progress: "ringing" });
  expect(standingOf(ringing, WORDS.en.calls)).toEqual({ title: "Ringing bob…", tone: "live" });
  expect(standingOf(ringing, WORDS.zh.calls).title).toBe("等待 bob 接听…");
  const busy = snapshot({ state: "refused", outcome: { kind: "refused", reason: "busy", response: "" } });
  expect(standingOf(busy, WORDS.en.calls)).toMatchObject({ title: "bob is busy", tone: "bad" });
});

test("the card quotes the words of the answer, and nothing where there were none", () => {
  const refused = (response: string): Call =>
    snapshot({ state: "refused", outcome: { kind: "refused", reason: "refused", response } });
  expect([quoteOf(refused("at five")), quoteOf(refused("")), quoteOf(snapshot({}))]).toEqual([
    "at five",
    undefined,
    undefined,
  ]);
});

test.each([
  [-5, "0:00"],
  [65_999, "1:05"],
  [3_725_000, "1:02:05"],
])("%d ms are %s", (ms, words) => {
  expect(clockWords(ms)).toBe(words);
});

test.each([
  [["zh-TW", "en"], "zh"],
  [["fr", "en-GB", "zh"], "en"],
  [["fr"], "en"],
  [[], "en"],
] as const)("for a browser that wants %j the page speaks %s", (wanted, language) => {
  expect(chooseLanguage(wanted)).toBe(language);
});
