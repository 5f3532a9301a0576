// What a card says about a call, in both languages.
import { createInvitationClient, type LocalInvitationSnapshot } from "peer-invite";
import { createFakeClock, createMemoryNetwork } from "peer-invite/testing";
import { expect, test } from "vitest";
import type { Call } from "./calls.ts";
import { standingOf } from "./standing.ts";
import { chooseLanguage, WORDS } from "./words/index.ts";

const snapshot = (news: Partial<LocalInvitationSnapshot>): Call => {
  const client = createInvitationClient(createMemoryNetwork().join("ada"), { clock: createFakeClock() });
  const idle = client.createLocalInvitation("bob").snapshot;
  return { key: "a", snapshot: { ...idle, ...news }, totalMs: 1, endedAtMs: undefined, talk: undefined };
};

test("the card of an outgoing call says how far the call has come, and how it ended", () => {
  const ringing = snapshot({ state: "received", progress: "ringing" });
  expect(standingOf(ringing, WORDS.en.calls, "bob")).toEqual({ title: "Ringing bob…", tone: "live" });
  expect(standingOf(ringing, WORDS.zh.calls, "bob").title).toBe("等待 bob 接听…");
  const busy = snapshot({ state: "refused", outcome: { kind: "refused", reason: "busy", response: "" } });
  expect(standingOf(busy, WORDS.en.calls, "bob")).toMatchObject({ title: "bob is busy", tone: "bad" });
});

test.each([
  [["zh-TW", "en"], "zh"],
  [["fr", "en-GB", "zh"], "en"],
  [["fr"], "en"],
  [[], "en"],
] as const)("for a browser that wants %j the page speaks %s", (wanted, language) => {
  expect(chooseLanguage(wanted)).toBe(language);
});
