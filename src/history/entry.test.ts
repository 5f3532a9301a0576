// The fields of an entry, and how it changes.
import { describe, expect, test } from "vitest";
import { createScene } from "../testing/clients.fixture.ts";
import {
  continueEntry,
  createEntry,
  endEntry,
  type HistoryEntry,
  keyOf,
  recallEntry,
  seeCall,
} from "./entry.ts";

const invitation = () => {
  const { join } = createScene();
  return join("ada").createLocalInvitation("bob", { content: "tea?", channelId: "room" });
};
const REMOTE: HistoryEntry = {
  role: "remote",
  id: "1",
  peer: "bob",
  content: "tea?",
  channelId: undefined,
  kind: undefined,
  name: undefined,
  startedAtMs: 5,
  endedAtMs: undefined,
  call: undefined,
  outcome: undefined,
  missed: undefined,
  rang: true,
};
const ACCEPTED = endEntry(REMOTE, { kind: "accepted", response: "" }, 9);

describe("an entry", () => {
  test("has the fields of the invitation, and when it was sent", () => {
    const local = invitation();
    expect(createEntry(local, 5)).toEqual({
      role: "local",
      id: local.id,
      peer: "bob",
      content: "tea?",
      channelId: "room",
      startedAtMs: 5,
      endedAtMs: undefined,
      outcome: undefined,
      call: undefined,
    });
  });

  test("is never missed if it is outgoing", () => {
    const ended = endEntry(createEntry(invitation(), 5), { kind: "failed", reason: "peer-offline" }, 9);
    expect(ended).toMatchObject({ endedAtMs: 9, outcome: { reason: "peer-offline" } });
    expect("missed" in ended).toBe(false);
    expect(recallEntry(createEntry(invitation(), 5))).not.toHaveProperty("missed");
  });

  test("has a key with direction, peer and invitation", () => {
    expect(keyOf({ role: "local", peer: "bob", id: "1" })).toBe("local/bob/1");
  });
});

describe("the call of an entry", () => {
  test("lasts from the accept until it is over", () => {
    const begun = seeCall(ACCEPTED, 10, false);
    expect(begun.call).toEqual({ startedAtMs: 9, endedAtMs: undefined, durationMs: 1 });
    const over = seeCall(begun, 90, true);
    expect(over.call).toEqual({ startedAtMs: 9, endedAtMs: 90, durationMs: 81 });
    expect([over, over.call].every(Object.isFrozen)).toBe(true);
  });

  test("begins now if the end of the invitation is not recorded yet", () => {
    expect(seeCall(REMOTE, 10, false).call?.startedAtMs).toBe(10);
  });

  test("ended when it was last checked, if the page did not see its end", () => {
    const stored = seeCall(seeCall(ACCEPTED, 10, false), 60, false);
    expect(recallEntry(stored).call).toEqual({ startedAtMs: 9, endedAtMs: 60, durationMs: 51 });
    const over = seeCall(stored, 90, true);
    expect(recallEntry(over)).toEqual(over);
  });

  test("keeps its beginning while it is active", () => {
    const stored = seeCall(ACCEPTED, 50, false);
    const now = seeCall(
      { ...REMOTE, startedAtMs: 70, endedAtMs: 70, outcome: ACCEPTED.outcome as never },
      70,
      false,
    );
    const whole = continueEntry(now, stored);
    expect(whole).toMatchObject({
      startedAtMs: 5,
      endedAtMs: 9,
      call: { startedAtMs: 9, endedAtMs: undefined },
    });
    expect(seeCall(whole, 109, true).call?.durationMs).toBe(100);
  });
});

describe("an entry of an earlier life of the page", () => {
  test("was lost if it was open", () => {
    expect(recallEntry(REMOTE)).toEqual({ ...REMOTE, missed: "lost" });
  });

  test("stays as it ended", () => {
    expect(recallEntry(ACCEPTED)).toEqual(ACCEPTED);
  });

  test("has no call if an earlier version stored it without one", () => {
    const { call: _, ...earlier } = ACCEPTED;
    expect(recallEntry(earlier as HistoryEntry)).toEqual(ACCEPTED);
  });

  test("is open since it first rang if it continues", () => {
    expect(continueEntry({ ...REMOTE, startedAtMs: 50 }, REMOTE)).toEqual(REMOTE);
  });
});
