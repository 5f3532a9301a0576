// A client's calls as a person would find them in a list.
import { describe, expect, test, vi } from "vitest";
import { createCall, createScene, errorOf, ringingAt } from "../testing/clients.fixture.ts";
import { createHistory, type History } from "./history.ts";
import { createMemoryHistoryStorage, type HistoryStorage } from "./storage.ts";

/** Each entry in a line, the latest first. */
const lines = ({ entries }: History): string[] =>
  entries.map((entry) => {
    const arrow = entry.role === "local" ? "→" : "←";
    const missed = entry.role === "remote" && entry.missed ? ` missed: ${entry.missed}` : "";
    return `${arrow} ${entry.peer} ${entry.outcome?.kind ?? "open"}${missed}`;
  });

describe("a history", () => {
  test("has every call at both ends, from the moment it is sent or rings until it ended", async () => {
    const { ada, bob, ring, clock } = await createCall();
    const [adas, bobs] = [ada, bob].map((client) => createHistory(client, { nowMs: () => clock.nowMs() }));
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

  test("has what was open already when it was made", async () => {
    const { bob, ring } = await createCall();
    await ring();
    expect(lines(createHistory(bob))).toEqual(["← ada open"]);
  });

  test("tells missed calls, and lists the latest first", async () => {
    const { ada, bob, clock } = await createCall();
    const history = createHistory(bob, { nowMs: () => clock.nowMs() });
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

  test("is one frozen array until something changes, and says so", async () => {
    const { bob, ring, clock } = await createCall();
    const history = createHistory(bob);
    const before = history.entries;
    const changed = vi.fn();
    history.on("stateChanged", changed);
    expect([history.entries, Object.isFrozen(before)]).toEqual([before, true]);
    const remote = await ring();
    expect(history.entries).not.toBe(before);
    expect(changed).toHaveBeenLastCalledWith(history.entries);
    remote.refuse();
    await clock.settle();
    expect(changed).toHaveBeenCalledTimes(2);
  });

  test("keeps so many entries and no more, the oldest go first", async () => {
    const { ada, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const history = createHistory(ada, { entriesMax: 2, storage, nowMs: () => clock.nowMs() });
    for (const peer of ["p1", "p2", "p3"]) {
      ada.createLocalInvitation(peer).send().cancel();
      await clock.advance(10);
    }
    expect(lines(history)).toEqual(["→ p3 canceled", "→ p2 canceled"]);
    await history.close();
    expect((await storage.load()).map(({ peer }) => peer)).toEqual(["p2", "p3"]);
  });

  test("forgets one call, or all", async () => {
    const { ada, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const history = createHistory(ada, { storage, nowMs: () => clock.nowMs() });
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

  test("once closed it watches no longer", async () => {
    const { ada, bob, ring } = await createCall();
    const history = createHistory(bob);
    await history.close();
    await ring();
    expect(history.entries).toEqual([]);
    expect([ada, bob].map((client) => client.listenerCount("stateChanged"))).toEqual([0, 0]);
  });

  test.each([0, 10_001, 1.5, "many"])("entriesMax %s is refused", (entriesMax) => {
    const { join } = createScene();
    const error = errorOf(() => createHistory(join("ada"), { entriesMax: entriesMax as number }));
    expect(error).toMatchObject({ code: "invalid-option", operation: "createHistory" });
  });
});

describe("a history that outlives the page", () => {
  test("a callee that is rung again after a reload has one entry, from the first ring", async () => {
    const { network, join, ada, bob, ring, clock } = await createCall();
    const storage = createMemoryHistoryStorage();
    const nowMs = (): number => clock.nowMs();
    const first = createHistory(bob, { storage, nowMs });
    await ring();
    const [entry] = first.entries;
    await first.close();
    network.crash("bob");
    await clock.advance(1_000);
    const again = join("bob");
    const history = createHistory(again, { storage, nowMs });
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

  test("what rings before the storage has answered keeps the time it first rang", async () => {
    const { bob, ring, clock } = await createCall();
    const nowMs = (): number => clock.nowMs();
    const storage = createMemoryHistoryStorage();
    const remote = await ring();
    const first = createHistory(bob, { storage, nowMs });
    await first.close();
    await clock.advance(500);
    const history = createHistory(bob, { storage, nowMs });
    expect(history.entries[0]?.startedAtMs).toBe(clock.nowMs());
    await history.loaded;
    expect(history.entries).toHaveLength(1);
    expect(history.entries[0]?.startedAtMs).toBe(clock.nowMs() - 500);
    remote.refuse();
  });

  test.each(["load", "put", "delete"] as const)(
    "a storage that cannot %s is reported, and the history goes on",
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
