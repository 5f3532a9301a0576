// The end of a client, and invitations that an AbortSignal or `using` cancels.
import { describe, expect, test } from "vitest";
import { createCall, createWarmCall, errorOf, noteEvents, ringingAt } from "../testing/clients.fixture.ts";
import { createMemoryNetwork } from "../testing/index.ts";
import { createInvitationClient } from "./create-client.ts";

describe("close", () => {
  test("R13.1 the callee of a sent invitation is told", async () => {
    const { ada, local, ring, clock } = await createCall();
    const remote = await ring();
    await ada.close();
    await clock.settle();
    expect(await local.outcome).toEqual({ kind: "canceled", reason: "closed", content: "" });
    expect(await remote.outcome).toEqual({ kind: "canceled", reason: "closed", content: "" });
    expect(ada.snapshot).toMatchObject({ state: "closed", peerId: "ada", invitations: [], calls: [] });
  });

  test("R13.1 the caller of a ringing invitation is told", async () => {
    const { bob, local, ring, clock } = await createCall();
    const remote = await ring();
    await bob.close();
    await clock.settle();
    expect(await remote.outcome).toEqual({ kind: "failed", reason: "closed" });
    expect(await local.outcome).toEqual({ kind: "failed", reason: "peer-closed" });
  });

  test.each(["before the link is up", "while it rings", "after the end"])(
    "leaves nothing behind, %s",
    async (when) => {
      const { ada, bob, local, ring, clock, network } = await createCall();
      if (when === "before the link is up") local.send();
      else {
        const remote = await ring();
        if (when === "after the end") remote.refuse();
      }
      await Promise.all([ada.close(), bob.close()]);
      await clock.settle();
      expect([clock.timers, network.openChannels]).toEqual([0, 0]);
      await clock.advance(600_000);
      expect([clock.timers, network.openChannels]).toEqual([0, 0]);
    },
  );

  test("a command long after it throws, and leaves no timer behind", async () => {
    const { ada, bob, local, clock } = await createCall();
    await bob.close();
    local.send();
    await ada.close();
    clock.sleep(20_000);
    expect(errorOf(() => local.cancel()).code).toBe("illegal-command");
    local[Symbol.dispose]();
    expect(clock.timers).toBe(0);
  });

  test("commands that need the client throw after it", async () => {
    const { ada, local } = await createCall();
    await ada.close();
    for (const [operation, act] of [
      ["createLocalInvitation", () => ada.createLocalInvitation("bob")],
      ["send", () => local.send()],
    ] as const) {
      const message = `Cannot ${operation}: the client was closed.`;
      expect(errorOf(act)).toMatchObject({ code: "client-closed", operation, message });
    }
    expect(local.state).toBe("idle");
  });

  test("twice has the same effect as once", async () => {
    const { ada } = await createCall();
    const states: string[] = [];
    ada.on("changed", ({ state }) => states.push(state));
    expect(ada.close()).toBe(ada.close());
    ada[Symbol.dispose]();
    await ada[Symbol.asyncDispose]();
    expect(states).toEqual(["closed"]);
  });

  test("from inside a listener: pending events still fire", async () => {
    const { ada, bob, local, clock, network } = await createWarmCall();
    bob.on("invitation", () => void bob.close());
    local.on("failed", () => void ada.close());
    local.send();
    await clock.settle();
    expect(await local.outcome).toEqual({ kind: "failed", reason: "peer-closed" });
    expect([ada.state, bob.state]).toEqual(["closed", "closed"]);
    expect([clock.timers, network.openChannels]).toEqual([0, 0]);
  });

  test("R16.1 before there is a channel: the other side is told by post", async () => {
    const { ada, bob, local, clock, network } = await createCall();
    bob.on("invitation", () => void bob.close());
    local.send();
    await clock.settle();
    expect(local.snapshot.outcome).toEqual({ kind: "failed", reason: "peer-closed" });
    await ada.close();
    expect([clock.timers, network.openChannels]).toEqual([0, 0]);
  });

  test("a listener of an end may call it again, and can no longer send", async () => {
    const { ada, bob, local, clock, network } = await createCall();
    await bob.close();
    local.send();
    const codes: string[] = [];
    const again: Promise<void>[] = [];
    local.on("canceled", () => {
      codes.push(errorOf(() => ada.createLocalInvitation("bob")).code);
      again.push(ada.close());
    });
    const closing = ada.close();
    expect(again[0]).toBe(closing);
    expect(codes).toEqual(["client-closed"]);
    await closing;
    expect([ada.invitations.length, clock.timers, network.openChannels]).toEqual([0, 0, 0]);
  });

  test("what is under way when it closes comes too late: nothing rings, and no state changes", async () => {
    const { bob, local, ring, ada, clock, network } = await createCall();
    (await ring()).refuse();
    await clock.settle();
    const rang: unknown[] = [];
    bob.on("invitation", (invitation) => rang.push(invitation));
    expect(local.state).toBe("refused");
    ada.createLocalInvitation("bob").send();
    void bob.close();
    network.setBroker(false);
    await clock.settle();
    expect(rang).toEqual([]);
    expect(bob.snapshot).toMatchObject({ state: "closed", peerId: "bob", invitations: [], calls: [] });
  });

  test("does not disturb other clients", async () => {
    const { ada, bob, ring, join, clock } = await createCall();
    bob.setPolicy({ whenBusy: "ring" });
    await ring();
    const dan = join("dan");
    const other = dan.createLocalInvitation("bob").send();
    await clock.settle();
    await ada.close();
    await clock.settle();
    expect(other.state).toBe("received");
    expect(ringingAt(bob).caller).toBe("dan");
  });
});

/** A signal that counts its listeners. */
function createSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners.add(args[1]);
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners.delete(args[1]);
    removeEventListener.apply(signal, args);
  };
  return { signal, listeners, abort: () => controller.abort() };
}

describe("an AbortSignal", () => {
  const canceled = { kind: "canceled", reason: "canceled", content: "" };

  test("aborted in advance: the invitation is canceled from the start, and cannot be sent", async () => {
    const { ada } = await createCall();
    const { signal, abort, listeners } = createSignal();
    abort();
    const local = ada.createLocalInvitation("bob", { signal });
    expect(await local.outcome).toEqual(canceled);
    expect(errorOf(() => local.send())).toMatchObject({ code: "illegal-command", state: "canceled" });
    expect(listeners.size).toBe(0);
  });

  test("before send: canceled, and nobody else is told", async () => {
    const { ada, clock, network } = await createCall();
    const { signal, abort, listeners } = createSignal();
    const local = ada.createLocalInvitation("bob", { signal });
    const notes = noteEvents(local);
    abort();
    expect(await local.outcome).toEqual(canceled);
    expect(notes).toEqual([
      ["canceled", "", "canceled"],
      ["changed", "canceled"],
    ]);
    await clock.settle();
    expect([listeners.size, network.openChannels, clock.timers]).toEqual([0, 0, 0]);
  });

  test.each(["sent", "received"])("while it is %s: canceled at both ends", async (state) => {
    const { ada, bob, clock } = await createCall();
    const { signal, abort, listeners } = createSignal();
    const local = ada.createLocalInvitation("bob", { signal }).send();
    if (state === "received") await clock.settle();
    expect(local.state).toBe(state);
    const remote = state === "received" ? ringingAt(bob) : undefined;
    abort();
    expect(await local.outcome).toEqual(canceled);
    await clock.settle();
    expect(remote?.state).toBe(state === "received" ? "canceled" : undefined);
    expect(bob.invitations).toEqual([]);
    expect(listeners.size).toBe(0);
  });

  test("after the end: nothing happens, and no listener is left", async () => {
    const { ada, bob, clock } = await createCall();
    const { signal, abort, listeners } = createSignal();
    const local = ada.createLocalInvitation("bob", { signal }).send();
    await clock.settle();
    ringingAt(bob).refuse("no");
    await clock.settle();
    expect(listeners.size).toBe(0);
    abort();
    expect(local.state).toBe("refused");
  });
});

describe("using", () => {
  test("an invitation that leaves its scope while it is open is canceled", async () => {
    const { ada, clock } = await createCall();
    const idle = ada.createLocalInvitation("bob");
    const open = ada.createLocalInvitation("bob").send();
    await clock.settle();
    for (const local of [idle, open, open]) local[Symbol.dispose]();
    expect([idle.state, open.state]).toEqual(["canceled", "canceled"]);
  });
});

describe("a transport of the app's own", () => {
  test("takes one client at a time, until that client's close() has resolved", async () => {
    const transport = createMemoryNetwork().join("ada");
    const first = createInvitationClient(transport);
    expect(() => createInvitationClient(transport)).toThrow(
      "Cannot createInvitationClient: this transport has a client already, so use that one, or await its close() first.",
    );
    await first.close();
    expect(createInvitationClient(transport).state).toBe("online");
  });

  test("is free again if it does not start", () => {
    const transport = createMemoryNetwork().join("ada");
    const { start } = transport;
    transport.start = () => {
      throw new Error("no network");
    };
    expect(() => createInvitationClient(transport)).toThrow("no network");
    transport.start = start;
    expect(createInvitationClient(transport).state).toBe("online");
  });
});
