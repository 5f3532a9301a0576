// A client's calls as a person expects them in a list.
import { describe, expect, test, vi } from "vitest";
import { createCall, createScene, errorOf, ringingAt } from "../testing/clients.fixture.ts";
import type { HistoryEntry } from "./entry.ts";
import { createHistory, type History } from "./history.ts";
import { createMemoryHistoryStorage, type HistoryStorage } from "./storage.ts";

/** Each entry as a line, the latest first. */
const lines = ({ entries }: History): string[] =>
  entries.map((entry) => {
    const arrow = entry.role === "local" ? "→" : "←";
    const missed = entry.role === "remote" && entry.missed ? ` missed: ${entry.missed}` : "";
    return `${arrow} ${entry.peer} ${entry.outcome?.kind ?? "open"}${missed}`;
  });

describe("a history", () => {
  test("has every call at both ends, from when it is sent or rings until it has ended", async () => {
    const { ada, bob, ring, clock } = await createCall();
    const [adas, bobs] = [ada, bob].map((client) => createHistory(client, { clock }));
    const remote = await ring();
    expect([lines(adas as History), lines(bobs as History)]).toEqual([["→ bob open"], ["← ada open"]]);
    await clock.advance(2_000);
    remote.accept("coming");
    await clock.settle();
    expect([lines(adas as History), lines(bobs as History)]).toEqual([
      ["→ bob accepted"],
      ["← ada accepted"],
    ]);
    const [entry] = (bobs as History).entries;
    expect(entry).toMatchObject({ content: "lunch?", channelId: "room-1", outcome: { response: "coming" } });
    expect((entry?.endedAtMs ?? 0) - (entry?.startedAtMs ?? 0)).toBe(2_000);
  });

  test("has what was already open when it was created", async () => {
    const { bob, ring } = await createCall();
    await ring();
    expect(lines(createHistory(bob))).toEqual(["← ada open"]);
  });

  test("shows missed calls, and lists the latest first", async () => {
    const { ada, bob, clock } = await createCall();
    const history = createHistory(bob, { clock });
    for (const end of ["cancel", "expire", "refuse"] as const) {
      const local = ada.createLocalInvitation("bob").send();
      await clock.settle();
      await clock.advance(1_000);
      if (end === "cancel") local.cancel();
      if (end === "refuse") ringingAt(bob).refuse();
      if (end === "expire") await clock.advance(60_000);
      await clock.settle();
    }
    expect(lines(history)).toEqual([
      "← ada refused",
      "← ada failed missed: expired",
      "← ada canceled missed: canceled",
    ]);
  });

  test("is one frozen array until something changes, and reports that", async () => {
    const { bob, ring, clock } = await createCall();
    const history = createHistory(bob);
    const before = history.entries;
    const changed = vi.fn();
    history.on("changed", changed);
    expect([history.entries, Object.isFrozen(before)]).toEqual([before, true]);
    const remote = await ring();
    expect(history.entries).not.toBe(before);
    expect(changed).toHaveBeenLastCalledWith(history.entries);
    remote.refuse();
    await clock.settle();
    expect(changed).toHaveBeenCalledTimes(2);
  });

  test("keeps a limited number of entries, and removes the oldest first", async () => {
    const { ada, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const history = createHistory(ada, { entriesMax: 2, storage, clock });
    for (const peer of ["p1", "p2", "p3"]) {
      ada.createLocalInvitation(peer).send().cancel();
      await clock.advance(10);
    }
    expect(lines(history)).toEqual(["→ p3 canceled", "→ p2 canceled"]);
    await history.close();
    expect((await storage.load()).map(({ peer }) => peer)).toEqual(["p2", "p3"]);
  });

  test("removes one call, or all", async () => {
    const { ada, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const history = createHistory(ada, { storage, clock });
    for (const peer of ["p1", "p2", "p3"]) {
      ada.createLocalInvitation(peer).send().cancel();
      await clock.advance(10);
    }
    const [latest] = history.entries;
    if (latest) await history.remove(latest);
    expect(lines(history)).toEqual(["→ p2 canceled", "→ p1 canceled"]);
    await history.clear();
    expect([history.entries, await storage.load()]).toEqual([[], []]);
    await history.clear();
  });

  test("a call that is open when the list is cleared comes back when it ends", async () => {
    const { bob, ring, clock } = await createCall();
    const history = createHistory(bob);
    const remote = await ring();
    await history.clear();
    expect(history.entries).toEqual([]);
    remote.refuse();
    await clock.settle();
    expect(lines(history)).toEqual(["← ada refused"]);
  });

  test("what is removed before everything is read stays removed, and what is added meanwhile stays", async () => {
    const { ada, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const before = createHistory(ada, { storage, clock });
    for (const peer of ["p1", "p2"]) ada.createLocalInvitation(peer).send().cancel();
    await clock.settle();
    const [p1] = before.entries.filter(({ peer }) => peer === "p1");
    await before.close();
    const partly = createHistory(ada, { storage, clock });
    if (p1) await partly.remove(p1);
    expect([lines(partly), (await storage.load()).length]).toEqual([["→ p2 canceled"], 1]);
    await partly.close();
    const history = createHistory(ada, { storage, clock });
    const cleared = history.clear();
    ada.createLocalInvitation("p3").send().cancel();
    await cleared;
    await clock.settle();
    expect([lines(history), (await storage.load()).length]).toEqual([["→ p3 canceled"], 1]);
  });

  test("what could not be read can be cleared", async () => {
    const { ada, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const before = createHistory(ada, { storage, clock });
    ada.createLocalInvitation("p1").send().cancel();
    await before.close();
    let isBroken = true;
    const load = () => (isBroken ? Promise.reject(new Error("locked")) : storage.load());
    const history = createHistory(ada, { storage: { ...storage, load }, clock });
    await history.loaded;
    ada.createLocalInvitation("p2").send().cancel();
    await clock.settle();
    await history.clear();
    expect((await storage.load()).map(({ peer }) => peer)).toEqual(["p1"]);
    isBroken = false;
    await history.clear();
    expect(await storage.load()).toEqual([]);
  });

  test("if it is closed together with its client, it has how everything ended", async () => {
    const { ada, bob, ring, clock } = await createCall();
    const storages = [createMemoryHistoryStorage(), createMemoryHistoryStorage()];
    const [adas, bobs] = [ada, bob].map((client, index) =>
      createHistory(client, { clock, storage: storages[index] as HistoryStorage }),
    );
    await ring();
    await Promise.all([ada.close(), adas?.close(), bob.close(), bobs?.close(), clock.advance(2_000)]);
    const stored = await Promise.all(storages.map((storage) => storage.load()));
    expect(stored.flat().map(({ role, outcome }) => [role, outcome?.kind])).toEqual([
      ["local", "canceled"],
      ["remote", "failed"],
    ]);
  });

  test("after it is closed it no longer watches", async () => {
    const { ada, bob, ring } = await createCall();
    const history = createHistory(bob);
    await history.close();
    await ring();
    expect(history.entries).toEqual([]);
    expect([ada, bob].map((client) => client.listenerCount("changed"))).toEqual([0, 0]);
  });

  test.each([0, 10_001, 1.5, "many"])("entriesMax %s is refused", (entriesMax) => {
    const { join } = createScene();
    const error = errorOf(() => createHistory(join("ada"), { entriesMax: entriesMax as number }));
    expect(error).toMatchObject({ code: "invalid-option", operation: "createHistory" });
  });
});

describe("invitations that never rang", () => {
  test.each([
    ["busy", { isBusy: () => true }],
    ["do-not-disturb", { doNotDisturb: true }],
    ["not-allowed", { mayRing: () => false }],
  ] as const)("is missed: %s", async (reason, policy) => {
    const { bob, local, clock } = await createCall();
    bob.setPolicy(policy);
    const history = createHistory(bob, { clock });
    await clock.advance(100);
    local.send();
    await clock.settle();
    expect(lines(history)).toEqual([`← ada refused missed: ${reason}`]);
    const nowMs = clock.nowMs();
    expect(history.entries[0]).toMatchObject({ content: "lunch?", channelId: "room-1", call: undefined });
    expect(history.entries[0]).toMatchObject({ startedAtMs: nowMs, endedAtMs: nowMs });
    expect(bob.listenerCount("missed")).toBe(1);
    await history.close();
    expect(bob.listenerCount("missed")).toBe(0);
  });
});

/** Ada and bob with histories and storages, and an accepted invitation. */
async function createHistories() {
  const scene = await createCall();
  const storages = { ada: createMemoryHistoryStorage(), bob: createMemoryHistoryStorage() };
  const { clock, ada, bob, local, ring } = scene;
  const adas = createHistory(ada, { clock, storage: storages.ada });
  const bobs = createHistory(bob, { clock, storage: storages.bob });
  const remote = await ring();
  await clock.advance(3_000);
  remote.accept();
  await clock.settle();
  return { ...scene, storages, adas, bobs, local, remote, acceptedAtMs: clock.nowMs() };
}

describe("a call in the history", () => {
  test("lasts from the accept until its line is closed, at both ends", async () => {
    const { adas, bobs, local, remote, clock, acceptedAtMs } = await createHistories();
    expect([adas, bobs].map(({ entries }) => entries[0]?.call)).toEqual([undefined, undefined]);
    await clock.advance(400);
    const line = local.openLine();
    remote.openLine();
    await clock.settle();
    const on = { startedAtMs: acceptedAtMs, endedAtMs: undefined, durationMs: 400 };
    expect([adas, bobs].map(({ entries }) => entries[0]?.call)).toEqual([on, on]);
    await clock.advance(61_600);
    line.close();
    await clock.settle();
    const over = { startedAtMs: acceptedAtMs, endedAtMs: acceptedAtMs + 62_000, durationMs: 62_000 };
    expect([adas, bobs].map(({ entries }) => entries[0]?.call)).toEqual([over, over]);
    expect([lines(adas), lines(bobs)]).toEqual([["→ bob accepted"], ["← ada accepted"]]);
    await clock.advance(600_000);
    expect(clock.timers).toBe(0);
  });

  test("begins when it is opened on acceptance, and is checked every two seconds", async () => {
    const { bob, ring, clock } = await createCall();
    const history = createHistory(bob, { clock });
    const remote = await ring();
    remote.on("accepted", () => remote.openLine());
    remote.accept();
    await clock.settle();
    const acceptedAtMs = clock.nowMs();
    expect(lines(history)).toEqual(["← ada accepted"]);
    expect(history.entries[0]?.endedAtMs).toBe(acceptedAtMs);
    await clock.advance(1_999);
    expect(history.entries[0]?.call?.durationMs).toBe(0);
    await clock.advance(1);
    expect(history.entries[0]?.call).toMatchObject({ startedAtMs: acceptedAtMs, durationMs: 2_000 });
  });

  test("is never stored without the answer that it belongs to", async () => {
    const { bob, ring, clock } = await createCall();
    const stored: string[] = [];
    const put = async ({ outcome, call }: HistoryEntry): Promise<void> => {
      stored.push(`${outcome?.kind}, ${call ? "a call" : "no call"}`);
    };
    createHistory(bob, { clock, storage: { ...createMemoryHistoryStorage(), put } });
    const remote = await ring();
    remote.on("accepted", () => remote.openLine());
    remote.accept();
    await clock.settle();
    expect(stored).toEqual(["undefined, no call", "accepted, no call", "accepted, a call"]);
  });

  test("that is active when the history is created is in it", async () => {
    const { bob, remote, clock } = await createHistories();
    remote.openLine();
    await clock.advance(5_000);
    const history = createHistory(bob, { clock });
    expect(lines(history)).toEqual(["← ada accepted"]);
    expect(history.entries[0]?.call).toMatchObject({ startedAtMs: clock.nowMs(), endedAtMs: undefined });
  });

  test("ended when it was last checked, if the page did not see its end", async () => {
    const { network, join, bobs, remote, storages, clock, acceptedAtMs } = await createHistories();
    remote.openLine();
    await clock.advance(25_000);
    network.crash("bob");
    await bobs.close();
    await clock.advance(1_000);
    const history = createHistory(join("bob"), { storage: storages.bob, clock });
    await history.loaded;
    const call = { startedAtMs: acceptedAtMs, endedAtMs: acceptedAtMs + 24_000, durationMs: 24_000 };
    expect(history.entries[0]).toMatchObject({ call, outcome: { kind: "accepted" }, missed: undefined });
  });

  test("that is active when the list is cleared comes back when it ends, and not before", async () => {
    const { bobs, remote, clock, storages } = await createHistories();
    const line = remote.openLine();
    await bobs.clear();
    await clock.advance(15_000);
    expect(bobs.entries).toEqual([]);
    line.close();
    await clock.settle();
    expect(bobs.entries[0]?.call?.durationMs).toBe(15_000);
    expect(await storages.bob.load()).toEqual(bobs.entries);
  });

  test("and an open invitation no longer change a history that is closed", async () => {
    const { bob, bobs, remote, clock, join, storages } = await createHistories();
    const line = remote.openLine();
    bob.setPolicy({ whenBusy: "ring" });
    const other = join("cat").createLocalInvitation("bob").send();
    await clock.settle();
    const before = bobs.entries;
    await bobs.close();
    line.close();
    other.cancel();
    await clock.advance(20_000);
    expect(bobs.entries).toBe(before);
    expect(await storages.bob.load()).toHaveLength(2);
  });
});

describe("a history that survives the page", () => {
  test("a callee has one entry, from the first ring, if it rings again after a reload", async () => {
    const { network, join, ada, bob, ring, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const first = createHistory(bob, { storage, clock });
    await ring();
    const [entry] = first.entries;
    await first.close();
    network.crash("bob");
    await clock.advance(1_000);
    const again = join("bob");
    const history = createHistory(again, { storage, clock });
    await history.loaded;
    expect(lines(history)).toEqual(["← ada open missed: lost"]);
    await clock.advance(10_000);
    expect(lines(history)).toEqual(["← ada open"]);
    expect(history.entries[0]?.startedAtMs).toBe(entry?.startedAtMs);
    ringingAt(again).accept();
    await clock.settle();
    expect(lines(history)).toEqual(["← ada accepted"]);
    expect(ada.invitations).toEqual([]);
  });

  test("an invitation that rings before the storage has answered keeps the time of its first ring", async () => {
    const { bob, ring, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const remote = await ring();
    const first = createHistory(bob, { storage, clock });
    await first.close();
    await clock.advance(500);
    const history = createHistory(bob, { storage, clock });
    expect(history.entries[0]?.startedAtMs).toBe(clock.nowMs());
    await history.loaded;
    expect(history.entries).toHaveLength(1);
    expect(history.entries[0]?.startedAtMs).toBe(clock.nowMs() - 500);
    remote.refuse();
  });

  test.each(["load", "put", "delete"] as const)(
    "a storage that cannot %s is reported, and the history continues",
    async (name) => {
      const { ada, clock } = await createCall();
      const storage: HistoryStorage = {
        ...createMemoryHistoryStorage(),
        [name]: () => Promise.reject(new Error("full")),
      };
      const history = createHistory(ada, { storage });
      const failed = vi.fn();
      history.on("error", failed);
      await history.loaded;
      ada.createLocalInvitation("p1").send().cancel();
      await clock.settle();
      expect(lines(history)).toEqual(["→ p1 canceled"]);
      await history.clear();
      expect(failed).toHaveBeenCalledWith(new Error("full"));
      expect(history.entries).toEqual([]);
    },
  );
});
