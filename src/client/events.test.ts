// Every event of an invitation at both ends: the arguments of its listeners, and the order.
import { afterEach, describe, expect, test, vi } from "vitest";
import { createCall, createWarmCall, noteEvents } from "../testing/clients.fixture.ts";

afterEach(() => void vi.unstubAllGlobals());

/** Collects the errors that are reported for listeners that throw. */
function catchReports(): unknown[] {
  const reports: unknown[] = [];
  vi.stubGlobal("reportError", (error: unknown) => reports.push(error));
  return reports;
}

describe("the events of both ends", () => {
  test("accepted", async () => {
    const { local, ring, clock } = await createCall();
    const ours = noteEvents(local);
    const remote = await ring();
    const theirs = noteEvents(remote);
    remote.accept("on my way");
    expect(remote.state).toBe("accepting");
    await clock.settle();
    expect(ours).toEqual([
      ["changed", "sent"],
      ["received"],
      ["changed", "received"],
      ["accepted", "on my way"],
      ["changed", "accepted"],
    ]);
    expect(theirs).toEqual([
      ["changed", "accepting"],
      ["accepted", "on my way"],
      ["changed", "accepted"],
    ]);
    const outcome = { kind: "accepted", response: "on my way" };
    expect([await local.outcome, await remote.outcome]).toEqual([outcome, outcome]);
    expect([local.response, remote.response]).toEqual(["on my way", "on my way"]);
  });

  test("refused", async () => {
    const { local, ring, clock } = await createCall();
    const remote = await ring();
    const [ours, theirs] = [noteEvents(local), noteEvents(remote)];
    remote.refuse("call at 5");
    await clock.settle();
    const refused = [
      ["refused", "call at 5", "refused"],
      ["changed", "refused"],
    ];
    expect([ours, theirs]).toEqual([refused, refused]);
    const outcome = { kind: "refused", reason: "refused", response: "call at 5" };
    expect([await local.outcome, await remote.outcome]).toEqual([outcome, outcome]);
  });

  test("canceled", async () => {
    const { local, ring, clock } = await createCall();
    const remote = await ring();
    const [ours, theirs] = [noteEvents(local), noteEvents(remote)];
    local.cancel("never mind");
    await clock.settle();
    const canceled = [
      ["canceled", "never mind", "canceled"],
      ["changed", "canceled"],
    ];
    expect([ours, theirs]).toEqual([canceled, canceled]);
    const outcome = { kind: "canceled", reason: "canceled", content: "never mind" };
    expect([await local.outcome, await remote.outcome]).toEqual([outcome, outcome]);
    expect(local.response).toBeUndefined();
  });

  test("failed", async () => {
    const { local, ring, clock } = await createCall({ ttlMs: 10_000 });
    const remote = await ring();
    const [ours, theirs] = [noteEvents(local), noteEvents(remote)];
    await clock.advance(10_000);
    const failed = [
      ["failed", "expired"],
      ["changed", "failed"],
    ];
    expect([ours, theirs]).toEqual([failed, failed]);
    const outcome = { kind: "failed", reason: "expired" };
    expect([await local.outcome, await remote.outcome]).toEqual([outcome, outcome]);
  });

  test("ignored: the caller sees no difference", async () => {
    const { local, ring, clock } = await createCall();
    const remote = await ring();
    const [ours, theirs] = [noteEvents(local), noteEvents(remote)];
    remote.ignore();
    await clock.settle();
    expect([ours, theirs]).toEqual([[], [["changed", "ignored"]]]);
    remote.accept();
    await clock.settle();
    expect(local.state).toBe("accepted");
  });

  test("R16.3 while the broker carries posts, the loss of a channel changes nothing that an app sees", async () => {
    const { local, ring, clock, network } = await createCall();
    await ring();
    const ours = noteEvents(local);
    network.cut("ada", "bob");
    await clock.advance(1_000);
    expect(ours).toEqual([]);
  });

  test("received fires again when it rings again", async () => {
    const { local, ring, clock, network } = await createCall();
    await ring();
    const ours = noteEvents(local);
    network.setBroker(false);
    network.cut("ada", "bob");
    network.setBroker(true);
    await clock.advance(1_000);
    // Its progress changes too: first the broker is reached, then the peer.
    expect(ours).toEqual([["changed", "sent"], ["changed", "sent"], ["received"], ["changed", "received"]]);
  });
});

describe("snapshots of invitations", () => {
  test("have every field, at both ends", async () => {
    const { local, ring, clock } = await createCall();
    const { id } = local;
    const shared = { id, content: "lunch?", channelId: "room-1" };
    const idle = { expiresAtMs: undefined, outcome: undefined };
    expect(local.snapshot).toEqual({
      ...shared,
      ...idle,
      role: "local",
      key: local.key,
      peer: "bob",
      callee: "bob",
      state: "idle",
      progress: undefined,
    });
    const remote = await ring();
    const open = { expiresAtMs: clock.nowMs() + 60_000, outcome: undefined };
    expect(local.snapshot).toEqual({
      ...local.snapshot,
      ...shared,
      ...open,
      state: "received",
      progress: "ringing",
    });
    expect(remote.snapshot).toEqual({
      ...shared,
      ...open,
      role: "remote",
      key: remote.key,
      peer: "ada",
      caller: "ada",
      replaces: undefined,
      state: "ringing",
      callerLinked: true,
    });
    expect([local.callee, remote.caller, remote.id]).toEqual(["bob", "ada", id]);
    expect([remote.content, remote.channelId]).toEqual(["lunch?", "room-1"]);
    remote.refuse("no");
    await clock.settle();
    const outcome = { kind: "refused", reason: "refused", response: "no" };
    expect(local.snapshot).toMatchObject({ outcome, expiresAtMs: undefined, progress: undefined });
    expect(remote.snapshot).toMatchObject({ outcome, expiresAtMs: undefined });
  });

  test("are frozen, and the same object until something changes", async () => {
    const { local, ring } = await createCall();
    const before = local.snapshot;
    expect(local.snapshot).toBe(before);
    const seen: unknown[] = [];
    local.on("changed", (snapshot) => seen.push(snapshot));
    const remote = await ring();
    expect(seen).toHaveLength(2);
    expect(new Set([before, ...seen]).size).toBe(3);
    expect(local.snapshot).toBe(seen[1]);
    expect(Object.isFrozen(local.snapshot) && Object.isFrozen(remote.snapshot)).toBe(true);
    expect(before.state).toBe("idle");
  });

  test("have the progress of the invitation", async () => {
    const { ada, clock, network } = await createCall();
    network.setBroker(false);
    const local = ada.createLocalInvitation("nobody").send();
    expect(local.snapshot.progress).toBe("reaching-broker");
    network.setBroker(true);
    expect(local.snapshot.progress).toBe("reaching-peer");
    await clock.settle();
    expect(local.snapshot.progress).toBe("peer-absent");
  });

  test("show whether the caller is linked", async () => {
    const { ring, network } = await createCall();
    const remote = await ring();
    network.setBroker(false);
    network.cut("ada", "bob");
    expect(remote.snapshot.callerLinked).toBe(false);
  });
});

describe("listeners", () => {
  test("that throw are reported, and the others still run", async () => {
    const reports = catchReports();
    const { local, ring, bob, clock } = await createCall();
    const [first, second] = [new Error("first"), new Error("second")];
    const rang = vi.fn();
    bob.on("invitation", () => {
      throw first;
    });
    bob.on("invitation", rang);
    local.on("received", () => {
      throw second;
    });
    const received = vi.fn();
    local.on("received", received);
    const remote = await ring();
    expect(reports).toEqual([first, second]);
    expect([rang, received].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    remote.accept();
    await clock.settle();
    expect(local.state).toBe("accepted");
  });

  test("a log or an onGlare that throws is reported, and stops nothing", async () => {
    const reports = catchReports();
    const { clock, join } = await createCall();
    const boom = new Error("boom");
    const cat = join("cat", {
      newId: () => "aaaaaaaa",
      limits: { minRingMs: 60_000 },
      log: () => {
        throw boom;
      },
    });
    const dan = join("dan");
    const late = dan.createLocalInvitation("cat", { ttlMs: 5_000 }).send();
    await clock.settle();
    expect(reports).toEqual([boom]);
    expect(late.snapshot.outcome).toEqual({ kind: "failed", reason: "expired" });
    expect(cat.stats.invitationsLate).toBe(1);
  });

  test("may give commands: accept in invitation, cancel in received", async () => {
    const { local, bob, clock } = await createWarmCall();
    const ends: unknown[] = [];
    bob.on("invitation", (invitation) => {
      invitation.on("canceled", (content) => ends.push(content));
      invitation.accept();
    });
    local.on("received", () => local.cancel("too late"));
    local.send();
    await clock.settle();
    // The cancel came first, because the accept was still on its way.
    expect(local.snapshot.outcome).toMatchObject({ kind: "canceled" });
    expect(ends).toEqual(["too late"]);
  });

  test("may refuse, ignore and send another at once", async () => {
    const { local, ada, bob, clock } = await createCall();
    bob.on("invitation", (invitation) => {
      invitation.ignore();
      invitation.refuse("later");
    });
    local.on("refused", () => ada.createLocalInvitation("bob").send());
    local.send();
    await clock.settle();
    expect(local.snapshot.outcome).toMatchObject({ kind: "refused", response: "later" });
    expect(ada.stats.invitationsSent).toBe(2);
  });
});
