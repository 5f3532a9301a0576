// Queries of the online status, and what is already known of it.
import { describe, expect, test } from "vitest";
import type { Transport } from "../index.ts";
import type { RtmClient } from "./client.ts";
import { createRtmScene, errorOf, type RtmScene } from "./scene.fixture.ts";

/** Ada, logged in, and the users that her client looked for, in order. */
async function loginCounting({ create, invitations, messages }: RtmScene) {
  const dialed: string[] = [];
  const ada = create((id) => {
    const transport = messages.join(id);
    const counting: Transport = {
      start: (events) => transport.start(events),
      stop: () => transport.stop(),
      connect: (peer) => {
        dialed.push(peer);
        return transport.connect(peer);
      },
    };
    return { invitations: invitations.join(id), messages: counting, end: () => {} };
  });
  await ada.login({ uid: "ada" });
  return { ada, dialed };
}

describe("queryPeersOnlineStatus", () => {
  test("a query returns who is online, oneself included", async () => {
    const { login } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob")];
    expect(await ada.queryPeersOnlineStatus(["bob", "cyd", "ada"])).toEqual({
      bob: true,
      cyd: false,
      ada: true,
    });
  });

  test("a user who was found offline counts as offline for 2 s, and then is looked for again", async () => {
    const scene = createRtmScene();
    const { ada, dialed } = await loginCounting(scene);
    expect(await ada.queryPeersOnlineStatus(["bob"])).toEqual({ bob: false });
    await scene.login("bob");
    await scene.clock.advance(1_999);
    expect(await ada.queryPeersOnlineStatus(["bob"])).toEqual({ bob: false });
    expect(dialed).toEqual(["bob"]);
    await scene.clock.advance(1);
    expect(await ada.queryPeersOnlineStatus(["bob"])).toEqual({ bob: true });
    expect(await ada.queryPeersOnlineStatus(["bob"])).toEqual({ bob: true });
    expect(dialed).toEqual(["bob", "bob"]);
  });

  test.each<[string, (bob: RtmClient) => unknown]>([
    ["calls", (bob) => bob.createLocalInvitation("ada").send()],
    ["writes", (bob) => bob.sendMessageToPeer({ text: "hi" }, "ada")],
  ])("one who %s meanwhile is there at once", async (_what, act) => {
    const { login, clock } = createRtmScene();
    const ada = await login("ada");
    expect(await ada.queryPeersOnlineStatus(["bob"])).toEqual({ bob: false });
    void act(await login("bob"));
    await clock.settle();
    expect(await ada.queryPeersOnlineStatus(["bob"])).toEqual({ bob: true });
  });

  test("a message is sent to a user who was found offline a moment ago", async () => {
    const { login } = createRtmScene();
    const ada = await login("ada");
    expect(await ada.queryPeersOnlineStatus(["bob"])).toEqual({ bob: false });
    await login("bob");
    expect(await ada.sendMessageToPeer({ text: "hi" }, "bob")).toEqual({ hasPeerReceived: true });
  });

  test("simultaneous queries about one user look for it once, and a lost connection gives no result about it", async () => {
    const scene = createRtmScene();
    const { ada, dialed } = await loginCounting(scene);
    const asked = ["bob", "bob", "cyd"].map((uid) => ada.queryPeersOnlineStatus([uid]));
    expect(await Promise.all(asked)).toEqual([{ bob: false }, { bob: false }, { cyd: false }]);
    expect(dialed).toEqual(["bob", "cyd"]);
    await scene.clock.advance(2_000);
    scene.messages.setBroker(false);
    expect(await errorOf(() => ada.queryPeersOnlineStatus(["bob"]))).toEqual(["RtmError", 2]);
    await scene.login("bob");
    scene.messages.setBroker(true);
    expect(await ada.queryPeersOnlineStatus(["bob"])).toEqual({ bob: true });
  });

  test("a query that a logout interrupts rejects", async () => {
    const { login, silent } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob")];
    silent.add("bob");
    const asked = errorOf(() => ada.queryPeersOnlineStatus(["bob"]));
    await ada.logout();
    expect(await asked).toEqual(["RtmInvalidStatusError", 102]);
  });
});
