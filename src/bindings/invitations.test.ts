// What a screen shows of a client's invitations.
import { describe, expect, test } from "vitest";
import { InvitationError } from "../index.ts";
import { createBindings, note } from "../testing/bindings.fixture.ts";
import { errorOf } from "../testing/clients.fixture.ts";
import { currentInvitation, NO_INVITATION, ringingInvitations } from "./invitations.ts";

/** Ada's page, and others who call her and answer. */
async function createWorld() {
  const { clock, page, join } = createBindings();
  const [ada, bob, eve] = [join("ada"), join("bob"), join("eve")];
  await clock.settle();
  const ringing = ringingInvitations(ada, page);
  const current = currentInvitation(ada, page);
  /** The invitation that rings at ada, from that caller. */
  const from = (caller: string) => {
    const found = ringing.snapshot.find((it) => it.caller === caller);
    if (found === undefined) throw new Error(`Nothing rings from ${caller}.`);
    return found;
  };
  /** Who the screen is about, and in which state. */
  const shown = (): string => {
    const { snapshot } = current.snapshot;
    return snapshot === undefined ? "nobody" : `${snapshot.peer} ${snapshot.state}`;
  };
  return { clock, page, ada, bob, eve, ringing, current, from, shown };
}

describe("ringing invitations", () => {
  test("come and go, oldest first, and the array stays the same in between", async () => {
    const { clock, bob, eve, ringing, from } = await createWorld();
    const { values } = note(ringing);
    const call = bob.createLocalInvitation("ada").send();
    await clock.settle();
    eve.createLocalInvitation("ada").send();
    await clock.settle();
    expect(ringing.snapshot).toBe(ringing.snapshot);
    from("eve").ignore();
    call.cancel();
    await clock.settle();
    expect(values.map((list) => list.map(({ caller }) => caller).join())).toEqual([
      "",
      "bob",
      "bob,eve",
      "bob",
      "",
    ]);
  });

  test("are right without listeners, too, and the same for everybody who asks", async () => {
    const { clock, page, ada, bob, ringing } = await createWorld();
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    expect(ringingInvitations(ada, page)).toBe(ringing);
    expect(ringing.snapshot).toHaveLength(1);
  });

  test("listen to nothing after the last listener", async () => {
    const { clock, bob, ringing, from } = await createWorld();
    const first = note(ringing);
    const second = note(ringing);
    first.end();
    first.end();
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    expect([first.values.length, second.values.length]).toEqual([1, 2]);
    second.end();
    from("bob").accept();
    await clock.settle();
    expect(second.values).toHaveLength(2);
    expect(ringing.snapshot).toHaveLength(0);
  });

  test("are told to all, even if somebody reads them at the client's event before", async () => {
    const { clock, ada, bob, ringing, current } = await createWorld();
    ada.on("changed", () => [ringing.snapshot, current.snapshot]);
    const notes = [note(ringing), note(current)];
    const lists: number[] = [];
    ringing.subscribe(() => lists.push(ringing.snapshot.length));
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    ringing.snapshot[0]?.accept();
    expect(current.snapshot.snapshot?.state).toBe("accepting");
    expect(lists).toEqual([1, 0]);
    expect(notes.map(({ values }) => values.at(-1))).toEqual([ringing.snapshot, current.snapshot]);
  });

  test("if a listener throws, the others are told", async () => {
    const { clock, bob, ringing } = await createWorld();
    const reported: unknown[] = [];
    const before = globalThis.reportError;
    globalThis.reportError = (error) => void reported.push(error);
    ringing.subscribe(() => {
      throw new Error("a bad listener");
    });
    const { values } = note(ringing);
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    globalThis.reportError = before;
    expect(values).toHaveLength(2);
    expect(reported).toEqual([new Error("a bad listener")]);
  });
});

describe("the current invitation", () => {
  test("is the one that is placed, from its sending until after its end", async () => {
    const { clock, current, shown } = await createWorld();
    const { values } = note(current);
    const invitation = current.snapshot.invite("bob", { content: "lunch?" });
    await clock.settle();
    expect(current.snapshot.invitation).toBe(invitation);
    expect(current.snapshot.snapshot).toBe(invitation.snapshot);
    invitation.cancel();
    await clock.settle();
    expect(shown()).toBe("bob canceled");
    current.snapshot.dismiss();
    current.snapshot.dismiss();
    expect(shown()).toBe("nobody");
    expect(values.map(({ snapshot }) => snapshot?.state)).toEqual([
      undefined,
      "sent",
      "received",
      "canceled",
      undefined,
    ]);
  });

  test("says why a call came to nothing, until the next one is placed", async () => {
    const { clock, bob, current, shown } = await createWorld();
    note(current);
    bob.on("invitation", (it) => void it.refuse("later"));
    current.snapshot.invite("bob");
    await clock.settle();
    expect(shown()).toBe("bob refused");
    current.snapshot.invite("eve");
    await clock.settle();
    expect(shown()).toBe("eve received");
  });

  test("is none that rings here, until it is accepted", async () => {
    const { clock, bob, current, from, shown } = await createWorld();
    const { values } = note(current);
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    expect(shown()).toBe("nobody");
    from("bob").accept();
    await clock.settle();
    expect(values.map(({ snapshot }) => snapshot?.state)).toEqual([undefined, "accepting", "accepted"]);
  });

  test("is none that the person here refused, or that its caller canceled", async () => {
    const { clock, bob, eve, current, from } = await createWorld();
    const { values } = note(current);
    const call = bob.createLocalInvitation("ada").send();
    eve.createLocalInvitation("ada").send();
    await clock.settle();
    call.cancel();
    from("eve").refuse();
    await clock.settle();
    expect(values).toHaveLength(1);
  });

  test("is the accepted one from the accept on, while its line opens and the call is on, before any that is placed", async () => {
    const { clock, ada, bob, current, from, shown } = await createWorld();
    note(current);
    ada.createLocalInvitation("nobody").send();
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    from("bob").accept();
    await clock.settle();
    expect([shown(), shown()]).toEqual(["bob accepted", "bob accepted"]);
    const line = current.snapshot.invitation?.openLine();
    expect(shown()).toBe("bob accepted");
    current.snapshot.invite("eve");
    expect(shown()).toBe("bob accepted");
    line?.close();
    await clock.settle();
    expect(shown()).toBe("eve received");
  });

  test("turns to a call that is accepted during another one", async () => {
    const { clock, bob, eve, current, from, shown } = await createWorld();
    note(current);
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    from("bob").accept();
    await clock.settle();
    current.snapshot.invitation?.openLine();
    eve.createLocalInvitation("ada").send();
    await clock.settle();
    from("eve").accept();
    expect(shown()).toBe("bob accepted");
    await clock.settle();
    expect([shown(), shown()]).toEqual(["eve accepted", "eve accepted"]);
    const line = current.snapshot.invitation?.openLine();
    expect(shown()).toBe("eve accepted");
    line?.close();
    await clock.settle();
    expect(shown()).toBe("bob accepted");
  });

  test("an accepted one without a line makes way for one that is placed later", async () => {
    const { clock, bob, current, from, shown } = await createWorld();
    note(current);
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    from("bob").accept();
    await clock.settle();
    current.snapshot.invite("eve");
    expect(shown()).toBe("eve sent");
  });

  test("comes back if it was dismissed while it rang, and is accepted", async () => {
    const { clock, bob, current, shown } = await createWorld();
    note(current);
    current.snapshot.invite("bob");
    await clock.settle();
    current.snapshot.dismiss();
    expect(shown()).toBe("nobody");
    bob.invitations.map((it) => it.role === "remote" && it.accept());
    await clock.settle();
    expect(shown()).toBe("bob accepted");
  });

  test("outlives a remount, even one that misses the accept", async () => {
    const { clock, page, ada, bob, current, from } = await createWorld();
    const { end } = note(current);
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    from("bob").accept();
    end();
    await clock.settle();
    expect(currentInvitation(ada, page).snapshot.snapshot?.state).toBe("accepted");
  });

  test("two that cross become one", async () => {
    const { clock, bob, current, shown } = await createWorld();
    note(current);
    current.snapshot.invite("bob");
    bob.createLocalInvitation("ada").send();
    await clock.settle();
    expect(shown()).toBe("bob accepted");
  });

  test("without a client there is none, and inviting says what to wait for", () => {
    const error = errorOf(() => NO_INVITATION.invite("bob"));
    expect(error).toBeInstanceOf(InvitationError);
    expect(error).toMatchObject({ code: "illegal-command", operation: "invite", state: "none" });
    NO_INVITATION.dismiss();
  });
});
