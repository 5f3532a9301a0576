// The list of a client's calls, as a screen has it.
import { expect, test } from "vitest";
import { createMemoryHistoryStorage, type HistoryStorage } from "../history/index.ts";
import type { Clock } from "../index.ts";
import { createBindings, note } from "../testing/bindings.fixture.ts";
import { type HistoryPlan, historyOf, NO_HISTORY } from "./histories.ts";

test("it begins with the first listener, goes on without listeners, and is one for all", async () => {
  const { clock, page, join } = createBindings();
  const [ada, bob] = [join("ada"), join("bob")];
  const source = historyOf(ada, () => ({ clock }), page);
  expect(source.snapshot).toBe(NO_HISTORY);
  note(source).end();
  bob.createLocalInvitation("ada").send();
  await clock.settle();
  const again = historyOf(ada, () => ({ clock }), page);
  expect(again.snapshot.entries.map(({ peer }) => peer)).toEqual(["bob"]);
  expect(again.snapshot).toBe(source.snapshot);
  const [entry] = again.snapshot.entries;
  if (entry !== undefined) await again.snapshot.remove(entry);
  expect(source.snapshot.entries).toHaveLength(0);
  await source.snapshot.clear();
});

test("it reads and writes its storage, which may be made for the client", async () => {
  const { clock, page, join } = createBindings();
  const storage = createMemoryHistoryStorage();
  const owners: unknown[] = [];
  const [ada, bob] = [join("ada"), join("bob")];
  const make = ({ peerId }: { readonly peerId: string | undefined }): HistoryStorage => {
    owners.push(peerId);
    return storage;
  };
  note(historyOf(ada, () => ({ clock, storage: make }), page));
  note(historyOf(ada, () => ({ clock, storage: make }), page));
  bob.createLocalInvitation("ada").send();
  await clock.settle();
  expect(owners).toEqual(["ada"]);
  expect(await storage.load()).toHaveLength(1);
  const other = createBindings("ada");
  const source = historyOf(other.join("ada"), () => ({ clock, storage }), other.page);
  note(source);
  await clock.settle();
  expect(source.snapshot.entries).toHaveLength(1);
});

test("an error of the storage is shown, and the list goes on", async () => {
  const { clock, page, join } = createBindings();
  const broken = { ...createMemoryHistoryStorage(), put: () => Promise.reject(new Error("full")) };
  const [ada, bob] = [join("ada"), join("bob")];
  const source = historyOf(ada, () => ({ clock, storage: broken }), page);
  note(source);
  bob.createLocalInvitation("ada").send();
  await clock.settle();
  expect(source.snapshot.error).toEqual(new Error("full"));
  expect(source.snapshot.entries).toHaveLength(1);
});

const refuse = (): never => {
  throw new Error("a private window");
};
test.each<[string, (clock: Clock) => HistoryPlan, string]>([
  [
    "a storage that cannot be made",
    (clock) => ({ clock, entriesMax: 1, storage: refuse }),
    "a private window",
  ],
  ["a storage that is none", (clock) => ({ clock, entriesMax: 1, storage: {} as HistoryStorage }), "storage"],
  ["a wrong option", () => ({ entriesMax: 0 }), "entriesMax"],
  ["options that throw", refuse, "a private window"],
])("%s is shown, and the list goes on in memory", async (_name, plan, words) => {
  const { clock, page, join } = createBindings();
  const [ada, bob] = [join("ada"), join("bob")];
  const source = historyOf(ada, () => plan(clock), page);
  const first = note(source);
  const second = note(historyOf(ada, () => ({ clock }), page));
  expect((source.snapshot.error as Error).message).toContain(words);
  bob.createLocalInvitation("ada").send();
  await clock.settle();
  expect([first, second].map(({ values }) => values.at(-1)?.entries.length)).toEqual([1, 1]);
  await source.snapshot.clear();
  expect(second.values.at(-1)?.entries).toHaveLength(0);
});

test("it ends when its client has closed, and leaves no timer", async () => {
  const { clock, page, join } = createBindings();
  const [ada, bob] = [join("ada"), join("bob")];
  const source = historyOf(ada, () => ({ clock }), page);
  const { values } = note(source);
  const call = ada.createLocalInvitation("bob").send();
  await clock.settle();
  bob.invitations.map((it) => it.role === "remote" && it.accept());
  await clock.settle();
  call.openLine();
  await clock.settle();
  expect(source.snapshot.entries[0]?.call?.endedAtMs).toBeUndefined();
  await ada.close();
  await bob.close();
  await clock.settle();
  expect(values.at(-1)?.entries[0]?.call?.endedAtMs).toBeDefined();
  expect(clock.timers).toBe(0);
});
