// Which ends are missed calls, and what an entry is made of.
import { describe, expect, test } from "vitest";
import { createScene } from "../testing/clients.fixture.ts";
import { createEntry, endEntry, keyOf, MISSED, missedBy, recallEntry } from "./entry.ts";

const snapshots = () => {
  const { join } = createScene();
  return join("ada").createLocalInvitation("bob", { content: "tea?", channelId: "room" }).snapshot;
};

describe("missed calls", () => {
  test.each([
    [{ kind: "accepted", response: "" }, undefined],
    [{ kind: "refused", reason: "refused", response: "no" }, undefined],
    [{ kind: "refused", reason: "busy", response: "" }, "busy"],
    [{ kind: "canceled", reason: "canceled", content: "" }, "canceled"],
    [{ kind: "canceled", reason: "closed", content: "" }, "canceled"],
    [{ kind: "canceled", reason: "superseded", content: "" }, undefined],
    [{ kind: "failed", reason: "expired" }, "expired"],
    [{ kind: "failed", reason: "caller-lost" }, "lost"],
    [{ kind: "failed", reason: "unconfirmed" }, "lost"],
    [{ kind: "failed", reason: "closed" }, "closed"],
    [{ kind: "failed", reason: "answered-earlier" }, undefined],
  ] as const)("an incoming call that ended as %o: missed %s", (outcome, missed) => {
    expect(missedBy(outcome)).toBe(missed);
  });

  test("each reason is a sentence", () => {
    for (const sentence of Object.values(MISSED)) expect(sentence.length).toBeGreaterThan(10);
  });
});

describe("an entry", () => {
  test("has what the invitation had, and when it was sent", () => {
    const snapshot = snapshots();
    expect(createEntry(snapshot, 5)).toEqual({
      role: "local",
      id: snapshot.id,
      peer: "bob",
      content: "tea?",
      channelId: "room",
      startedAtMs: 5,
      endedAtMs: undefined,
      outcome: undefined,
    });
  });

  test("an outgoing one is never missed", () => {
    const ended = endEntry(createEntry(snapshots(), 5), { kind: "failed", reason: "peer-offline" }, 9);
    expect(ended).toMatchObject({ endedAtMs: 9, outcome: { reason: "peer-offline" } });
    expect("missed" in ended).toBe(false);
    expect(recallEntry(createEntry(snapshots(), 5))).not.toHaveProperty("missed");
  });

  test("has a key that tells apart direction, peer and invitation", () => {
    expect(keyOf({ role: "local", peer: "bob", id: "1" })).toBe("local/bob/1");
  });
});
