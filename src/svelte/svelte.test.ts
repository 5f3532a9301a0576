// Svelte's stores, by their contract.
import { readable, writable } from "svelte/store";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LINGER_MS, type Source } from "../bindings/index.ts";
import { thisPage } from "../bindings/page.ts";
import { MemoryWire } from "../call/memory-media.fixture.ts";
import { createInvitationClient, type InvitationClient } from "../index.ts";
import { createMemoryNetwork } from "../testing/index.ts";
import {
  playStream,
  type Readable,
  useCall,
  useDevices,
  useHistory,
  useIncoming,
  useInvitation,
  usePeerInvite,
  useProblem,
  useSnapshot,
} from "./index.ts";

let made: InvitationClient[] = [];
let network = createMemoryNetwork();
const join = (id: string): InvitationClient => {
  const client = createInvitationClient(network.join(id));
  made.push(client);
  return client;
};

beforeEach(() => {
  vi.useFakeTimers();
  made = [];
  network = createMemoryNetwork();
  vi.stubGlobal("document", { addEventListener: () => {}, removeEventListener: () => {} });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all(made.map((client) => client.close()));
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Subscribes, and notes each value. */
function note<T>(store: Readable<T>): { readonly values: T[]; readonly end: () => void } {
  const values: T[] = [];
  return { values, end: store.subscribe((value) => void values.push(value)) };
}

describe("the client", () => {
  test("comes after the first rendering, is one for all, and closes after the last", async () => {
    const store = usePeerInvite(() => join("ada"), { key: "svelte" });
    const one = note(store);
    const two = note(usePeerInvite(() => join("ada"), { key: "svelte" }));
    expect(one.values).toEqual([undefined]);
    await Promise.resolve();
    expect(one.values.at(-1)).toBe(made[0]);
    expect(two.values.at(-1)).toBe(made[0]);
    expect(note(useProblem("svelte")).values).toEqual([undefined]);
    one.end();
    two.end();
    await vi.advanceTimersByTimeAsync(LINGER_MS);
    expect(made.map(({ state }) => state)).toEqual(["closed"]);
  });

  test("is not made for a component that is gone before, nor on a server", async () => {
    note(usePeerInvite(() => join("ada"), { key: "gone" })).end();
    await Promise.resolve();
    vi.stubGlobal("document", undefined);
    const { values, end } = note(usePeerInvite(() => join("ada"), { key: "gone" }));
    await Promise.resolve();
    end();
    expect(values).toEqual([undefined]);
    expect(made).toHaveLength(0);
  });

  test("another key in a store lets go of the old one", async () => {
    const options = writable({ key: "svelte-ada" });
    let id = "ada";
    const { values, end } = note(usePeerInvite(() => join(id), options));
    await Promise.resolve();
    id = "bob";
    options.set({ key: "svelte-bob" });
    expect(values.at(-1)?.peerId).toBe("bob");
    await vi.advanceTimersByTimeAsync(LINGER_MS);
    expect(made.map(({ state }) => state)).toEqual(["closed", "online"]);
    end();
  });
});

test("everything follows the client that is given, a value or a store, or the page's without one", async () => {
  const holding = note(usePeerInvite(() => join("ada")));
  await Promise.resolve();
  const ada = made[0] as InvitationClient;
  const bob = join("bob");
  const given = writable<InvitationClient | undefined>(undefined);
  const current = useInvitation(ada);
  const notes = {
    incoming: note(useIncoming(given)),
    pagesOwn: note(useIncoming()),
    current: note(current),
    call: note(useCall(current, { media: false })),
    history: note(useHistory(readable(ada), { entriesMax: 5 })),
    devices: note(useDevices()),
    snapshot: note(useSnapshot(ada)),
    none: note(useSnapshot(undefined)),
  };
  const last = <T>({ values }: { readonly values: readonly T[] }): T => values.at(-1) as T;
  expect(last(notes.incoming)).toEqual([]);
  given.set(ada);
  const invitation = bob.createLocalInvitation("ada").send();
  await vi.advanceTimersByTimeAsync(100);
  expect(last(notes.incoming).map(({ caller }) => caller)).toEqual(["bob"]);
  expect(last(notes.pagesOwn)).toHaveLength(1);
  expect(last(notes.history).entries).toHaveLength(1);
  expect(last(notes.snapshot).peerId).toBe("ada");
  expect([last(notes.none), last(notes.devices).cameras]).toEqual([undefined, []]);
  last(notes.incoming)[0]?.refuse();
  await vi.advanceTimersByTimeAsync(100);
  expect(invitation.state).toBe("refused");
  last(notes.current).invite("bob");
  await vi.advanceTimersByTimeAsync(100);
  expect(last(notes.current).snapshot?.peer).toBe("bob");
  const before = notes.call.values.length;
  last(notes.call).hangUp();
  await vi.advanceTimersByTimeAsync(100);
  expect(last(notes.current).snapshot?.state).toBe("canceled");
  // Svelte takes every object as a change: what did not change is not told.
  expect(notes.call.values).toHaveLength(before);
  given.set(undefined);
  expect(last(notes.incoming)).toEqual([]);
  const direct = note(useCall(invitation));
  expect(last(direct).call).toBeUndefined();
  for (const { end } of [...Object.values(notes), direct, holding]) end();
});

describe("a source that is left", () => {
  test("while it tells its listeners is not shown any more", () => {
    const [ada, bob] = [join("ada"), join("bob")];
    const given = writable(ada);
    ada.subscribe(() => given.set(bob));
    const { values, end } = note(useSnapshot(given));
    ada.setPolicy({ doNotDisturb: true });
    expect(values.at(-1)).toBe(bob.snapshot);
    end();
  });

  test("while it is subscribed to is let go of", () => {
    const live = new Set<string>();
    const makeSource = (name: string, begin = () => {}): Source<string> => ({
      snapshot: name,
      subscribe(listener) {
        live.add(name);
        begin();
        listener();
        return () => void live.delete(name);
      },
    });
    // Svelte's own stores put such a change off; the contract of a store does not.
    let set = (_source: Source<string>): void => {};
    const given: Readable<Source<string> | undefined> = {
      subscribe(run) {
        set = run;
        run(undefined);
        return () => {};
      },
    };
    const { values, end } = note(useSnapshot(given));
    set(makeSource("old", () => set(makeSource("new"))));
    expect([values, [...live]]).toEqual([[undefined, "new"], ["new"]]);
    end();
    expect(live.size).toBe(0);
  });
});

test("a server that renders keeps nothing, whatever it subscribes to", () => {
  vi.stubGlobal("document", undefined);
  const ada = join("ada");
  const { clients } = thisPage();
  const before = clients.size;
  const listeners = ada.listenerCount("changed");
  const stores = [
    usePeerInvite(() => ada, { key: "server" }),
    useProblem("server"),
    useProblem("another"),
    useSnapshot(ada),
    useHistory(ada),
    useIncoming(ada),
    useInvitation(ada),
  ];
  const values = stores.map((store) => note(store as Readable<unknown>).values.length);
  expect(values).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(clients.size).toBe(before);
  expect(ada.listenerCount("changed")).toBe(listeners);
});

test("a useCall without options leaves those of another one alone", async () => {
  const asked: unknown[] = [];
  const getUserMedia = async (constraints: MediaStreamConstraints): Promise<never> => {
    asked.push(constraints);
    throw new DOMException("", "NotFoundError");
  };
  const mediaDevices = Object.assign(new EventTarget(), { getUserMedia, enumerateDevices: async () => [] });
  vi.stubGlobal("navigator", { mediaDevices });
  const [ada, bob] = [join("ada"), join("bob")];
  const invitation = ada.createLocalInvitation("bob").send();
  const { createMedia } = new MemoryWire();
  const calls = [useCall(invitation), useCall(invitation, { media: { audio: true }, createMedia })].map(note);
  await vi.advanceTimersByTimeAsync(100);
  bob.invitations.map((it) => it.role === "remote" && it.accept());
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([{ audio: true }]);
  for (const { end } of calls) end();
});

test("playStream gives an element its stream, once for each", () => {
  const given: unknown[] = [];
  const element = {
    set srcObject(stream: unknown) {
      given.push(stream);
    },
    get srcObject() {
      return given.at(-1) ?? null;
    },
  } as HTMLMediaElement;
  const [one, two] = [{}, {}] as unknown as [MediaStream, MediaStream];
  const { update } = playStream(element, one);
  for (const stream of [one, two, undefined]) update(stream);
  expect(given).toEqual([one, two, null]);
});
