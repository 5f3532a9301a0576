// A call that an app expects, and the call of a mate: both ring during a call that is on.
import { describe, expect, test } from "vitest";
import type { InvitationClient, LocalInvitationOptions, RemoteInvitation } from "../index.ts";
import { createScene, errorOf, ringingAt } from "../testing/clients.fixture.ts";

const NUMBER = "k3jd92";

/** Cat, a customer who is in a call with the queue, and an agent. */
async function createQueue() {
  const scene = createScene();
  const [queue, cat, agent] = [scene.join("queue"), scene.join("cat"), scene.join("agent")];
  await scene.clock.settle();
  const first = cat.createLocalInvitation("queue").send();
  await scene.clock.settle();
  ringingAt(queue).accept();
  await scene.clock.settle();
  first.openLine();
  const call = async (by: InvitationClient, options: LocalInvitationOptions) => {
    const invitation = by.createLocalInvitation("cat", options).send();
    await scene.clock.settle();
    return invitation;
  };
  return { ...scene, queue, cat, agent, call };
}

/** What it has resolved with; `waiting` until then. */
const seen = async (promise: Promise<RemoteInvitation | undefined>): Promise<string> => {
  const waiting = Promise.resolve("waiting" as const);
  const invitation = await Promise.race([promise, waiting]);
  return invitation === "waiting" ? "waiting" : (invitation?.caller ?? "nobody");
};

describe("R10.10 a call that is expected", () => {
  test("rings during another call, once, and is told as it rings", async () => {
    const { cat, agent, call } = await createQueue();
    const expected = cat.expectCall("agent", NUMBER);
    expect(await seen(expected)).toBe("waiting");
    const invitation = await call(agent, { number: NUMBER });
    expect([invitation.state, await seen(expected)]).toEqual(["received", "agent"]);
    (await expected)?.refuse();
    const again = await call(agent, { number: NUMBER });
    expect([again.state, again.snapshot.outcome]).toMatchObject(["refused", { reason: "busy" }]);
  });

  test("rings under do not disturb, and from a caller that may not ring otherwise", async () => {
    const { cat, agent, call } = await createQueue();
    cat.setPolicy({ doNotDisturb: true, mayRing: () => false });
    void cat.expectCall("agent", NUMBER);
    expect((await call(agent, { number: NUMBER })).state).toBe("received");
  });

  test.each([
    ["without the number", "agent", {}],
    ["with another number", "agent", { number: "k3jd93" }],
    ["of another peer with the number", "queue2", { number: NUMBER }],
  ])("leaves one busy that comes %s, and is expected still", async (_name, who, options) => {
    const { cat, agent, join, call } = await createQueue();
    const expected = cat.expectCall("agent", NUMBER);
    const by = who === "agent" ? agent : join(who);
    expect((await call(by, options)).state).toBe("refused");
    expect(await seen(expected)).toBe("waiting");
    expect((await call(agent, { number: NUMBER })).state).toBe("received");
  });

  test("is expected for its time only", async () => {
    const { cat, agent, clock, call } = await createQueue();
    const expected = cat.expectCall("agent", NUMBER);
    const short = cat.expectCall("other", NUMBER, { withinMs: 1_000 });
    await clock.advance(1_000);
    expect([await seen(short), await seen(expected)]).toEqual(["nobody", "waiting"]);
    await clock.advance(29_000);
    expect(await seen(expected)).toBe("nobody");
    expect((await call(agent, { number: NUMBER })).state).toBe("refused");
  });

  test("is expected no longer once it is aborted, replaced, or the client closes", async () => {
    const { cat, agent, call } = await createQueue();
    const controller = new AbortController();
    const aborted = cat.expectCall("agent", NUMBER, { signal: controller.signal });
    controller.abort();
    expect(await seen(aborted)).toBe("nobody");
    expect(await seen(cat.expectCall("agent", NUMBER, { signal: AbortSignal.abort() }))).toBe("nobody");
    const replaced = cat.expectCall("agent", "old");
    const newer = cat.expectCall("agent", NUMBER);
    expect([await seen(replaced), await seen(newer)]).toEqual(["nobody", "waiting"]);
    expect((await call(agent, { number: "old" })).state).toBe("refused");
    await cat.close();
    expect(await seen(newer)).toBe("nobody");
  });

  test("is told whatever the app does while its policy is asked", async () => {
    const { cat, agent, call } = await createQueue();
    let isFirst = true;
    cat.setPolicy({
      mayRing: (peer) => {
        const looks = isFirst;
        isFirst = false;
        if (looks) void cat.look(peer);
        return true;
      },
    });
    const expected = cat.expectCall("agent", NUMBER);
    const invitation = await call(agent, { number: NUMBER });
    expect([invitation.state, await seen(expected)]).toEqual(["received", "agent"]);
  });

  test("is told even if a listener refuses it before the app hears that it rings", async () => {
    const { cat, agent, call } = await createQueue();
    cat.on("changed", ({ invitations }) => {
      for (const it of invitations) if (it.role === "remote" && it.state === "ringing") it.refuse();
    });
    const expected = cat.expectCall("agent", NUMBER);
    const invitation = await call(agent, { number: NUMBER });
    expect([invitation.state, await seen(expected)]).toEqual(["refused", "agent"]);
  });

  test("with an invitation of another peer that has the same id is not mistaken", async () => {
    const { cat, agent, join, call } = await createQueue();
    const [expected, other] = [cat.expectCall("agent", NUMBER), cat.expectCall("other", NUMBER)];
    void (await call(agent, { number: NUMBER }));
    expect([await seen(expected), await seen(other)]).toEqual(["agent", "waiting"]);
    void (await call(join("other"), { number: NUMBER }));
    expect(await seen(other)).toBe("other");
  });

  test("leaves no timer behind", async () => {
    const { cat, queue, agent, clock } = await createQueue();
    void cat.expectCall("agent", NUMBER);
    await Promise.all([cat.close(), queue.close(), agent.close()]);
    await clock.settle();
    expect(clock.timers).toBe(0);
  });

  test.each([
    ["no peer id", ["two  spaces", NUMBER], "invalid-peer-id"],
    ["its own id", ["cat", NUMBER], "own-peer-id"],
    ["no number", ["agent", ""], "invalid-option"],
    ["a number that is no text", ["agent", 4711], "invalid-content"],
    ["a number that is too long", ["agent", "a".repeat(65)], "content-too-long"],
    ["a time that is too long", ["agent", NUMBER, { withinMs: 600_001 }], "invalid-option"],
    ["a time that is too short", ["agent", NUMBER, { withinMs: 5 }], "invalid-option"],
    ["an unknown option", ["agent", NUMBER, { within: 5_000 }], "invalid-option"],
    ["a signal that is none", ["agent", NUMBER, { signal: {} }], "invalid-option"],
  ])("refuses %s", async (_name, args, code) => {
    const { cat } = await createQueue();
    const act = () => cat.expectCall(...(args as Parameters<InvitationClient["expectCall"]>));
    expect(errorOf(act)).toMatchObject({ code, operation: "expectCall" });
  });

  test("is bounded: one of each of 16 peers", async () => {
    const { cat } = await createQueue();
    for (let n = 0; n < 16; n += 1) void cat.expectCall(`agent-${n}`, NUMBER);
    expect(errorOf(() => cat.expectCall("agent", NUMBER)).message).toContain("16 peers");
    void cat.expectCall("agent-3", "another");
    await cat.close();
    expect(errorOf(() => cat.expectCall("agent", NUMBER)).code).toBe("client-closed");
  });

  test("a number that an app gives is checked as it is sent, and no snapshot shows it", async () => {
    const { agent, call } = await createQueue();
    const bad = agent.createLocalInvitation("cat", { number: "a".repeat(65) });
    expect(errorOf(() => bad.send())).toMatchObject({ code: "content-too-long", state: "idle" });
    expect(JSON.stringify((await call(agent, { number: NUMBER })).snapshot)).not.toContain(NUMBER);
  });
});

describe("R20.4 the call of a mate", () => {
  const GROUP = { id: "group-of-a-class", mode: "all", size: 3 } as const;

  /** Ann has called ben and cleo as a class, and both have answered. */
  async function createClass(mates: boolean, mode: "all" | "first" = "all") {
    const scene = createScene();
    const [ann, ben, cleo] = [scene.join("ann"), scene.join("ben"), scene.join("cleo")];
    await scene.clock.settle();
    const names = ["ben", "cleo"];
    for (const [index, client] of [ben, cleo].entries()) {
      const others = names.filter((_, at) => at !== index);
      const group = { ...GROUP, mode, ...(mates && { mates: others }) };
      ann.createLocalInvitation(names[index] ?? "", { group }).send();
      await scene.clock.settle();
      const invitation = ringingAt(client);
      invitation.accept();
      await scene.clock.settle();
      invitation.openLine();
    }
    const call = async (options: LocalInvitationOptions) => {
      const invitation = ben.createLocalInvitation("cleo", options).send();
      await scene.clock.settle();
      return invitation.state;
    };
    return { ...scene, cleo, call };
  }

  test("is not busy, and rings", async () => {
    const { call } = await createClass(true);
    expect(await call({ group: GROUP })).toBe("received");
  });

  test("of another group, of none, or that was not named is busy", async () => {
    const { call } = await createClass(true);
    expect(await call({})).toBe("refused");
    expect(await call({ group: { ...GROUP, id: "another-group" } })).toBe("refused");
    const unnamed = await createClass(false);
    expect(await unnamed.call({ group: GROUP })).toBe("refused");
  });

  test("in a group for one is busy", async () => {
    const { call } = await createClass(true, "first");
    expect(await call({ group: { ...GROUP, mode: "first" } })).toBe("refused");
  });

  test("under do not disturb does not ring", async () => {
    const { call, cleo } = await createClass(true);
    cleo.setPolicy({ doNotDisturb: true });
    expect(await call({ group: GROUP })).toBe("refused");
  });
});
