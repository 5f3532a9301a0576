// The policy as an app sets and changes it, what is reported of missed invitations, and which calls are on.
import { afterEach, describe, expect, test, vi } from "vitest";
import type { LimitOptions } from "../index.ts";
import { MISSED, type MissedInvitation, type PolicyOptions } from "../index.ts";
import { createCall, createScene, errorOf, ringingAt } from "../testing/clients.fixture.ts";

afterEach(() => vi.unstubAllGlobals());

/** Ada, bob, an invitation from ada, and everything that bob missed. */
async function createMissing(policy: PolicyOptions = {}) {
  const scene = await createCall();
  scene.bob.setPolicy(policy);
  const missed: MissedInvitation[] = [];
  const rang = vi.fn();
  scene.bob.on("missed", (it) => missed.push(it));
  scene.bob.on("invitation", rang);
  const send = async () => {
    scene.local.send();
    await scene.clock.settle();
    return scene.local.snapshot.outcome;
  };
  return { ...scene, missed, rang, send };
}

const fail = (message: string): never => {
  throw new Error(message);
};

const BUSY = { kind: "refused", reason: "busy", response: "" };

describe("a policy", () => {
  test("refuses an invitation while busy by default, and otherwise lets everybody ring", () => {
    const { policy } = createScene().join("ada");
    expect(policy).toMatchObject({ whenBusy: "refuse", doNotDisturb: false });
    expect([policy.mayRing("bob"), policy.isBusy()]).toEqual([true, false]);
    expect(Object.isFrozen(policy)).toBe(true);
  });

  test("is set with the client, and can be changed in part, as the snapshot shows", () => {
    const ada = createScene().join("ada", { whenBusy: "ring", doNotDisturb: true });
    const changed = vi.fn();
    ada.on("changed", changed);
    const before = ada.policy;
    ada.setPolicy({ doNotDisturb: false });
    expect(ada.policy).toMatchObject({ whenBusy: "ring", doNotDisturb: false });
    expect(ada.snapshot.policy).toBe(ada.policy);
    expect(before.doNotDisturb).toBe(true);
    expect(changed).toHaveBeenCalledExactlyOnceWith(ada.snapshot);
    ada.setPolicy({ doNotDisturb: false, whenBusy: undefined as never });
    ada.setPolicy({});
    expect(changed).toHaveBeenCalledOnce();
  });

  test.each([
    [{ whenBusy: "hold" }, 'whenBusy must be "refuse" or "ring", not a string'],
    [{ whenBusy: null }, 'whenBusy must be "refuse" or "ring", not null'],
    [{ doNotDisturb: 1 }, "doNotDisturb must be true or false, not a number"],
    [{ mayRing: ["bob"] }, "mayRing must be a function, not an array"],
    [{ isBusy: true }, "isBusy must be a function, not a boolean"],
    [{ knows: true }, "knows must be a function, not a boolean"],
  ])("refuses %o, when it is made and later", (options, problem) => {
    const { join } = createScene();
    const policy = options as PolicyOptions;
    const made = errorOf(() => join("ada", policy));
    expect(made).toMatchObject({ code: "invalid-option", operation: "createInvitationClient" });
    expect(made.message).toBe(`Cannot createInvitationClient: ${problem}.`);
    const bob = join("bob");
    const before = bob.policy;
    const changed = errorOf(() => bob.setPolicy({ doNotDisturb: true, ...policy }));
    expect(changed).toMatchObject({ code: "invalid-option", operation: "setPolicy" });
    expect(changed.message).toBe(`Cannot setPolicy: ${problem}.`);
    expect(bob.policy).toBe(before);
  });

  test.each([
    [
      { dnd: true },
      'Cannot setPolicy: a policy has no setting "dnd". Settings: whenBusy, doNotDisturb, mayRing, isBusy, knows, mayConnect, maySee.',
    ],
    [
      { constructor: 1 },
      'Cannot setPolicy: a policy has no setting "constructor". Settings: whenBusy, doNotDisturb, mayRing, isBusy, knows, mayConnect, maySee.',
    ],
    [undefined, "Cannot setPolicy: policy must be an object, not undefined."],
  ])("has no other parts: %o", (changes, message) => {
    const ada = createScene().join("ada");
    expect(errorOf(() => ada.setPolicy(changes as never)).message).toBe(message);
  });

  test("of a client that was closed cannot be changed", async () => {
    const ada = createScene().join("ada");
    await ada.close();
    expect(errorOf(() => ada.setPolicy({ doNotDisturb: true })).code).toBe("client-closed");
  });
});

test.each<[LimitOptions, number, string]>([
  [{}, 50, "rings"],
  [{ openMax: 20 }, 10, "rings"],
  [{ openMax: 1 }, 1, "is busy, too"],
  [{ openMax: 1_000 }, 50, "rings"],
  [{ openMax: 20, openStrangersMax: 20 }, 20, "is busy, too"],
])(
  "R10.9 with the limits %o strangers have %i invitations open at most, and for a friend it %s",
  async (limits, most, then) => {
    const { join, clock } = createScene();
    const ada = join("ada", { limits, whenBusy: "ring", knows: (peer) => peer === "friend" });
    for (let n = 0; n <= most; n += 1) join(`stranger-${n}`).createLocalInvitation("ada").send();
    await clock.settle();
    expect([ada.invitations.length, ada.stats.invitationsBusy]).toEqual([most, 1]);
    join("friend").createLocalInvitation("ada").send();
    await clock.settle();
    expect(ada.stats.invitationsBusy).toBe(then === "rings" ? 1 : 2);
  },
);

describe("an invitation that never rang", () => {
  test("R10.6 R10.8 is missed, with everything that is known about it, and its caller is told that we are busy", async () => {
    const { bob, local, missed, rang, send, clock } = await createMissing({ doNotDisturb: true });
    await clock.advance(70);
    expect(await send()).toEqual(BUSY);
    expect(missed).toEqual([
      {
        id: local.id,
        caller: "ada",
        content: "lunch?",
        channelId: "room-1",
        reason: "do-not-disturb",
        rang: false,
        outcome: BUSY,
        missedAtMs: clock.nowMs(),
      },
    ]);
    expect(Object.isFrozen(missed[0])).toBe(true);
    expect(rang).not.toHaveBeenCalled();
    expect(bob.invitations).toEqual([]);
  });

  test("R10.5 mayRing is asked about each caller, when the invitation arrives", async () => {
    const contacts = new Set(["cat"]);
    const mayRing = vi.fn((caller: string) => contacts.has(caller));
    const { bob, missed, send, join, clock } = await createMissing({ mayRing });
    expect(await send()).toEqual(BUSY);
    expect(missed.map(({ reason }) => reason)).toEqual(["not-allowed"]);
    const cats = join("cat").createLocalInvitation("bob").send();
    await clock.settle();
    expect(cats.state).toBe("received");
    expect(ringingAt(bob).caller).toBe("cat");
    expect(mayRing.mock.calls).toEqual([["ada"], ["cat"]]);
  });

  test("R10.4 isBusy is asked for each invitation", async () => {
    let isBusy = true;
    const { ada, missed, send, clock } = await createMissing({ isBusy: () => isBusy });
    expect(await send()).toEqual(BUSY);
    expect(missed.map(({ reason }) => reason)).toEqual(["busy"]);
    isBusy = false;
    const again = ada.createLocalInvitation("bob").send();
    await clock.settle();
    expect(again.state).toBe("received");
  });

  test.each([
    ["mayRing", "throws", (): never => fail("no contacts"), "refused"],
    ["mayRing", "answers nothing", (): unknown => undefined, "refused"],
    ["mayRing", "answers a promise", (): unknown => Promise.resolve(true), "refused"],
    ["isBusy", "throws", (): never => fail("no idea"), "received"],
    ["isBusy", "answers a number", (): unknown => 1, "received"],
  ] as const)("%s that %s is reported", async (name, _how, ask, state) => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const { local, send } = await createMissing({ [name]: ask } as never);
    await send();
    expect(local.state).toBe(state);
    expect(reported).toHaveBeenCalledOnce();
    expect(String(reported.mock.calls[0])).toMatch(
      /no contacts|no idea|must answer true or false at once, not/,
    );
  });

  test("an app may give commands while it is asked", async () => {
    const { bob, local, send, clock, missed } = await createMissing();
    const mine: unknown[] = [];
    bob.setPolicy({
      mayRing: () => {
        if (mine.length === 0) mine.push(bob.createLocalInvitation("cat").send());
        return true;
      },
    });
    await send();
    await clock.settle();
    // Its own command has made it busy by then.
    expect(local.state).toBe("refused");
    expect(missed.map(({ reason }) => reason)).toEqual(["busy"]);
    expect(bob.invitations).toEqual(mine);
  });

  test("if an app closes its client while it is asked, nothing rings", async () => {
    const { ada, bob, local, send, clock, rang } = await createMissing({ doNotDisturb: true });
    // On an existing link, because before the first one is up nothing could be sent.
    ada.createLocalInvitation("bob").send();
    await clock.settle();
    bob.setPolicy({
      doNotDisturb: false,
      isBusy: () => {
        void bob.close();
        return false;
      },
    });
    await send();
    await clock.settle();
    expect(rang).not.toHaveBeenCalled();
    expect(local.snapshot.outcome).toEqual({ kind: "failed", reason: "peer-closed" });
  });
});

describe("an invitation that rang and was not answered", () => {
  test.each(["canceled", "expired", "closed", "lost"] as const)(
    "R10.8 is missed, once, after its own end: %s",
    async (reason) => {
      const { ada, bob, local, missed, clock, ring, network } = await createMissing();
      const remote = await ring();
      const order: string[] = [];
      remote.on("changed", ({ state }) => order.push(state));
      bob.on("missed", () => order.push("missed"));
      if (reason === "canceled") local.cancel("never mind");
      if (reason === "closed") await bob.close();
      if (reason === "lost") network.crash("ada");
      await clock.advance(reason === "lost" ? 50_000 : reason === "expired" ? 70_000 : 0);
      await clock.settle();
      expect(missed).toHaveLength(1);
      expect(missed[0]).toMatchObject({
        id: remote.id,
        caller: "ada",
        reason,
        rang: true,
        outcome: remote.snapshot.outcome,
      });
      expect(order.slice(-2)).toEqual([remote.state, "missed"]);
      expect(MISSED[reason]).toBeDefined();
      expect(ada.listenerCount("missed")).toBe(0);
    },
  );

  test.each(["accept", "refuse"] as const)("is not what a person answered: %s", async (answer) => {
    const { missed, ring, clock } = await createMissing();
    (await ring())[answer]();
    await clock.settle();
    expect(missed).toEqual([]);
  });

  test("R10.8 is missed if it was ignored", async () => {
    const { missed, ring, clock } = await createMissing();
    (await ring()).ignore();
    await clock.advance(61_000);
    expect(missed.map(({ reason }) => reason)).toEqual(["expired"]);
  });
});

describe("which calls are on", () => {
  test("are the accepted invitations whose line is open here", async () => {
    const { ada, bob, local, ring, clock } = await createCall();
    const remote = await ring();
    remote.accept();
    await clock.settle();
    expect([ada.calls, bob.calls]).toEqual([[], []]);
    const changed = vi.fn();
    bob.on("changed", changed);
    const line = remote.openLine();
    expect(bob.calls).toEqual([remote]);
    expect(bob.snapshot.calls).toBe(bob.calls);
    expect(Object.isFrozen(bob.calls)).toBe(true);
    local.openLine();
    await clock.settle();
    line.send("a signal");
    await clock.settle();
    expect(changed).toHaveBeenCalledExactlyOnceWith(bob.snapshot);
    expect(ada.calls).toEqual([local]);
    line.close();
    await clock.settle();
    expect([ada.calls, bob.calls]).toEqual([[], []]);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  test("R10.4 make busy, until they are over", async () => {
    const { bob, ring, clock, join } = await createCall();
    const remote = await ring();
    remote.on("accepted", () => remote.openLine().on("data", () => {}));
    remote.accept();
    await clock.settle();
    const cat = join("cat");
    const first = cat.createLocalInvitation("bob").send();
    await clock.settle();
    expect(first.snapshot.outcome).toEqual(BUSY);
    bob.setPolicy({ whenBusy: "ring" });
    const second = cat.createLocalInvitation("bob").send();
    await clock.settle();
    expect(second.state).toBe("received");
    ringingAt(bob).accept();
    await clock.settle();
    const waiting = cat.createLocalInvitation("bob").send();
    await clock.settle();
    expect(waiting.state).toBe("received");
    expect(bob.calls).toEqual([remote]);
  });

  test("are none once the client is closed", async () => {
    const { bob, ring, clock } = await createCall();
    const remote = await ring();
    remote.accept();
    await clock.settle();
    remote.openLine();
    await bob.close();
    expect(bob.snapshot).toMatchObject({ state: "closed", calls: [] });
  });
});
