// Which devices the page keeps open.
import { createInvitationClient, type LocalInvitationSnapshot } from "peer-invite";
import { createFakeClock, createMemoryNetwork } from "peer-invite/testing";
import { expect, test } from "vitest";
import type { Call } from "./calls.ts";
import type { Kind } from "./kinds.ts";
import { neededIn } from "./needs.ts";
import { DEFAULTS } from "./settings.ts";
import { createStore } from "./store.ts";
import { createTalk } from "./talk.ts";

const settings = { ...DEFAULTS, language: "en" } as const;
const { state } = createStore({ name: "ada", callee: "", settings, notices: "unsupported" });
const client = createInvitationClient(createMemoryNetwork().join("ada"), { clock: createFakeClock() });

const placed = (kind: Kind, news: Partial<LocalInvitationSnapshot> = {}): Call => {
  const { snapshot } = client.createLocalInvitation("bob", { kind });
  return { key: "a", snapshot: { ...snapshot, ...news }, totalMs: 1, endedAtMs: undefined, talk: undefined };
};
const canceled = { outcome: { kind: "canceled", reason: "canceled", content: "" } } as const;
const talking = (kind: Kind, sent: readonly string[]): Call => {
  const streams = [{ getTracks: () => sent.map((track) => ({ kind: track })) }];
  const talk = createTalk(kind, { streams, screen: undefined } as never, 0);
  return { ...placed(kind, canceled), talk };
};

test.each([
  ["nothing goes on", {}, []],
  ["a preview is shown", { studio: { ...state.studio, isPreviewed: true } }, ["audio", "video"]],
  ["a video call rings over there", { calls: [placed("video")] }, ["audio", "video"]],
  ["a voice call rings over there", { calls: [placed("audio")] }, ["audio"]],
  ["a chat rings over there", { calls: [placed("chat")] }, []],
  ["a video call was canceled", { calls: [placed("video", canceled)] }, []],
  ["a voice call is on", { calls: [talking("audio", [])] }, ["audio"]],
  ["a chat is on in which the camera was turned on", { calls: [talking("chat", ["video"])] }, ["video"]],
] as const)("when %s", (_name, news, needed) => {
  expect([...neededIn({ ...state, ...news })].sort()).toEqual(needed);
});
