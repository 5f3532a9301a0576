// What counts as not seen yet, and when the card of an ended call leaves.
import { createInvitationClient } from "peer-invite";
import type { HistoryEntry } from "peer-invite/history";
import { createFakeClock, createMemoryNetwork } from "peer-invite/testing";
import { expect, test } from "vitest";
import { missedNews, newsIn } from "./attention.ts";
import { type Call, lastEnded } from "./calls.ts";
import { addLine, EMPTY_CHAT } from "./chat.ts";
import { watchEnded } from "./leaving.ts";
import { DEFAULTS } from "./settings.ts";
import { createStore } from "./store.ts";
import { createTalk } from "./talk.ts";

const client = createInvitationClient(createMemoryNetwork().join("ada"), { clock: createFakeClock() });
const { snapshot } = client.createLocalInvitation("bob");
const canceled = { ...snapshot, outcome: { kind: "canceled", reason: "canceled", content: "" } } as const;
const open: Call = { key: "open", snapshot, totalMs: 1, endedAtMs: undefined, talk: undefined };
const ended: Call = { key: "ended", snapshot: canceled, totalMs: 1, endedAtMs: 5, talk: undefined };
const chat = ["hi", "are you there?"].reduce((before, text) => addLine(before, false, text, 0), EMPTY_CHAT);
const talking: Call = {
  ...{ key: "talking", snapshot: canceled, totalMs: 1, endedAtMs: 1 },
  talk: { ...createTalk("chat", {} as never, 0), chat, readNumber: 1 },
};
const missed = (endedAtMs: number): HistoryEntry =>
  ({ role: "remote", peer: "cyd", missed: "busy", startedAtMs: 0, endedAtMs }) as HistoryEntry;

test("calls that were missed since the person looked are news, and so are unread messages", () => {
  const history = [missed(30), missed(20), missed(10)];
  expect(missedNews({ history, missedSeenMs: 20 })).toEqual([missed(30)]);
  expect(newsIn({ history, missedSeenMs: 10, calls: [talking, open] })).toBe(3);
});

test("the call that ended last has the card, also if it began first", () => {
  const over: Call = {
    ...talking,
    key: "over",
    talk: { ...createTalk("chat", {} as never, 0), endedAtMs: 9 },
  };
  expect(lastEnded([open, ended, over])?.key).toBe("over");
  expect(lastEnded([open, talking])).toBeUndefined();
});

test("an ended call leaves after a while on a page that is shown, and one with a chat stays", () => {
  const settings = { ...DEFAULTS, language: "en" } as const;
  const store = createStore({ name: "ada", callee: "", settings, notices: "unsupported" });
  const page = Object.assign(new EventTarget(), { hidden: true });
  const waits: (() => void)[] = [];
  const gone: string[] = [];
  watchEnded(store, (key) => void gone.push(key), { wait: (run) => waits.push(run), page: page as never });
  const kept: Call = {
    ...ended,
    key: "kept",
    talk: { ...createTalk("chat", {} as never, 0), endedAtMs: 9, chat },
  };
  store.update({ calls: [open, ended, kept] });
  expect(waits).toHaveLength(0);
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  store.update({ calls: [open, ended, kept] });
  expect(waits).toHaveLength(1);
  for (const run of waits) run();
  expect(gone).toEqual(["ended"]);
  // A person has dismissed it before.
  store.update({ calls: [] });
  for (const run of waits) run();
  expect(gone).toHaveLength(1);
});
