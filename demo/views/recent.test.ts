// What the list of recent calls says about each call, and how many it counts as missed.
import type { HistoryEntry } from "peer-invite/history";
import { expect, test } from "vitest";
import { WORDS } from "../words/index.ts";
import { countMissed, recentWords } from "./recent.ts";

const { lists } = WORDS.en.page;
const NEVER_ENDED = {
  id: "a",
  peer: "bob",
  content: "",
  channelId: undefined,
  kind: undefined,
  name: undefined,
  startedAtMs: 0,
  endedAtMs: undefined,
  outcome: undefined,
  call: undefined,
} as const;
const outgoing: HistoryEntry = { ...NEVER_ENDED, role: "local" };
const ringing: HistoryEntry = { ...NEVER_ENDED, role: "remote", missed: undefined, rang: true };
const missed: HistoryEntry = { ...ringing, missed: "expired" };
const refused: HistoryEntry = {
  ...ringing,
  outcome: { kind: "refused", reason: "refused", response: "" },
};

test("a call without an end is still on only if this page has it", () => {
  expect(recentWords(outgoing, lists, true)).toBe(lists.open);
  expect(recentWords(outgoing, lists, false)).toBe(lists.outgoing);
});

test.each([
  ["missed twice", [missed, missed], 2],
  ["of several peers", [missed, { ...missed, peer: "cyd" }], 2],
  ["and rings again", [ringing, missed, missed], 2],
  ["and answered since", [refused, missed], 0],
  ["and called back", [outgoing, missed], 0],
  ["and another one was called", [{ ...outgoing, peer: "cyd" }, missed], 1],
  ["after it was answered", [missed, refused, missed], 1],
] as const)("missed calls that still need attention: %s", (_name, history, count) => {
  expect(countMissed(history)).toBe(count);
});
