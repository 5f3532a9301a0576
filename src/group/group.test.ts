// A call to several peers, on a network in memory with a clock that the tests move.
import { describe, expect, test, vi } from "vitest";
import { createInvitationClient, type InvitationClient, type MissedInvitation } from "../index.ts";
import { createFakeClock, createMemoryNetwork } from "../testing/index.ts";
import { createGroupInvitation, type GroupOptions } from "./index.ts";

/** A host, and the clients of those whom it may call. */
function createStage(...names: string[]) {
  const clock = createFakeClock();
  const network = createMemoryNetwork();
  const join = (name: string): InvitationClient => createInvitationClient(network.join(name), { clock });
  const host = join("host");
  const peers = Object.fromEntries(names.map((name) => [name, join(name)])) as Record<
    string,
    InvitationClient
  >;
  const missed: MissedInvitation[] = [];
  for (const peer of Object.values(peers)) peer.on("missed", (it) => missed.push(it));
  const group = (members: string[], options: GroupOptions = {}) =>
    createGroupInvitation(host, members, { clock, ...options });
  /** What rings at a peer. */
  const ringing = (name: string) =>
    peers[name]?.invitations.filter(({ role, state }) => role === "remote" && state === "ringing") ?? [];
  const answer = (name: string, how: "accept" | "refuse", text = "") => {
    const [invitation] = ringing(name);
    if (invitation?.role !== "remote") throw new Error(`nothing rings at ${name}`);
    invitation[how](text);
  };
  return { clock, host, peers, missed, group, ringing, answer, join };
}

const statesOf = ({ snapshot }: ReturnType<typeof createGroupInvitation>) =>
  Object.fromEntries(snapshot.members.map(({ peer, state }) => [peer, state]));

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

  test("R20.3 a member that calls the host meanwhile has answered", async () => {
    const { clock, group, peers, ringing, missed, host } = createStage("bob", "carol");
    const call = group(["bob", "carol"]);
    // Bob's call is on its way already.
    const own = peers["bob"]?.createLocalInvitation("host");
    own?.send();
    call.send();
    await clock.settle();
    expect(await call.outcome).toEqual({ kind: "answered", by: "bob" });
    expect(ringing("carol")).toEqual([]);
    expect(host.invitations).toEqual([]);
    expect(missed).toEqual([]);
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
    call.on("accepted", ({ callee }) => accepted.push(callee));
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

  test("a client that closes ends it", async () => {
    const { clock, host, group } = createStage("bob");
    const call = group(["bob", "carol"], { mode: "next" }).send();
    await clock.settle();
    void host.close();
    await clock.settle();
    expect(call.state).toBe("ended");
    expect(() => group(["bob"])).toThrow(expect.objectContaining({ code: "client-closed" }));
  });

  test("leaves no timer and no listener behind", async () => {
    const { clock, host, group, answer } = createStage("bob", "carol");
    const before = host.listenerCount("changed");
    const call = group(["bob", "carol"], { mode: "next", staggerMs: 5_000, ttlMs: 60_000 }).send();
    await clock.settle();
    answer("bob", "accept");
    await clock.settle();
    expect(call.state).toBe("ended");
    expect(host.listenerCount("changed")).toBe(before);
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
    ["an unknown option", () => createStage().group(["bob"], { order: "random" } as never)],
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
      "Cannot send the group: it is open. Allowed now: add, withdraw, cancel.",
    );
    call.cancel();
    await clock.settle();
    expect(() => call.add("carol")).toThrow(
      expect.objectContaining({ code: "illegal-command", state: "ended" }),
    );
  });
});
