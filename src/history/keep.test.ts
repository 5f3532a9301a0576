// Which entries strangers can push out of a list of calls.

import { describe, expect, test } from "vitest";
import { createScene } from "../testing/clients.fixture.ts";
import { IDLE } from "../testing/idle.fixture.ts";
import type { HistoryEntry } from "./entry.ts";
import { createHistory } from "./history.ts";
import { keep } from "./keep.ts";

let count = 0;
const common = (peer: string) => {
  count += 1;
  const times = { startedAtMs: count, endedAtMs: count, call: undefined };
  return {
    id: `invitation-${count}`,
    peer,
    content: "",
    channelId: undefined,
    kind: undefined,
    name: undefined,
    ...times,
  };
};
const answered = (peer: string): HistoryEntry => {
  const outcome = { kind: "accepted", response: "" } as const;
  return { role: "remote", ...common(peer), outcome, missed: undefined, rang: true };
};
const missed = (peer: string, rang: boolean): HistoryEntry => {
  const outcome = { kind: "canceled", reason: "canceled", content: "" } as const;
  return { role: "remote", ...common(peer), outcome, missed: "canceled", rang };
};
const many = (n: number, make: (i: number) => HistoryEntry): HistoryEntry[] =>
  Array.from({ length: n }, (_, i) => make(i));
const peers = (entries: readonly HistoryEntry[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { peer } of entries) counts[peer] = (counts[peer] ?? 0) + 1;
  return counts;
};
const keepLatest = (entries: readonly HistoryEntry[], max: number): HistoryEntry[] =>
  keep(entries.toReversed(), max);

describe("the list of calls", () => {
  test("keeps only the latest few calls of a stranger whose calls never ring, and they push nothing out", () => {
    const all = [answered("bob"), ...many(250, () => missed("mallory", false))];
    const kept = keepLatest(all, 200);
    expect(peers(kept)).toEqual({ bob: 1, mallory: 5 });
    expect(kept[0]?.id).toBe(all.at(-1)?.id);
  });

  test("a stranger that rings and hangs up pushes out its own calls first", () => {
    const all = [answered("bob"), missed("cat", true), ...many(300, () => missed("mallory", true))];
    expect(peers(keepLatest(all, 200))).toEqual({ bob: 1, cat: 1, mallory: 198 });
  });

  test("many strangers get at most half of the list if there are other calls for the rest", () => {
    const all = [...many(150, () => answered("bob")), ...many(300, (i) => missed(`mallory-${i}`, true))];
    const kept = keepLatest(all, 200);
    expect(kept.filter(({ peer }) => peer === "bob")).toHaveLength(100);
    expect(kept[0]?.peer).toBe("mallory-299");
  });

  test("calls that never rang go before those that rang", () => {
    const all = [
      ...many(3, () => missed("friend", true)),
      ...many(250, (i) => missed(`mallory-${i}`, false)),
    ];
    expect(peers(keepLatest(all, 200))).toMatchObject({ friend: 3 });
  });

  test.each([
    ["answered in an earlier life, as the caller says", { kind: "failed", reason: "answered-earlier" }],
    ["superseded, as the caller says", { kind: "canceled", reason: "superseded", content: "" }],
    ["busy", { kind: "refused", reason: "busy", response: "" }],
  ] as const)("so do calls that ended as %s, though they were not missed", (_name, outcome) => {
    const other = (): HistoryEntry => ({
      role: "remote",
      ...common("mallory"),
      outcome,
      missed: undefined,
      rang: true,
    });
    const all = [answered("bob"), ...many(300, other)];
    expect(peers(keepLatest(all, 200))).toEqual({ bob: 1, mallory: 199 });
  });

  test("a missed call from a known peer outlasts those of strangers", () => {
    const all = [
      missed("mum", true),
      answered("bob"),
      missed("bob", true),
      ...many(300, (i) => missed(`mallory-${i}`, true)),
    ];
    const kept = keep(all.toReversed(), 200, (peer) => peer === "mum");
    expect(peers(kept)).toMatchObject({ mum: 1, bob: 2 });
    expect(peers(keepLatest(all, 200))).not.toHaveProperty("mum");
  });

  test("calls that the person here refused count as the person's own", () => {
    const outcome = { kind: "refused", reason: "refused", response: "" } as const;
    const refused = (): HistoryEntry => ({
      role: "remote",
      ...common("bob"),
      outcome,
      missed: undefined,
      rang: true,
    });
    const all = [...many(100, refused), ...many(200, () => missed("mallory", true))];
    expect(peers(keepLatest(all, 200))).toEqual({ bob: 100, mallory: 100 });
  });

  test("of the answered calls, the oldest goes", () => {
    const all = many(4, (i) => answered(`peer-${i}`));
    expect(Object.keys(peers(keepLatest(all, 3)))).toEqual(["peer-3", "peer-2", "peer-1"]);
  });
});

test("250 calls with no time left to ring do not push a real call out of the list or the storage", async () => {
  const { clock, join, network } = createScene();
  const [ada, bob] = [join("ada"), join("bob", { limits: { strangerIdleMs: 60_000 } })];
  const stored = new Map<string, HistoryEntry>();
  const history = createHistory(bob, {
    clock,
    storage: {
      load: async () => [],
      put: async (entry) => void stored.set(entry.id, entry),
      delete: async (keys) => {
        for (const key of keys) stored.delete(key.split("/")[2] ?? "");
      },
    },
  });
  bob.once("invitation", (invitation) => invitation.accept());
  const real = ada.createLocalInvitation("bob").send();
  await clock.settle();
  const mallory = network.join("mallory");
  mallory.start(IDLE);
  const channel = mallory.connect(bob.peerId as never);
  channel.start({ opened: () => {}, text: () => {}, doubted: () => {}, closed: () => {} });
  await clock.settle();
  for (let n = 0; n < 250; n += 1) {
    channel.send(JSON.stringify({ t: "invite", id: `stranger-${n}`, ttlMs: 0, content: "" }));
    await clock.advance(20);
  }
  await history.close();
  expect(peers(history.entries)).toEqual({ ada: 1, mallory: 5 });
  expect([...stored.keys()]).toEqual([real.id, ...[245, 246, 247, 248, 249].map((n) => `stranger-${n}`)]);
});
