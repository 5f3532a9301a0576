// The same uid twice in one page: as in RTM, the later login wins. Apps log in when they are mounted and again for every call, and
// React's StrictMode mounts twice.
import { describe, expect, test } from "vitest";
import { createFakeClock } from "../testing/index.ts";
import type { RtmClient } from "./client.ts";
import { placeOf } from "./config.ts";
import {
  createRtmCall,
  createRtmScene,
  errorOf,
  noteClientEvents,
  noteReceived,
  noteRtmEvents,
} from "./scene.fixture.ts";
import { createInstance } from "./sdk.ts";

const STATE = "ConnectionStateChanged";
const LOGGED_IN = [
  [STATE, "CONNECTING", "LOGIN"],
  [STATE, "CONNECTED", "LOGIN_SUCCESS"],
];
const OVERTAKEN = [STATE, "ABORTED", "REMOTE_LOGIN"];

async function expectRings(
  caller: RtmClient,
  callee: RtmClient,
  uid: string,
  settle: () => Promise<unknown>,
) {
  const received = noteReceived(callee);
  caller.createLocalInvitation(uid).send();
  await settle();
  expect(received.length).toBe(1);
}

describe("a second client with the same uid in the same page", () => {
  test("is logged in and can be called; the first is told, and logged out", async () => {
    const { login, create, clock, invitations, messages } = createRtmScene();
    const [first, bob] = [await login("ada"), await login("bob")];
    const [notes, heard] = [noteClientEvents(first, STATE), noteReceived(first)];
    const second = create();
    await second.login({ uid: "ada" });
    expect(notes).toEqual([OVERTAKEN]);
    expect([first.connectionState, second.connectionState]).toEqual(["ABORTED", "CONNECTED"]);
    await expectRings(bob, second, "ada", () => clock.settle());
    expect(heard).toEqual([]);
    expect(await errorOf(() => first.sendMessageToPeer({ text: "hi" }, "bob"))).toEqual([
      "RtmInvalidStatusError",
      102,
    ]);
    await Promise.all([second.logout(), bob.logout()]);
    expect([clock.timers, invitations.openChannels, messages.openChannels]).toEqual([0, 0, 0]);
  });

  test("the first client's Peer is destroyed before the second's is created", async () => {
    const { create, invitations, messages } = createRtmScene();
    const heard: string[] = [];
    const join = (id: string) => {
      heard.push("made");
      return {
        invitations: invitations.join(id),
        messages: messages.join(id),
        end: () => heard.push("destroyed"),
      };
    };
    const [first, second] = [create(join), create(join)];
    await Promise.all([first.login({ uid: "ada" }), second.login({ uid: "ada" })]);
    await Promise.all([first.logout(), second.logout()]);
    expect(heard).toEqual(["made", "destroyed", "made", "destroyed"]);
  });

  test("what the first was sending, and what rang there, fails at once at both ends", async () => {
    const scene = await createRtmCall();
    const { ada, bob, local, ring, clock, create } = scene;
    const remote = await ring();
    const toAda = bob.createLocalInvitation("ada");
    const cyd = await scene.login("cyd");
    const fromCyd = cyd.createLocalInvitation("ada");
    const received = noteReceived(ada);
    fromCyd.send();
    await clock.settle();
    const [ringing] = received;
    if (ringing === undefined) throw new Error("It did not ring.");
    const notes = [local, remote, fromCyd, ringing].map(noteRtmEvents);
    const second = create();
    await second.login({ uid: "ada" });
    await clock.settle();
    expect(notes).toEqual([
      [["LocalInvitationFailure", "NOT_LOGGEDIN", "FAILURE"]],
      [["RemoteInvitationCanceled", "", "CANCELED"]],
      [["LocalInvitationFailure", "PEER_OFFLINE", "FAILURE"]],
      [["RemoteInvitationFailure", "UNKNOWN", "FAILURE"]],
    ]);
    toAda.send();
    await clock.settle();
    expect(toAda.state).toBe("RECEIVED_BY_REMOTE");
  });

  test("an accepted call stays accepted, and one that was canceled before stays canceled", async () => {
    const { local, ring, create, clock, ada } = await createRtmCall();
    const canceled = ada.createLocalInvitation("bob");
    (await ring()).accept();
    canceled.send();
    canceled.cancel();
    await clock.settle();
    await create().login({ uid: "ada" });
    await clock.settle();
    expect([local.state, canceled.state]).toEqual(["ACCEPTED_BY_REMOTE", "CANCELED"]);
  });

  test("if both log in at once, both resolve, in order, and the later one stays", async () => {
    const { create, login, clock } = createRtmScene();
    const [first, second, third] = [create(), create(), create()];
    const notes = [first, second, third].map((client) => noteClientEvents(client, STATE));
    await Promise.all([first, second, third].map((client) => client.login({ uid: "ada" })));
    expect(notes).toEqual([[...LOGGED_IN, OVERTAKEN], [...LOGGED_IN, OVERTAKEN], LOGGED_IN]);
    await expectRings(await login("bob"), third, "ada", () => clock.settle());
  });

  test("StrictMode: the first logs out without waiting, the second logs in", async () => {
    const { create, login, clock } = createRtmScene();
    const [first, second] = [create(), create()];
    const mounted = errorOf(() => first.login({ uid: "ada" }));
    const left = first.logout();
    await second.login({ uid: "ada" });
    await left;
    expect(await mounted).toEqual(["RtmInvalidStatusError", 10]);
    expect(second.connectionState).toBe("CONNECTED");
    await expectRings(await login("bob"), second, "ada", () => clock.settle());
  });

  test("the first logs out late, after the second is logged in: the second stays", async () => {
    const { create, login, clock } = createRtmScene();
    const [first, second] = [await login("ada"), create()];
    await second.login({ uid: "ada" });
    await first.logout();
    expect([first.connectionState, second.connectionState]).toEqual(["DISCONNECTED", "CONNECTED"]);
    await expectRings(await login("bob"), second, "ada", () => clock.settle());
  });

  test("they take over from each other as often as they like", async () => {
    const { create, clock } = createRtmScene();
    const [first, second] = [create(), create()];
    for (const client of [first, second, first, second, first]) await client.login({ uid: "ada" });
    expect([first.connectionState, second.connectionState]).toEqual(["CONNECTED", "ABORTED"]);
    await first.logout();
    expect(clock.timers).toBe(0);
  });

  test("if one logs out while it waits for the first, the uid is free again", async () => {
    const { create, login, clock } = createRtmScene();
    const first = await login("ada");
    const [second, third] = [create(), create()];
    const given = errorOf(() => second.login({ uid: "ada" }));
    const left = second.logout();
    await third.login({ uid: "ada" });
    await left;
    expect(await given).toEqual(["RtmInvalidStatusError", 10]);
    expect([first, second, third].map((it) => it.connectionState)).toEqual([
      "ABORTED",
      "DISCONNECTED",
      "CONNECTED",
    ]);
    await expectRings(await login("bob"), third, "ada", () => clock.settle());
  });

  test("one whose Peer cannot be destroyed is logged out anyway", async () => {
    const { create, invitations, messages, clock } = createRtmScene();
    const end = (): never => {
      throw new TypeError("cannot read 'close'");
    };
    const join = (id: string) => ({ invitations: invitations.join(id), messages: messages.join(id), end });
    const [first, second] = [create(join), create(join)];
    await first.login({ uid: "ada" });
    await second.login({ uid: "ada" });
    await second.logout();
    await second.login({ uid: "ada" });
    expect(second.connectionState).toBe("CONNECTED");
    await second.logout();
    expect(clock.timers).toBe(0);
  });

  test("another uid, or the same uid at another broker, is another user", async () => {
    const [here, there] = [createRtmScene(), createRtmScene()];
    const clients = [await here.login("ada"), await here.login("bob"), await there.login("ada")];
    expect(clients.map((client) => client.connectionState)).toEqual(["CONNECTED", "CONNECTED", "CONNECTED"]);
    const keyOf = (host: string): unknown => placeOf("app", { broker: { host, port: 9000 } }).key;
    expect([keyOf("one"), keyOf("one") === keyOf("two"), placeOf("app", {}).key]).toEqual([
      keyOf("one"),
      false,
      placeOf("app", {}).key,
    ]);
  });

  test("a uid that another page has is refused, and available later", async () => {
    const { network, create, invitations } = createRtmScene();
    const elsewhere = createInstance("an app", {
      network: { join: (id) => network.join(id) },
      clock: createFakeClock(),
    });
    await elsewhere.login({ uid: "ada" });
    const client = create();
    await expect(client.login({ uid: "ada" })).rejects.toThrow("ada");
    await elsewhere.logout();
    await client.login({ uid: "ada" });
    expect([client.connectionState, invitations.openChannels]).toEqual(["CONNECTED", 0]);
  });
});

describe("one client", () => {
  test("logs in, out and in again without waiting: it ends logged in, with the last uid", async () => {
    const { create, clock, login } = createRtmScene();
    const client = create();
    const logins = ["ada", "ada", "cyd"].map((uid) => {
      const login = errorOf(() => client.login({ uid }));
      void client.logout();
      return login;
    });
    await client.login({ uid: "cyd" });
    expect(await Promise.all(logins)).toEqual(logins.map(() => ["RtmInvalidStatusError", 10]));
    await expectRings(await login("bob"), client, "cyd", () => clock.settle());
  });

  test("two clients of one app with two uids are two users", async () => {
    const { create, clock } = createRtmScene();
    const [ada, bob] = [create(), create()];
    await Promise.all([ada.login({ uid: "ada" }), bob.login({ uid: "bob" })]);
    await expectRings(ada, bob, "bob", () => clock.settle());
  });
});
