// What a key does, and when it does nothing.
import { createInvitationClient } from "peer-invite";
import { createFakeClock, createMemoryNetwork } from "peer-invite/testing";
import { expect, test } from "vitest";
import type { Call } from "./calls.ts";
import { type Stroke, shortcutFor } from "./keys.ts";
import { DEFAULTS } from "./settings.ts";
import { createTalk } from "./talk.ts";

const client = createInvitationClient(createMemoryNetwork().join("ada"), { clock: createFakeClock() });
const { snapshot } = client.createLocalInvitation("bob");
const call = (news: object): Call => ({
  key: "a",
  snapshot,
  totalMs: 1,
  endedAtMs: undefined,
  talk: undefined,
  ...news,
});
const ringing = call({ snapshot: { ...snapshot, role: "remote", state: "ringing" } });
const talking = call({ talk: createTalk("audio", { held: false } as never, 0) });
const silent = { held: false, microphone: "none", camera: "none", remoteStreams: [] };
const chatting = call({ talk: createTalk("chat", silent as never, 0) });
const settings = { ...DEFAULTS, language: "en" } as const;
const stroke = (key: string, news: Partial<Stroke> = {}): Stroke => ({
  ...{ key, repeat: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false },
  ...news,
});
const of = (calls: readonly Call[], key: string, news: Partial<Stroke> = {}) =>
  shortcutFor(stroke(key, news), { calls, settings, question: undefined });

test.each([
  ["a", [ringing], "answer"],
  ["D", [ringing, talking], "decline"],
  ["m", [talking], "mute"],
  ["v", [talking], "camera"],
  ["c", [talking], "chat"],
  ["h", [talking], "hangUp"],
  ["?", [], "help"],
  ["a", [talking], undefined],
  ["h", [ringing], undefined],
  ["c", [chatting], undefined],
  ["h", [chatting], "hangUp"],
  ["x", [talking], undefined],
] as const)("the key %s with %j means %s", (key, calls, shortcut) => {
  expect(of(calls, key)).toBe(shortcut);
});

test("a key that is held down, or belongs to the browser or to an answer, does nothing", () => {
  for (const news of [
    { repeat: true },
    { ctrlKey: true },
    { metaKey: true },
    { altKey: true },
    { isComposing: true },
  ])
    expect(of([talking], "h", news)).toBeUndefined();
  const question = { say: () => ({ title: "", detail: "", yes: "" }), act: () => {} };
  expect(shortcutFor(stroke("h"), { calls: [talking], settings, question })).toBeUndefined();
});

test("a person can turn the keys off, and still see which there are", () => {
  const off = { calls: [talking], settings: { ...settings, keys: false }, question: undefined };
  expect(shortcutFor(stroke("h"), off)).toBeUndefined();
  expect(shortcutFor(stroke("?"), off)).toBe("help");
});
