// Commands of a listener take effect at once. The states that it reads are current, and later events fire after earlier ones.
import { describe, expect, test, vi } from "vitest";
import { createCall, createScene, errorOf, noteEvents, ringingAt } from "../testing/clients.fixture.ts";

describe("inside a listener", () => {
  test("a command takes effect before the next one is checked", async () => {
    const { bob, local, clock } = await createCall();
    const errors: string[] = [];
    bob.on("invitation", (invitation) => {
      invitation.refuse("no");
      expect(invitation.state).toBe("refused");
      errors.push(errorOf(() => invitation.accept()).message);
    });
    local.send();
    await clock.settle();
    expect(errors).toEqual([
      "Cannot accept the invitation: it has ended: refused. No command is allowed now.",
    ]);
    expect(local.state).toBe("refused");
  });

  test("an invitation is sent once, and can be canceled at once", async () => {
    const { ada, clock } = await createCall();
    const first = ada.createLocalInvitation("cat").send();
    const second = ada.createLocalInvitation("cat");
    const notes = noteEvents(second);
    first.on("canceled", () => {
      second.send();
      expect(errorOf(() => second.send()).code).toBe("illegal-command");
      second.cancel();
    });
    first.cancel();
    await clock.settle();
    expect(ada.stats.invitationsSent).toBe(2);
    // The change to `sent` was outdated before its turn came.
    expect(notes).toEqual([
      ["canceled", "", "canceled"],
      ["changed", "canceled"],
    ]);
  });

  test("an invitation that is canceled right after it was sent does not ring, and ends once", async () => {
    const { ada, bob, clock } = await createCall();
    const first = ada.createLocalInvitation("cat").send();
    const second = ada.createLocalInvitation("bob");
    const notes = noteEvents(second);
    first.on("canceled", () => second.send()[Symbol.dispose]());
    first.cancel();
    await clock.advance(60_000);
    expect(notes.map(([event]) => event)).toEqual(["canceled", "changed"]);
    expect([await second.outcome, bob.invitations]).toEqual([second.snapshot.outcome, []]);
  });

  test("a signal that aborts while the list of invitations is reported cancels", async () => {
    const { ada, bob, clock } = await createCall();
    const controller = new AbortController();
    const invitation = ada.createLocalInvitation("bob", { signal: controller.signal });
    ada.once("changed", () => controller.abort());
    invitation.send();
    await clock.settle();
    expect([invitation.state, bob.invitations]).toEqual(["canceled", []]);
  });

  test("a client that is closed while it sends ends the invitation", async () => {
    const { ada, clock } = await createCall();
    ada.on("changed", ({ invitations }) => {
      if (invitations.length > 0) void ada.close();
    });
    const invitation = ada.createLocalInvitation("bob").send();
    await clock.settle();
    expect(await invitation.outcome).toMatchObject({ kind: "canceled", reason: "closed" });
    expect([ada.invitations, ada.state]).toEqual([[], "closed"]);
  });

  test("a client that is closed when an invitation rings does not fire its event", async () => {
    const { bob, local, clock } = await createCall();
    const told: string[] = [];
    bob.on("changed", ({ state, invitations }) => {
      told.push(`${state} ${invitations.length}`);
      if (invitations.length > 0) void bob.close();
    });
    bob.on("invitation", () => told.push("rings"));
    local.send();
    await clock.settle();
    expect(told).toEqual(["online 1", "closed 0"]);
  });

  test("the list no longer has an invitation that has just ended", async () => {
    const { ada, local, ring, clock } = await createCall();
    const remote = await ring();
    local.on("refused", () => expect(ada.invitations).toEqual([]));
    remote.refuse();
    await clock.settle();
    expect(local.state).toBe("refused");
  });

  test("onGlare is not asked about an invitation that a listener answered", async () => {
    const { join, clock } = createScene();
    const onGlare = vi.fn(() => "ring" as const);
    const ada = join("ada", { newId: () => "aaaaaaaa" });
    const bob = join("bob", { newId: () => "bbbbbbbb", onGlare });
    bob.on("invitation", (invitation) => invitation.refuse());
    await clock.settle();
    const ours = ada.createLocalInvitation("bob").send();
    const theirs = bob.createLocalInvitation("ada").send();
    await clock.settle();
    expect([ours.state, theirs.state]).toEqual(["refused", "canceled"]);
    expect(onGlare).not.toHaveBeenCalled();
  });

  test("R10.2 an ignored invitation is accepted when its caller is called back", async () => {
    const { join, clock } = createScene();
    const ada = join("ada", { newId: () => "aaaaaaaa" });
    const bob = join("bob", { newId: () => "bbbbbbbb" });
    bob.on("invitation", (invitation) => invitation.ignore());
    const ours = ada.createLocalInvitation("bob").send();
    await clock.settle();
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    expect(ours.state).toBe("accepted");
  });
});

describe("an id from newId", () => {
  test.each(["x", "", 5, undefined, "has space 12", "a".repeat(65)])("that is %j is refused", (id) => {
    const { join } = createScene();
    const given = ["page-life-1", id];
    const ada = join("ada", { newId: () => given.shift() as string });
    expect(errorOf(() => ada.createLocalInvitation("bob"))).toMatchObject({
      code: "invalid-option",
      operation: "createLocalInvitation",
      message: expect.stringContaining("8 to 64 of A-Z a-z 0-9 _ -"),
    });
  });

  test("that is used again while its invitation is open is refused, and the open one continues", async () => {
    const { join, clock } = createScene();
    const ada = join("ada", { newId: () => "the-same-id" });
    const bob = join("bob");
    await clock.settle();
    const first = ada.createLocalInvitation("bob").send();
    const again = ada.createLocalInvitation("bob");
    expect(errorOf(() => again.send())).toMatchObject({
      code: "invalid-option",
      operation: "send",
      state: "idle",
    });
    await clock.settle();
    ringingAt(bob).refuse();
    await clock.settle();
    expect([first.state, again.state]).toEqual(["refused", "idle"]);
  });
});
