// A call to several peers, on a network in memory with a clock that the tests move.
import { describe, expect, test, vi } from "vitest";
import { createInvitationClient } from "../index.ts";
import { createFakeClock, createMemoryNetwork } from "../testing/index.ts";
import { createStage, statesOf } from "../testing/stage.fixture.ts";
import { createGroupInvitation } from "./index.ts";

describe("first", () => {
  test("R20.2 all ring; when one answers, the others stop, and none of them missed a call", async () => {
    const { clock, group, ringing, answer, missed, peers } = createStage("bob", "carol", "dave");
    const call = group(["bob", "carol", "dave"], { content: "help!" }).send();
    await clock.settle();
    expect(["bob", "carol", "dave"].map((name) => ringing(name).length)).toEqual([1, 1, 1]);
    const ends: unknown[] = [];
    for (const name of ["bob", "dave"])
      ringing(name)[0]?.on("canceled", (content, reason) => ends.push([name, content, reason]));
    answer("carol", "accept", "coming");
    await clock.settle();
    expect(ends).toEqual([
      ["bob", "", "answered-elsewhere"],
      ["dave", "", "answered-elsewhere"],
    ]);
    expect(await call.outcome).toEqual({ kind: "answered", by: "carol" });
    expect(statesOf(call)).toEqual({ bob: "ended", carol: "accepted", dave: "ended" });
    expect(missed).toEqual([]);
    expect(peers["bob"]?.invitations).toEqual([]);
  });

  test("R20.2 two who accept at once: one gets the call, and the other is told that somebody else answered", async () => {
    const { clock, group, answer, ringing, missed } = createStage("bob", "carol");
    const call = group(["bob", "carol"]).send();
    await clock.settle();
    const [late] = [ringing("carol")[0]];
    answer("bob", "accept");
    answer("carol", "accept");
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "answered", by: "bob" });
    expect(late?.snapshot.outcome).toMatchObject({ kind: "canceled", reason: "answered-elsewhere" });
    expect(missed).toEqual([]);
  });

  test("R20.2 says who answered, if the caller wants", async () => {
    const { clock, group, ringing, answer } = createStage("bob", "carol");
    group(["bob", "carol"], { tellsWho: true }).send();
    await clock.settle();
    const [other] = ringing("carol");
    answer("bob", "accept");
    await clock.settle();
    expect(other?.snapshot.outcome).toEqual({
      kind: "canceled",
      reason: "answered-elsewhere",
      content: "bob",
    });
  });

  test("R20.2 an invitation that is not of the group, and another group, ring on", async () => {
    const { clock, host, group, ringing, answer } = createStage("bob", "carol", "dave", "erin");
    host.createLocalInvitation("dave").send();
    const other = group(["erin"]).send();
    const call = group(["bob", "carol"]).send();
    await clock.settle();
    answer("bob", "accept");
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "answered", by: "bob" });
    expect(["carol", "dave", "erin"].map((name) => ringing(name).length)).toEqual([0, 1, 1]);
    expect(other.state).toBe("open");
  });

  test("the accepted invitation is the one to talk on, and it is told once", async () => {
    const { clock, group, answer } = createStage("bob", "carol");
    const call = group(["bob", "carol"]);
    const accepted = vi.fn();
    call.on("accepted", accepted);
    call.send();
    await clock.settle();
    answer("bob", "accept");
    await clock.settle();
    expect(accepted).toHaveBeenCalledTimes(1);
    const [[invitation]] = accepted.mock.calls as [[{ callee: string; openLine(): { state: string } }]];
    expect(invitation.callee).toBe("bob");
    expect(invitation.openLine().state).toBe("up");
  });

  test("nobody answers: each member says why", async () => {
    const { clock, group, answer, peers } = createStage("bob", "carol", "dave");
    peers["dave"]?.setPolicy({ doNotDisturb: true });
    const call = group(["bob", "carol", "dave", "nobody"], { ttlMs: 30_000 }).send();
    await clock.settle();
    answer("bob", "refuse", "no");
    await clock.advance(31_000);
    expect(await call.outcome).toEqual({ kind: "unanswered" });
    expect(
      call.snapshot.members.map(({ peer, outcome }) => [
        peer,
        outcome && "reason" in outcome && outcome.reason,
      ]),
    ).toEqual([
      ["bob", "refused"],
      ["carol", "expired"],
      ["dave", "busy"],
      ["nobody", "peer-offline"],
    ]);
  });

  test("at most eight are on their way at once; one that rings or is absent makes room for the next", async () => {
    const names = Array.from({ length: 20 }, (_, n) => `peer${n}`);
    const { clock, group, ringing } = createStage(...names.slice(10));
    const call = group(names, { ttlMs: 60_000 });
    const onTheirWay: number[] = [];
    call.on("changed", ({ members }) => {
      const isOnItsWay = ({ state, progress }: (typeof members)[number]) =>
        state === "calling" && progress !== "peer-absent";
      onTheirWay.push(members.filter(isOnItsWay).length);
    });
    call.send();
    await clock.advance(2_000);
    expect(Math.max(...onTheirWay)).toBe(8);
    // Those that are not there keep nobody waiting.
    expect(names.slice(10).every((name) => ringing(name).length === 1)).toBe(true);
  });
});

describe("next", () => {
  test("one after another: a refusal goes on at once, silence after the member's time", async () => {
    const { clock, group, ringing, answer } = createStage("bob", "carol", "dave");
    const call = group(["bob", "carol", "dave"], { mode: "next", memberTtlMs: 10_000 }).send();
    await clock.settle();
    expect(["bob", "carol", "dave"].map((name) => ringing(name).length)).toEqual([1, 0, 0]);
    answer("bob", "refuse");
    await clock.settle();
    expect(["carol", "dave"].map((name) => ringing(name).length)).toEqual([1, 0]);
    await clock.advance(10_000);
    expect(["carol", "dave"].map((name) => ringing(name).length)).toEqual([0, 1]);
    answer("dave", "accept");
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "answered", by: "dave" });
  });

  test("an absent one is passed over at once, and still rings if it comes", async () => {
    const { clock, group, ringing, join } = createStage("bob");
    const call = group(["late", "bob"], { mode: "next" }).send();
    await clock.advance(2_000);
    expect(ringing("bob")).toHaveLength(1);
    const late = join("late");
    await clock.advance(5_000);
    expect(late.invitations).toHaveLength(1);
    call.cancel();
  });

  test("with a stagger, the next one rings beside the last", async () => {
    const { clock, group, ringing, answer } = createStage("bob", "carol", "dave");
    group(["bob", "carol", "dave"], { mode: "next", staggerMs: 5_000 }).send();
    await clock.advance(5_000);
    expect(["bob", "carol", "dave"].map((name) => ringing(name).length)).toEqual([1, 1, 0]);
    await clock.advance(5_000);
    expect(ringing("dave")).toHaveLength(1);
    answer("bob", "accept");
    await clock.settle();
    expect([...ringing("carol"), ...ringing("dave")]).toEqual([]);
  });

  test("the group's own time ends it, even if others wait", async () => {
    const { clock, group, ringing } = createStage("bob", "carol", "dave");
    const call = group(["bob", "carol", "dave"], { mode: "next", ttlMs: 20_000, memberTtlMs: 15_000 }).send();
    await clock.advance(26_000);
    expect(await call.outcome).toEqual({ kind: "unanswered" });
    expect(statesOf(call)["dave"]).toBe("ended");
    expect(ringing("dave")).toEqual([]);
  });
});

describe("all", () => {
  test("everyone may answer, more are added, and it ends when the caller says so", async () => {
    const { clock, group, answer, ringing } = createStage("bob", "carol", "dave");
    const call = group(["bob", "carol"], { mode: "all" });
    const accepted: string[] = [];
    call.on("accepted", ({ peer }) => accepted.push(peer));
    call.send();
    await clock.settle();
    answer("bob", "accept");
    answer("carol", "accept");
    await clock.settle();
    expect(call.state).toBe("open");
    call.add("dave");
    await clock.settle();
    expect(ringing("dave")).toHaveLength(1);
    call.cancel("class is over");
    await clock.settle();
    expect(ringing("dave")).toEqual([]);
    expect(accepted).toEqual(["bob", "carol"]);
    expect(await call.outcome).toEqual({ kind: "answered", by: "bob" });
  });

  test("ends by itself once everyone has left, if asked to", async () => {
    const { clock, group, answer } = createStage("bob", "carol");
    const call = group(["bob", "carol"], { mode: "all", endsWhenAlone: true });
    const lines: { close(): void }[] = [];
    call.on("accepted", (invitation) => lines.push(invitation.openLine()));
    call.send();
    await clock.settle();
    for (const name of ["bob", "carol"]) answer(name, "accept");
    await clock.settle();
    lines[0]?.close();
    await clock.settle();
    expect([call.state, statesOf(call)["bob"]]).toEqual(["open", "left"]);
    lines[1]?.close();
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "answered", by: "bob" });
  });
});

describe("any group", () => {
  test("R20.1 a callee sees the group, and whom else it calls only if the caller says so", async () => {
    const { clock, group, ringing } = createStage("bob", "carol");
    const plain = group(["bob", "carol"]).send();
    await clock.settle();
    expect(ringing("bob")[0]?.group).toEqual({ id: plain.id, mode: "first", size: 2 });
    plain.cancel();
    group(["bob", "carol"], { mode: "all", namesMates: true }).send();
    await clock.settle();
    expect(ringing("bob")[0]?.snapshot.group).toMatchObject({ mode: "all", mates: ["carol"] });
  });

  test("is canceled as a whole, also by a signal, and those who ring hear it", async () => {
    const { clock, group, ringing, missed } = createStage("bob", "carol");
    const abort = new AbortController();
    const call = group(["bob", "carol"], { mode: "next", signal: abort.signal }).send();
    await clock.settle();
    abort.abort();
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "canceled" });
    expect([...ringing("bob"), ...ringing("carol")]).toEqual([]);
    expect(missed.map(({ reason }) => reason)).toEqual(["canceled"]);
  });

  test("words that are wrong cancel nothing", async () => {
    const { clock, group, ringing } = createStage("bob", "carol");
    const call = group(["bob", "carol"]).send();
    await clock.settle();
    expect(() => call.cancel("x".repeat(8_193))).toThrow(
      expect.objectContaining({ code: "content-too-long" }),
    );
    expect([call.state, ringing("bob").length, ringing("carol").length]).toEqual(["open", 1, 1]);
  });

  test("one can be withdrawn, whether it rings or waits", async () => {
    const { clock, group, ringing, answer } = createStage("bob", "carol", "dave");
    const call = group(["bob", "carol", "dave"], { mode: "next" }).send();
    await clock.settle();
    call.withdraw("carol");
    call.withdraw("bob");
    await clock.settle();
    expect(["bob", "carol", "dave"].map((name) => ringing(name).length)).toEqual([0, 0, 1]);
    answer("dave", "accept");
    await clock.settle();
    call.withdraw("dave");
    expect(await call.outcome).toEqual({ kind: "answered", by: "dave" });
  });

  test("its snapshot stays the same object until something changes, and each change is told once", async () => {
    const { clock, group, host } = createStage("bob");
    const call = group(["bob"]);
    const seen: unknown[] = [];
    call.on("changed", (snapshot) => seen.push(snapshot));
    call.send();
    await clock.settle();
    const { snapshot } = call;
    host.setPolicy({ doNotDisturb: true });
    await clock.settle();
    expect(call.snapshot).toBe(snapshot);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test.each([
    ["no array", () => createStage().group("bob" as never)],
    ["a peer twice", () => createStage().group(["bob", "bob"])],
    ["more than fifty", () => createStage().group(Array.from({ length: 51 }, (_, n) => `p${n}`))],
    ["another mode", () => createStage().group(["bob"], { mode: "some" as never })],
    ["a short time", () => createStage().group(["bob"], { memberTtlMs: 10 })],
    ["an unknown option", () => createStage().group(["bob"], { ordre: "random" } as never)],
    ["an order that is none", () => createStage().group(["bob"], { order: "alphabetical" } as never)],
  ])("throws at once for %s", (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });

  test.each([
    ["no peer id", ["two  spaces"], "invalid-peer-id"],
    ["oneself", ["host"], "own-peer-id"],
  ])("throws at once for %s", async (_, names, code) => {
    const { clock, group } = createStage();
    await clock.settle();
    expect(() => group(names)).toThrow(expect.objectContaining({ code }));
  });

  test("commands that its state does not allow say what it is, and what is allowed", async () => {
    const { clock, group } = createStage("bob");
    const call = group(["bob"]).send();
    expect(() => call.send()).toThrow(
      "Cannot send the group: it is open. Allowed now: add, withdraw, update, cancel.",
    );
    call.cancel();
    await clock.settle();
    expect(() => call.add("carol")).toThrow(
      expect.objectContaining({ code: "illegal-command", state: "ended" }),
    );
  });
});

describe("in trouble", () => {
  test("on a clock with fractions of a millisecond, as browsers have them", async () => {
    const clock = createFakeClock(1_000_000.375);
    const network = createMemoryNetwork();
    const [host, bob] = ["host", "bob"].map((name) => createInvitationClient(network.join(name), { clock }));
    const call = createGroupInvitation(host!, ["bob"], { clock, ttlMs: 30_000 }).send();
    await clock.advance(0.25);
    expect(bob!.invitations).toHaveLength(1);
    expect(call.state).toBe("open");
  });

  /** The host, whose invitations begin with this letter, and two members. Those of bob begin with "m". */
  function createCrossing(first: string, onGlare?: "ring") {
    const clock = createFakeClock();
    const network = createMemoryNetwork();
    let made = 0;
    const join = (name: string, letter: string, more = {}) =>
      createInvitationClient(network.join(name), {
        clock,
        newId: () => `${letter}-${name}-number-${made++}`,
        ...more,
      });
    const host = join("host", first, onGlare && { onGlare: () => onGlare });
    const [bob, carol] = [join("bob", "m"), join("carol", "z")];
    const missed: string[] = [];
    for (const client of [bob, carol]) client.on("missed", ({ reason }) => missed.push(reason));
    return { clock, host, bob, carol, missed };
  }

  test.each(["a", "z"])(
    "R20.3 a member that calls at the same time has answered, whichever call counts (%s)",
    async (letter) => {
      const { clock, host, bob, carol, missed } = createCrossing(letter);
      const call = createGroupInvitation(host, ["bob", "carol"], { clock });
      const accepted: string[] = [];
      call.on("accepted", ({ role, peer }) => accepted.push(`${role} ${peer}`));
      call.send();
      bob.createLocalInvitation("host").send();
      await clock.settle();
      expect(await call.outcome).toEqual({ kind: "answered", by: "bob" });
      expect(accepted).toEqual([letter === "a" ? "local bob" : "remote bob"]);
      expect(call.snapshot.members[0]?.invitation?.state).toBe("accepted");
      expect(carol.invitations).toEqual([]);
      expect(missed).toEqual([]);
    },
  );

  test("R20.3 a call that crosses ours and may ring here has not answered before it is accepted", async () => {
    const { clock, host, bob, carol, missed } = createCrossing("z", "ring");
    const call = createGroupInvitation(host, ["bob", "carol"], { clock }).send();
    bob.createLocalInvitation("host").send();
    await clock.settle();
    const [incoming] = host.invitations.filter(({ role }) => role === "remote");
    expect([call.state, incoming?.state, carol.invitations.length]).toEqual(["open", "ringing", 1]);
    if (incoming?.role === "remote") incoming.refuse();
    await clock.settle();
    expect(call.state).toBe("open");
    const [ringing] = carol.invitations;
    if (ringing?.role === "remote") ringing.accept();
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "answered", by: "carol" });
    expect(missed).toEqual([]);
  });

  test("R20.2 a member whose call rings here already gets the call, and nobody else is called", async () => {
    const { clock, host, bob, carol } = createCrossing("z");
    bob.createLocalInvitation("host").send();
    await clock.settle();
    const call = createGroupInvitation(host, ["bob", "carol"], { clock }).send();
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "answered", by: "bob" });
    expect(carol.invitations).toEqual([]);
  });

  test("a listener that cancels while it is being sent leaves nothing that rings", async () => {
    const { clock, group, host, ringing } = createStage("bob", "carol", "dave");
    const call = group(["bob", "carol", "dave"]);
    host.once("changed", () => call.cancel());
    call.send();
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "canceled" });
    expect(["bob", "carol", "dave"].flatMap(ringing)).toEqual([]);
  });

  test.each([
    ["content", "x".repeat(8_193), "content-too-long"],
    ["kind", 5, "invalid-content"],
    ["name", "\ud800", "invalid-content"],
  ])("wrong words throw at once: %s", (word, value, code) => {
    const { group } = createStage("bob");
    expect(() => group(["bob"], { [word]: value })).toThrow(expect.objectContaining({ code }));
  });

  test("one that cannot be called ends, and the others are called", async () => {
    const clock = createFakeClock();
    const network = createMemoryNetwork();
    const host = createInvitationClient(network.join("host"), {
      clock,
      posts: false,
      mayConnect: (peer) => peer !== "bob",
    });
    const carol = createInvitationClient(network.join("carol"), { clock });
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const call = createGroupInvitation(host, ["bob", "carol"], { clock, mode: "next" }).send();
    await clock.settle();
    expect(statesOf(call)).toEqual({ bob: "ended", carol: "ringing" });
    expect(carol.invitations).toHaveLength(1);
    expect(reported).toHaveBeenCalledWith(expect.objectContaining({ code: "may-not-connect" }));
    vi.unstubAllGlobals();
  });

  test.each(["first", "next", "all"] as const)("a client that closes ends it: %s", async (mode) => {
    const { clock, host, group, answer } = createStage("bob", "carol");
    const abort = new AbortController();
    const call = group(["bob", "carol"], { mode, ttlMs: 60_000, signal: abort.signal }).send();
    await clock.settle();
    if (mode === "all") answer("bob", "accept");
    await clock.settle();
    void host.close();
    await clock.settle();
    expect(await call.outcome).toEqual(
      mode === "all" ? { kind: "answered", by: "bob" } : { kind: "canceled" },
    );
  });

  test("can be canceled when a member's time is over, though its timer is late", async () => {
    const { clock, group, ringing } = createStage("bob", "carol");
    const call = group(["bob", "carol"], { memberTtlMs: 10_000 }).send();
    await clock.settle();
    clock.sleep(20_000);
    call.cancel("sorry");
    await clock.settle();
    expect(call.state).toBe("ended");
    expect([...ringing("bob"), ...ringing("carol")]).toEqual([]);
  });

  test("one that is added after the group's time rings for a time of its own", async () => {
    const { clock, group, answer, ringing } = createStage("bob", "carol");
    const call = group(["bob"], { mode: "all", ttlMs: 30_000 }).send();
    await clock.settle();
    answer("bob", "accept");
    await clock.advance(40_000);
    call.add("carol");
    await clock.settle();
    expect(ringing("carol")).toHaveLength(1);
    // A member that has ended can be called once more, and counts no longer.
    answer("carol", "refuse");
    await clock.settle();
    call.add("carol");
    await clock.settle();
    expect(ringing("carol")[0]?.group?.size).toBe(2);
  });

  test("nothing is left when it has ended: no timer, and no listener of the client or the signal", async () => {
    const { clock, host, group, answer } = createStage("bob", "carol");
    await clock.settle();
    const abort = new AbortController();
    const removed = vi.spyOn(abort.signal, "removeEventListener");
    const options = { mode: "next", staggerMs: 5_000, ttlMs: 60_000, signal: abort.signal } as const;
    const call = group(["bob", "carol"], options).send();
    await clock.settle();
    answer("bob", "accept");
    await clock.settle();
    expect(call.state).toBe("ended");
    expect(host.listenerCount("changed")).toBe(0);
    expect(removed).toHaveBeenCalled();
  });

  test("R20.2 a caller that says so without a group leaves a missed call all the same", async () => {
    const { clock, host, peers, missed } = createStage("bob");
    const plain = host.createLocalInvitation("bob").send();
    await clock.settle();
    // As software of a stranger could say it.
    const { port } = plain as unknown as { port: { command(input: object): void } };
    const command = { type: "cancel", reason: "answered-elsewhere", content: "" };
    port.command({ type: "local", peer: "bob", id: plain.id, command });
    await clock.settle();
    expect(missed.map(({ reason }) => reason)).toEqual(["canceled"]);
    expect(peers["bob"]?.invitations).toEqual([]);
  });
});
