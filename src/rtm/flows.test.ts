// The events at both ends with their payloads, every failure reason, and the bugs of the older SDKs.
import { describe, expect, test, vi } from "vitest";
import { createRtmCall, createRtmScene, noteReceived, noteRtmEvents } from "./scene.fixture.ts";

describe("events", () => {
  test("accepted with a response: each event in order, and the response is also in the property", async () => {
    const { local, ring, clock } = await createRtmCall();
    local.channelId = "room-1";
    const caller = noteRtmEvents(local);
    const remote = await ring();
    const callee = noteRtmEvents(remote);
    expect([remote.callerId, remote.content, remote.channelId, remote.state]).toEqual([
      "ada",
      "lunch?",
      "room-1",
      "INVITATION_RECEIVED",
    ]);
    expect(local.response).toBe("");
    remote.response = "on my way";
    remote.accept();
    await clock.settle();
    expect(caller).toEqual([
      ["LocalInvitationReceivedByPeer", "RECEIVED_BY_REMOTE"],
      ["LocalInvitationAccepted", "on my way", "ACCEPTED_BY_REMOTE"],
    ]);
    expect(callee).toEqual([["RemoteInvitationAccepted", "ACCEPTED"]]);
    expect(local.response).toBe("on my way");
  });

  test("refused with a response", async () => {
    const { local, ring, clock } = await createRtmCall();
    const caller = noteRtmEvents(local);
    const remote = await ring();
    remote.response = "call at five";
    remote.refuse();
    await clock.settle();
    expect(caller.slice(1)).toEqual([["LocalInvitationRefused", "call at five", "REFUSED_BY_REMOTE"]]);
    expect(local.response).toBe("call at five");
  });

  test("canceled: the callee gets the content", async () => {
    const { local, ring, clock } = await createRtmCall();
    const remote = await ring();
    const callee = noteRtmEvents(remote);
    local.cancel();
    await clock.settle();
    expect(callee).toEqual([["RemoteInvitationCanceled", "lunch?", "CANCELED"]]);
  });

  test("a listener that is added after send() gets every event", async () => {
    const { local, clock } = await createRtmCall();
    local.send();
    const notes = noteRtmEvents(local);
    await clock.settle();
    expect(notes).toEqual([["LocalInvitationReceivedByPeer", "RECEIVED_BY_REMOTE"]]);
  });

  test("ringing is reported once, even if the link was lost in between", async () => {
    const { local, ring, clock, invitations } = await createRtmCall();
    const notes = noteRtmEvents(local);
    await ring();
    invitations.setBroker(false);
    invitations.cut("ada", "bob");
    expect(local.state).toBe("SENT_TO_REMOTE");
    invitations.setBroker(true);
    await clock.advance(2_000);
    expect(local.state).toBe("RECEIVED_BY_REMOTE");
    expect(notes).toEqual([["LocalInvitationReceivedByPeer", "RECEIVED_BY_REMOTE"]]);
  });
});

describe("failure reasons", () => {
  test("PEER_OFFLINE: the callee is away for 30 s", async () => {
    const { clock, login } = createRtmScene();
    const ada = await login("ada");
    const local = ada.createLocalInvitation("bob");
    const notes = noteRtmEvents(local);
    local.send();
    await clock.advance(29_999);
    expect(local.state).toBe("SENT_TO_REMOTE");
    await clock.advance(1);
    expect(notes).toEqual([["LocalInvitationFailure", "PEER_OFFLINE", "FAILURE"]]);
  });

  test("a callee that comes online within 30 s gets the invitation", async () => {
    const { clock, login } = createRtmScene();
    const ada = await login("ada");
    const local = ada.createLocalInvitation("bob");
    local.send();
    await clock.advance(15_000);
    const received = noteReceived(await login("bob"));
    await clock.advance(14_000);
    expect([received.length, local.state]).toEqual([1, "RECEIVED_BY_REMOTE"]);
  });

  test("PEER_NO_RESPONSE: the callee took the link and never reported ringing", async () => {
    const { clock, login, invitations } = createRtmScene();
    const ada = await login("ada");
    invitations.join("bob").start({
      changed: () => {},
      failed: () => {},
      posted: () => {},
      absent: () => {},
      standingOf: () => "known",
      incoming: (channel) =>
        channel.start({
          opened: () => {},
          text: () => channel.send('{"t":"pong"}'),
          doubted: () => {},
          closed: () => {},
        }),
    });
    const local = ada.createLocalInvitation("bob");
    const notes = noteRtmEvents(local);
    local.send();
    await clock.advance(30_000);
    expect(notes).toEqual([["LocalInvitationFailure", "PEER_NO_RESPONSE", "FAILURE"]]);
  });

  test("INVITATION_EXPIRE: nobody acts within 60 s after the sending, at both ends", async () => {
    const { local, ring, clock } = await createRtmCall();
    const caller = noteRtmEvents(local);
    const callee = noteRtmEvents(await ring());
    await clock.advance(60_000);
    expect(caller.slice(1)).toEqual([["LocalInvitationFailure", "INVITATION_EXPIRE", "FAILURE"]]);
    expect(callee).toEqual([["RemoteInvitationFailure", "INVITATION_EXPIRE", "FAILURE"]]);
  });

  test("NOT_LOGGEDIN: our own broker is away for 30 s", async () => {
    const { local, clock, invitations } = await createRtmCall();
    const notes = noteRtmEvents(local);
    invitations.setBroker(false);
    local.send();
    await clock.advance(30_000);
    expect(notes).toEqual([["LocalInvitationFailure", "NOT_LOGGEDIN", "FAILURE"]]);
  });

  test("PEER_OFFLINE: the callee logs out while it rings", async () => {
    const { local, ring, bob, clock } = await createRtmCall();
    const callee = noteRtmEvents(await ring());
    const caller = noteRtmEvents(local);
    await bob.logout();
    await clock.settle();
    expect(caller).toEqual([["LocalInvitationFailure", "PEER_OFFLINE", "FAILURE"]]);
    expect(callee).toEqual([["RemoteInvitationFailure", "UNKNOWN", "FAILURE"]]);
  });

  test("PEER_OFFLINE: the caller disappears while it rings", async () => {
    const { ring, clock, silent } = await createRtmCall();
    const notes = noteRtmEvents(await ring());
    silent.add("ada");
    await clock.advance(12_000);
    expect(notes).toEqual([["RemoteInvitationFailure", "PEER_OFFLINE", "FAILURE"]]);
  });

  test("ACCEPT_FAILURE: the caller is silent, and does not confirm before the call's time is over", async () => {
    const { ring, clock, silent } = await createRtmCall();
    const remote = await ring();
    const notes = noteRtmEvents(remote);
    silent.add("ada");
    remote.accept();
    await clock.advance(59_000);
    expect(remote.state).toBe("ACCEPT_SENT_TO_LOCAL");
    await clock.advance(1_000);
    expect(notes).toEqual([["RemoteInvitationFailure", "ACCEPT_FAILURE", "FAILURE"]]);
  });
});

describe("bugs of the older SDKs that are not here", () => {
  test("a call is not lost when the broker is lost while it rings", async () => {
    const { local, ring, clock, ada, bob, invitations } = await createRtmCall();
    const remote = await ring();
    const changed = vi.fn();
    ada.on("ConnectionStateChanged", changed);
    bob.on("ConnectionStateChanged", changed);
    invitations.setBroker(false);
    await clock.advance(1_000);
    expect(changed.mock.calls).toEqual([
      ["RECONNECTING", "INTERRUPTED"],
      ["RECONNECTING", "INTERRUPTED"],
    ]);
    remote.accept();
    await clock.settle();
    expect([local.state, remote.state]).toEqual(["ACCEPTED_BY_REMOTE", "ACCEPTED"]);
  });

  test("the callee's 60 s count from the sending, not from the receipt", async () => {
    const { clock, login } = createRtmScene();
    const ada = await login("ada");
    const local = ada.createLocalInvitation("bob");
    local.send();
    await clock.advance(20_000);
    const received = noteReceived(await login("bob"));
    await clock.advance(9_000);
    expect(received.map(({ state }) => state)).toEqual(["INVITATION_RECEIVED"]);
    await clock.advance(31_000);
    expect(received.map(({ state }) => state)).toEqual(["FAILURE"]);
  });

  test("two users who call each other: one invitation rings, the other is canceled, and nothing is accepted without asking", async () => {
    const { clock, login } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    const received = [noteReceived(ada), noteReceived(bob)].flat();
    ada.on("RemoteInvitationReceived", (it) => received.push(it));
    bob.on("RemoteInvitationReceived", (it) => received.push(it));
    const locals = [ada.createLocalInvitation("bob"), bob.createLocalInvitation("ada")];
    for (const local of locals) local.send();
    await clock.settle();
    expect(received.map(({ state }) => state)).toEqual(["INVITATION_RECEIVED"]);
    expect(locals.map(({ state }) => state).sort()).toEqual(["CANCELED", "RECEIVED_BY_REMOTE"]);
    received[0]?.accept();
    await clock.settle();
    expect(locals.map(({ state }) => state).sort()).toEqual(["ACCEPTED_BY_REMOTE", "CANCELED"]);
  });

  test("a sixth invitation from the same user that rings at once is refused as busy", async () => {
    const { clock, login } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    const received = noteReceived(bob);
    const locals = Array.from({ length: 6 }, () => ada.createLocalInvitation("bob"));
    for (const local of locals) local.send();
    await clock.settle();
    expect(received.length).toBe(5);
    expect(locals[5]?.state).toBe("REFUSED_BY_REMOTE");
  });
});

describe("several local invitations at once, each its own", () => {
  /** Ada calls bob, cat and dan at the same time. */
  async function callThree() {
    const { clock, login } = createRtmScene();
    const ada = await login("ada");
    const names = ["bob", "cat", "dan"];
    const received = [];
    const notes = [];
    const locals = [];
    for (const name of names) {
      received.push(noteReceived(await login(name)));
      const local = ada.createLocalInvitation(name);
      local.content = `for ${name}`;
      notes.push(noteRtmEvents(local));
      locals.push(local);
    }
    for (const local of locals) local.send();
    await clock.settle();
    return { clock, locals, notes, remotes: received.map(([remote]) => remote) };
  }

  test("all ring, and each is answered by itself: every event is told at its own invitation, once", async () => {
    const { clock, locals, notes, remotes } = await callThree();
    expect(remotes.map((remote) => remote?.content)).toEqual(["for bob", "for cat", "for dan"]);
    const [bob, cat, dan] = remotes;
    if (cat !== undefined) cat.response = "later";
    bob?.accept();
    cat?.refuse();
    dan?.accept();
    await clock.settle();
    expect(locals.map(({ state }) => state)).toEqual([
      "ACCEPTED_BY_REMOTE",
      "REFUSED_BY_REMOTE",
      "ACCEPTED_BY_REMOTE",
    ]);
    expect(remotes.map((remote) => remote?.state)).toEqual(["ACCEPTED", "REFUSED", "ACCEPTED"]);
    expect(notes.map((it) => it.map(([event]) => event))).toEqual([
      ["LocalInvitationReceivedByPeer", "LocalInvitationAccepted"],
      ["LocalInvitationReceivedByPeer", "LocalInvitationRefused"],
      ["LocalInvitationReceivedByPeer", "LocalInvitationAccepted"],
    ]);
  });

  test("an app that takes the first answer cancels the others, which stop ringing", async () => {
    const { clock, locals, remotes } = await callThree();
    locals[1]?.on("LocalInvitationAccepted", () => {
      for (const other of [locals[0], locals[2]]) other?.cancel();
    });
    remotes[1]?.accept();
    await clock.settle();
    expect(locals.map(({ state }) => state)).toEqual(["CANCELED", "ACCEPTED_BY_REMOTE", "CANCELED"]);
    expect(remotes.map((remote) => remote?.state)).toEqual(["CANCELED", "ACCEPTED", "CANCELED"]);
  });
});

describe("RTM and peer-invite's own API", () => {
  test("a user of RTM rings a native peer", async () => {
    const { clock, login, joinNative } = createRtmScene();
    const ada = await login("ada");
    const bob = joinNative("bob");
    bob.on("invitation", (invitation) => invitation.accept(`hello ${invitation.caller}`));
    const local = ada.createLocalInvitation("bob");
    local.send();
    await clock.settle();
    expect([local.state, local.response]).toEqual(["ACCEPTED_BY_REMOTE", "hello ada"]);
  });

  test("a native peer rings a user of RTM", async () => {
    const { clock, login, joinNative } = createRtmScene();
    const bob = await login("bob");
    bob.on("RemoteInvitationReceived", (remote) => {
      remote.response = `not now, ${remote.callerId}`;
      remote.refuse();
    });
    const invitation = joinNative("ada").createLocalInvitation("bob", { content: "hi" }).send();
    await clock.settle();
    expect(invitation.snapshot.outcome).toEqual({
      kind: "refused",
      reason: "refused",
      response: "not now, ada",
    });
  });
});
