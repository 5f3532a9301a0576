// A call that the state does not allow does nothing with clients of `ArRTM`, and throws with those of `AgoraRTM`.
import { describe, expect, test } from "vitest";
import { AgoraRTM, ArRTM } from "./index.ts";
import { createRtmCall, createRtmScene, errorOf, noteClientEvents, noteRtmEvents } from "./scene.fixture.ts";
import type { LocalInvitationState, RemoteInvitationState } from "./status-code.ts";

type Call = Awaited<ReturnType<typeof createRtmCall>>;

/** How to bring a call to each of its ends. */
const ENDS: Record<string, (call: Call) => unknown> = {
  accepted: async ({ ring }) => (await ring()).accept(),
  refused: async ({ ring }) => (await ring()).refuse(),
  canceled: async ({ ring, local }) => {
    await ring();
    local.cancel();
  },
  "not answered in time": async ({ ring, clock }) => {
    await ring();
    await clock.advance(60_000);
  },
  "cut short by a logout": async ({ ring, ada }) => {
    await ring();
    await ada.logout();
  },
};

async function bringTo(end: string, make = ArRTM.createInstance) {
  const call = await createRtmCall(make);
  const remotes: Parameters<typeof noteRtmEvents>[0][] = [];
  call.bob.on("RemoteInvitationReceived", (remote) => remotes.push(remote));
  await ENDS[end]?.(call);
  await call.clock.settle();
  const [remote] = remotes;
  if (remote === undefined || !("accept" in remote)) throw new Error("It did not ring.");
  return { ...call, remote };
}

describe("a client made by ArRTM", () => {
  test.each(Object.keys(ENDS))(
    "a call that was %s: hanging up, accepting and refusing do nothing",
    async (end) => {
      const { local, remote, clock } = await bringTo(end);
      const notes = [noteRtmEvents(local), noteRtmEvents(remote)];
      const before = [local.state, remote.state];
      for (const act of [() => local.cancel(), () => remote.accept(), () => remote.refuse()]) {
        act();
        act();
      }
      await clock.advance(60_000);
      expect([local.state, remote.state]).toEqual(before);
      expect(notes).toEqual([[], []]);
    },
  );

  test.each(Object.keys(ENDS))(
    "a call that was %s is not sent again: code 3, and it does not ring",
    async (end) => {
      const { local, bob, clock } = await bringTo(end);
      const notes = noteClientEvents(bob, "RemoteInvitationReceived");
      expect(await errorOf(() => local.send())).toEqual(["RtmInvalidStatusError", 3]);
      await clock.settle();
      expect(notes).toEqual([]);
    },
  );

  test("accepting or refusing again while the accept is pending does nothing, and the call succeeds", async () => {
    const { ring, local, clock } = await createRtmCall(ArRTM.createInstance);
    const remote = await ring();
    remote.accept();
    expect(remote.state).toBe<RemoteInvitationState>("ACCEPT_SENT_TO_LOCAL");
    remote.accept();
    remote.refuse();
    await clock.settle();
    expect([local.state, remote.state]).toEqual(["ACCEPTED_BY_REMOTE", "ACCEPTED"]);
  });

  test("canceling before sending: code 2; without a login nothing", async () => {
    const { local, ada } = await createRtmCall(ArRTM.createInstance);
    expect(await errorOf(() => local.cancel())).toEqual(["RtmInvalidStatusError", 2]);
    await ada.logout();
    local.cancel();
    expect(local.state).toBe<LocalInvitationState>("IDLE");
  });

  test("sending twice: code 5, and it still rings", async () => {
    const { local, ring } = await createRtmCall(ArRTM.createInstance);
    await ring();
    expect(await errorOf(() => local.send())).toEqual(["RtmInvalidStatusError", 5]);
    expect(local.state).toBe<LocalInvitationState>("RECEIVED_BY_REMOTE");
  });

  test("logging out without a login resolves, before one and twice, and fires nothing", async () => {
    const client = createRtmScene(ArRTM.createInstance).create();
    const notes = noteClientEvents(client, "ConnectionStateChanged");
    await client.logout();
    expect(notes).toEqual([]);
    await client.login({ uid: "ada" });
    await Promise.all([client.logout(), client.logout()]);
    expect(notes.length).toBe(3);
  });

  test("logging in again during a login is the same login; as somebody else, or afterwards: code 7", async () => {
    const client = createRtmScene(ArRTM.createInstance).create();
    const notes = noteClientEvents(client, "ConnectionStateChanged");
    const logins = [client.login({ uid: "ada" }), client.login({ uid: "ada" })];
    expect(await errorOf(() => client.login({ uid: "bob" }))).toEqual(["RtmInvalidStatusError", 7]);
    await Promise.all(logins);
    expect(await errorOf(() => client.login({ uid: "ada" }))).toEqual(["RtmInvalidStatusError", 7]);
    expect([client.uid, client.connectionState, notes.length]).toEqual(["ada", "CONNECTED", 2]);
  });

  test("a login that fails, or that a logout interrupts, fails for all who wait for it", async () => {
    const { create, network } = createRtmScene(ArRTM.createInstance);
    network.join("ada");
    const client = create();
    const logInTwice = () => [1, 2].map(() => client.login({ uid: "ada" }).catch(({ name }) => name));
    expect(await Promise.all(logInTwice())).toEqual(["RtmError", "RtmError"]);
    const cut = logInTwice();
    await client.logout();
    expect(await Promise.all(cut)).toEqual(["RtmInvalidStatusError", "RtmInvalidStatusError"]);
  });

  test("the native API keeps its codes", async () => {
    const { local, remote, ada, bob } = await bringTo("canceled");
    expect(ada.getRtmCallManager().cancelLocalInvitation(local)).toBe(3);
    expect(bob.getRtmCallManager().acceptRemoteInvitation(remote)).toBe(3);
    expect(bob.getRtmCallManager().refuseRemoteInvitation(remote)).toBe(3);
  });
});

describe("a client made by AgoraRTM", () => {
  test.each(Object.keys(ENDS))(
    "a call that was %s: hanging up, accepting and refusing throw code 3",
    async (end) => {
      const { local, remote } = await bringTo(end, AgoraRTM.createInstance);
      for (const act of [() => local.cancel(), () => remote.accept(), () => remote.refuse()])
        expect(await errorOf(act)).toEqual(["RtmInvalidStatusError", 3]);
    },
  );
});
