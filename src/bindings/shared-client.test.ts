// A client that components share: in which order they may come and go, and what happens if it cannot be made.
import { EventEmitter } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { createInvitationClient, type InvitationClient, InvitationError } from "../index.ts";
import { createBindings, note } from "../testing/bindings.fixture.ts";
import { createMemoryNetwork } from "../testing/index.ts";
import { clientInUse, clientProblem, sharedClient } from "./clients.ts";
import type { BindingsPage } from "./page.ts";
import { LINGER_MS } from "./users.ts";

/** A promise that a test settles. */
function createPromise<T>() {
  let resolve = (_value: T): void => {};
  let reject = (_error: unknown): void => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A Peer without a network. */
function createPeer(token = "t") {
  const state = {
    id: "ada",
    open: true,
    disconnected: false,
    destroyed: false,
    connections: {},
    options: { token },
  };
  const peer = Object.assign(new EventEmitter(), state, {
    connect: () => undefined,
    destroy: () => {
      peer.destroyed = true;
      peer.emit("close");
    },
  });
  return peer;
}
type Base = Parameters<typeof createInvitationClient>[0];

describe("one client for everybody", () => {
  test("it is made for the first user, at once if create is synchronous, and shared with the next", () => {
    const { page, made, plan } = createBindings();
    const first = clientInUse(plan(), "key", page);
    expect(first.snapshot).toBeUndefined();
    expect(made).toHaveLength(0);
    first.subscribe(() => {});
    const second = clientInUse(plan(), "key", page);
    second.subscribe(() => {});
    expect(made).toHaveLength(1);
    expect([first.snapshot, second.snapshot, sharedClient("key", page).snapshot]).toEqual([
      made[0],
      made[0],
      made[0],
    ]);
  });

  test("reading and rendering make nothing, so a server keeps nothing", () => {
    const { page, made, plan } = createBindings();
    expect(clientInUse(plan(), "key", page).snapshot).toBeUndefined();
    expect(sharedClient("key", page).snapshot).toBeUndefined();
    expect(clientProblem("key", page).snapshot).toBeUndefined();
    expect(made).toHaveLength(0);
    expect(page.clients.size).toBe(0);
  });

  test("those who only look neither make it nor keep it", async () => {
    const { clock, page, made, plan } = createBindings();
    const seen = note(sharedClient("key", page));
    expect(made).toHaveLength(0);
    const letGo = clientInUse(plan(), "key", page).subscribe(() => {});
    letGo();
    await clock.advance(LINGER_MS);
    expect(seen.values).toEqual([undefined, made[0], undefined]);
    expect(made[0]?.state).toBe("closed");
  });

  test("two keys have two clients", () => {
    const { page, made, plan, join } = createBindings();
    clientInUse(plan(), "ada", page).subscribe(() => {});
    clientInUse(plan({ create: () => join("bob") }), "bob", page).subscribe(() => {});
    expect(made.map(({ peerId }) => peerId)).toEqual(["ada", "bob"]);
  });
});

describe("users come and go", () => {
  test.each([
    ["StrictMode, which mounts, unmounts and mounts", 0],
    ["a hot reload that takes a moment", LINGER_MS - 1],
  ])("%s keeps the client", async (_name, pauseMs) => {
    const { clock, page, made, plan } = createBindings();
    const source = clientInUse(plan(), "key", page);
    source.subscribe(() => {})();
    await clock.advance(pauseMs);
    source.subscribe(() => {});
    await clock.advance(10 * LINGER_MS);
    expect(made.map(({ state }) => state)).toEqual(["online"]);
  });

  test("it closes after the last has gone, not before, and leaves no timer", async () => {
    const { clock, page, made, plan } = createBindings();
    const ends = [1, 2, 3].map(() => clientInUse(plan(), "key", page).subscribe(() => {}));
    ends[1]?.();
    ends[0]?.();
    ends[0]?.();
    await clock.advance(10 * LINGER_MS);
    expect(made[0]?.state).toBe("online");
    ends[2]?.();
    await clock.advance(LINGER_MS - 1);
    expect(made[0]?.state).toBe("online");
    await clock.advance(1);
    expect(made[0]?.state).toBe("closed");
    expect(sharedClient("key", page).snapshot).toBeUndefined();
    expect(clock.timers).toBe(0);
  });

  test("one who comes while it closes waits until it has closed", async () => {
    const { clock, page, made } = createBindings();
    const network = createMemoryNetwork();
    const stopped = createPromise<void>();
    const create = (): InvitationClient => {
      const transport = network.join("ada");
      const stop = transport.stop.bind(transport);
      transport.stop = async () => {
        await stopped.promise;
        await stop();
      };
      made.push(createInvitationClient(transport, { clock }));
      return made.at(-1) as InvitationClient;
    };
    const source = clientInUse(() => ({ create }), "key", page);
    source.subscribe(() => {})();
    await clock.advance(LINGER_MS);
    const again = note(source);
    expect(again.values).toEqual([undefined]);
    expect(made).toHaveLength(1);
    stopped.resolve();
    await clock.settle();
    expect(again.values).toEqual([undefined, made[1]]);
    expect(made.map(({ state }) => state)).toEqual(["closed", "online"]);
  });

  test("one who comes and goes while it closes leaves nothing", async () => {
    const { clock, page, made, plan } = createBindings();
    const source = clientInUse(plan(), "key", page);
    source.subscribe(() => {})();
    clock.tick(LINGER_MS);
    source.subscribe(() => {})();
    await clock.advance(2 * LINGER_MS);
    expect(made.every(({ state }) => state === "closed")).toBe(true);
    expect(clock.timers).toBe(0);
    source.subscribe(() => {});
    expect(made.at(-1)?.state).toBe("online");
  });

  test("another key lets go of the old client and takes the new one", async () => {
    const { clock, page, made, plan, join } = createBindings();
    const old = clientInUse(plan(), "ada", page).subscribe(() => {});
    clientInUse(plan({ create: () => join("bob") }), "bob", page).subscribe(() => {});
    old();
    await clock.advance(LINGER_MS);
    expect(made.map(({ peerId, state }) => `${peerId} ${state}`)).toEqual(["ada closed", "bob online"]);
  });

  test("a client that the app closes itself is replaced by the next user", async () => {
    const { clock, page, made, plan } = createBindings();
    const source = clientInUse(plan(), "key", page);
    const letGo = source.subscribe(() => {});
    await made[0]?.close();
    letGo();
    await clock.advance(LINGER_MS);
    source.subscribe(() => {});
    expect(made.map(({ state }) => state)).toEqual(["closed", "online"]);
  });
});

describe("create takes its time", () => {
  test("users who come meanwhile wait for the same client", async () => {
    const { clock, page, join } = createBindings();
    const creating = createPromise<InvitationClient>();
    let calls = 0;
    const create = (): Promise<InvitationClient> => {
      calls += 1;
      return creating.promise;
    };
    const [one, two] = [1, 2].map(() => note(clientInUse(() => ({ create }), "key", page)));
    const client = join("ada");
    creating.resolve(client);
    await clock.settle();
    expect(calls).toBe(1);
    expect([one?.values, two?.values]).toEqual([
      [undefined, client],
      [undefined, client],
    ]);
  });

  test("if all have gone before it is there, it is closed at once", async () => {
    const { clock, page, join } = createBindings();
    const creating = createPromise<InvitationClient>();
    clientInUse(() => ({ create: () => creating.promise }), "key", page).subscribe(() => {})();
    await clock.advance(LINGER_MS);
    const client = join("ada");
    creating.resolve(client);
    await clock.settle();
    expect(client.state).toBe("closed");
    expect(clock.timers).toBe(0);
  });

  test("if all have gone before it fails, nothing is left of it", async () => {
    const { clock, page } = createBindings();
    const creating = createPromise<InvitationClient>();
    clientInUse(() => ({ create: () => creating.promise }), "key", page).subscribe(() => {})();
    await clock.advance(LINGER_MS);
    creating.reject(new Error("no module"));
    await clock.settle();
    expect(clientProblem("key", page).snapshot).toBeUndefined();
  });

  test("one who comes back meanwhile gets it", async () => {
    const { clock, page, join } = createBindings();
    const creating = createPromise<InvitationClient>();
    const source = clientInUse(() => ({ create: () => creating.promise }), "key", page);
    source.subscribe(() => {})();
    await clock.advance(LINGER_MS);
    source.subscribe(() => {});
    const client = join("ada");
    creating.resolve(client);
    await clock.settle();
    expect(source.snapshot).toBe(client);
    expect(client.state).toBe("online");
  });
});

describe("create fails", () => {
  test.each<[string, () => never | Promise<never> | Base]>([
    [
      "throws",
      () => {
        throw new Error("no broker in the settings");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no broker in the settings"))],
  ])("if it %s, the app is told what was tried, and can try again", async (_name, create) => {
    const { clock, page, join } = createBindings();
    let isRepaired = false;
    const source = clientInUse(() => ({ create: () => (isRepaired ? join("ada") : create()) }), "key", page);
    const problem = clientProblem("key", page);
    source.subscribe(() => {});
    await clock.settle();
    expect(source.snapshot).toBeUndefined();
    const error = problem.snapshot?.error;
    expect(error).toBeInstanceOf(InvitationError);
    expect(error).toMatchObject({
      code: "create-failed",
      operation: "usePeerInvite",
      state: "failed",
      allowed: ["retry"],
      cause: new Error("no broker in the settings"),
    });
    expect(error?.message).toContain("no broker in the settings");
    problem.snapshot?.retry();
    await clock.settle();
    expect(problem.snapshot?.error.code).toBe("create-failed");
    isRepaired = true;
    problem.snapshot?.retry();
    expect(source.snapshot?.state).toBe("online");
    expect(problem.snapshot).toBeUndefined();
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["something else", 5],
    ["an object", {}],
  ])("if it gives %s, that is an error, too", (_name, made) => {
    const { page } = createBindings();
    clientInUse(() => ({ create: () => made as unknown as Base }), "key", page).subscribe(() => {});
    expect(clientProblem("key", page).snapshot?.error.code).toBe("create-failed");
  });

  test("if it gives a client that was closed, the error says to make a new one", async () => {
    const { page, join } = createBindings();
    const client = join("ada");
    await client.close();
    clientInUse(() => ({ create: () => client }), "key", page).subscribe(() => {});
    expect(clientProblem("key", page).snapshot?.error.message).toContain("make a new one each time");
  });

  test("so does the error for a Peer that was destroyed, which is left without listeners", async () => {
    const { clock, page } = createBindings();
    const peer = createPeer();
    peer.destroy();
    const create = (): Base => peer as unknown as Base;
    clientInUse(() => ({ create, keepPeer: true }), "key", page).subscribe(() => {});
    await clock.settle();
    expect(clientProblem("key", page).snapshot?.error.message).toContain("make a new one each time");
    expect(peer.eventNames()).toEqual([]);
  });

  test("a Peer for which no client can be made is destroyed", () => {
    const { page } = createBindings();
    const peer = createPeer();
    const client = { limits: { ttlMs: -1 } };
    clientInUse(() => ({ create: () => peer as unknown as Base, client }), "key", page).subscribe(() => {});
    expect(clientProblem("key", page).snapshot?.error.cause).toMatchObject({ code: "invalid-option" });
    expect(peer.destroyed).toBe(true);
  });

  test("after the last user, the failure is forgotten, and the next one tries again", async () => {
    const { clock, page, join } = createBindings();
    let calls = 0;
    const create = (): InvitationClient => {
      calls += 1;
      if (calls === 1) throw new Error("once");
      return join("ada");
    };
    const source = clientInUse(() => ({ create }), "key", page);
    const problem = note(clientProblem("key", page));
    const letGo = source.subscribe(() => {});
    source.subscribe(() => {})();
    expect(calls).toBe(1);
    letGo();
    await clock.advance(LINGER_MS);
    expect(problem.values.map((it) => it?.error.code)).toEqual([undefined, "create-failed", undefined]);
    source.subscribe(() => {});
    expect(source.snapshot?.state).toBe("online");
  });

  test("retry without a user does nothing", async () => {
    const { clock, page } = createBindings();
    let calls = 0;
    const create = (): never => {
      calls += 1;
      throw new Error("no");
    };
    const letGo = clientInUse(() => ({ create }), "key", page).subscribe(() => {});
    const retry = clientProblem("key", page).snapshot?.retry;
    letGo();
    await clock.advance(LINGER_MS);
    retry?.();
    expect(calls).toBe(1);
  });
});

describe("a Peer", () => {
  test("becomes a client with the given options, and is destroyed after it has closed", async () => {
    const { clock, page } = createBindings();
    const peer = createPeer();
    const client = { doNotDisturb: true, posts: false };
    const source = clientInUse(() => ({ create: () => peer as unknown as Base, client }), "key", page);
    const letGo = source.subscribe(() => {});
    expect(source.snapshot?.policy.doNotDisturb).toBe(true);
    letGo();
    await clock.advance(LINGER_MS);
    expect(peer.destroyed).toBe(true);
    expect(peer.eventNames()).toEqual([]);
  });

  test("stays with keepPeer, for the next client", async () => {
    const { clock, page } = createBindings();
    const peer = createPeer();
    const plan = () => ({ create: () => peer as unknown as Base, keepPeer: true });
    const source = clientInUse(plan, "key", page);
    source.subscribe(() => {})();
    await clock.advance(LINGER_MS);
    source.subscribe(() => {});
    await clock.settle();
    expect(peer.destroyed).toBe(false);
    expect(source.snapshot?.state).toBe("online");
  });

  test("its errors are the problem of the app until it is online again; retry makes another one", async () => {
    const { clock, page } = createBindings();
    const peers: ReturnType<typeof createPeer>[] = [];
    const create = (): Base => {
      peers.push(createPeer());
      return peers.at(-1) as unknown as Base;
    };
    const source = clientInUse(() => ({ create }), "key", page);
    source.subscribe(() => {});
    const problem = clientProblem("key", page);
    await clock.settle();
    // PeerJS of another version is no problem of the person here.
    expect(problem.snapshot).toBeUndefined();
    const [first] = peers;
    Object.assign(first as object, { open: false, disconnected: true });
    first?.emit("disconnected");
    first?.emit("error", Object.assign(new Error("taken"), { type: "unavailable-id" }));
    expect(problem.snapshot?.error.code).toBe("peer-id-taken");
    Object.assign(first as object, { open: true, disconnected: false });
    first?.emit("open", "ada");
    expect(problem.snapshot).toBeUndefined();
    first?.emit("error", Object.assign(new Error("taken"), { type: "unavailable-id" }));
    problem.snapshot?.retry();
    await clock.settle();
    expect(peers.map(({ destroyed }) => destroyed)).toEqual([true, false]);
    expect(problem.snapshot).toBeUndefined();
  });
});

describe("a Peer that is in use", () => {
  test.each([
    [
      "another key",
      (peer: Base, page: BindingsPage) => clientInUse(() => ({ create: () => peer }), "one", page),
    ],
    ["a client of the app's own", (peer: Base) => void createInvitationClient(peer)],
  ])("by %s is not destroyed when create fails", (_name, use) => {
    const { page } = createBindings();
    const peer = createPeer();
    use(peer as unknown as Base, page)?.subscribe(() => {});
    const broken = { doNotDisturb: "yes" } as object;
    for (const [key, client] of [["two", {}] as const, ["three", broken] as const]) {
      clientInUse(() => ({ create: () => peer as unknown as Base, client }), key, page).subscribe(() => {});
      expect(clientProblem(key, page).snapshot?.error.code).toBe("create-failed");
    }
    expect(peer.destroyed).toBe(false);
  });

  test("by another key is not, even if it is a transport of the app's own", async () => {
    const { clock, page } = createBindings();
    let destroyed = 0;
    let isStarted = false;
    const transport = {
      start: () => {
        if (isStarted) throw new Error("once");
        isStarted = true;
      },
      connect: () => {
        throw new Error("nobody calls");
      },
      stop: async () => {
        isStarted = false;
      },
      destroy: () => {
        destroyed += 1;
      },
    };
    const source = (key: string) => clientInUse(() => ({ create: () => transport }), key, page);
    const letGo = source("one").subscribe(() => {});
    source("two").subscribe(() => {});
    expect([destroyed, clientProblem("two", page).snapshot?.error.code]).toEqual([0, "create-failed"]);
    letGo();
    await clock.advance(LINGER_MS);
    expect(destroyed).toBe(1);
    clientProblem("two", page).snapshot?.retry();
    expect(source("two").snapshot?.state).toBe("connecting");
  });

  test("by a client of the app's own is not, even if it is a transport of the app's own", async () => {
    const { page } = createBindings();
    const transport = Object.assign(createMemoryNetwork().join("ada"), { destroy: vi.fn() });
    createInvitationClient(transport);
    clientInUse(() => ({ create: () => transport }), "one", page).subscribe(() => {});
    expect(clientProblem("one", page).snapshot?.error.code).toBe("create-failed");
    expect(transport.destroy).not.toHaveBeenCalled();
  });
});

describe("a client that is closed while components use it", () => {
  test("is gone, with a problem that says so; retry makes another one", async () => {
    const { clock, page, made, plan } = createBindings();
    const source = clientInUse(plan(), "key", page);
    const { values } = note(source);
    const problem = clientProblem("key", page);
    await clock.settle();
    await made[0]?.close();
    await clock.settle();
    expect(values).toEqual([undefined, made[0], undefined]);
    expect(problem.snapshot?.error.code).toBe("client-closed");
    await clock.advance(60_000);
    expect(made).toHaveLength(1);
    problem.snapshot?.retry();
    expect([made.length, source.snapshot?.state, problem.snapshot]).toEqual([2, made[1]?.state, undefined]);
  });

  test("can be asked for another one at once", async () => {
    const { clock, page, made, plan } = createBindings();
    const source = clientInUse(plan(), "key", page);
    source.subscribe(() => {});
    void made[0]?.close();
    clientProblem("key", page).snapshot?.retry();
    await clock.settle();
    expect([made.length, source.snapshot?.state]).toEqual([2, "online"]);
  });

  test("is forgotten when the last component goes, and the next one makes another", async () => {
    const { clock, page, made, plan } = createBindings();
    const source = clientInUse(plan(), "key", page);
    const letGo = source.subscribe(() => {});
    letGo();
    clock.tick(LINGER_MS - 1);
    void made[0]?.close();
    clock.tick(1);
    expect(clientProblem("key", page).snapshot).toBeUndefined();
    await clock.settle();
    source.subscribe(() => {});
    expect([made.length, made[1]]).toEqual([2, source.snapshot]);
  });

  test("stays until its calls have ended, so that a screen can say how", async () => {
    const { clock, page, join, network } = createBindings();
    const transport = network.join("ada");
    let lose = (): void => {};
    const create = () => ({
      start: (events: Parameters<typeof transport.start>[0]) => {
        lose = () => events.changed("closed", undefined);
        transport.start(events);
      },
      connect: (peer: Parameters<typeof transport.connect>[0]) => transport.connect(peer),
      stop: () => transport.stop(),
    });
    const source = clientInUse(() => ({ create, client: { clock } }), "key", page);
    source.subscribe(() => {});
    const ada = source.snapshot;
    const bob = join("bob");
    const invitation = ada?.createLocalInvitation("bob").send();
    await clock.settle();
    bob.invitations.map((it) => it.role === "remote" && it.accept());
    await clock.settle();
    const line = invitation?.openLine();
    lose();
    expect([source.snapshot, ada?.state]).toEqual([ada, "closed"]);
    expect(clientProblem("key", page).snapshot?.error.code).toBe("client-closed");
    line?.close();
    await clock.settle();
    expect(source.snapshot).toBeUndefined();
    expect(clientProblem("key", page).snapshot?.error.code).toBe("client-closed");
  });

  test("because its id is taken says that, and does not try again by itself", async () => {
    const { clock, page } = createBindings();
    const peers: ReturnType<typeof createPeer>[] = [];
    const create = (): Base => {
      peers.push(createPeer());
      return peers.at(-1) as unknown as Base;
    };
    const source = clientInUse(() => ({ create }), "key", page);
    source.subscribe(() => {});
    await clock.settle();
    Object.assign(peers[0] as object, { open: false });
    // As PeerJS does, before it has ever been open.
    peers[0]?.emit("error", Object.assign(new Error("taken"), { type: "unavailable-id" }));
    peers[0]?.destroy();
    await clock.advance(60_000);
    const problem = clientProblem("key", page);
    expect([source.snapshot, problem.snapshot?.error.code, peers.length]).toEqual([
      undefined,
      "peer-id-taken",
      1,
    ]);
    problem.snapshot?.retry();
    expect(source.snapshot?.state).toBe("online");
  });
});
