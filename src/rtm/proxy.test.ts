// Objects that an app keeps in the state of a framework that wraps them in proxies, here Vue's deep ones.
import { reactive } from "@vue/reactivity";
import { expect, test } from "vitest";
import type { LocalInvitation } from "./local-invitation.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";
import { createRtmScene } from "./scene.fixture.ts";

/** The component of a typical app. */
interface Data {
  client: unknown;
  local: unknown;
  remote: unknown;
  manager: unknown;
  channel: unknown;
}

/** The component's state, as Vue makes it. */
function createData() {
  const data: Data = { client: null, local: null, remote: null, manager: null, channel: null };
  return reactive(data);
}

test("a call through proxies: created, sent, received, answered, canceled", async () => {
  const { login, clock } = createRtmScene();
  const data = createData();
  const heard: unknown[][] = [];
  const [ada, bob] = [await login("ada"), await login("bob")];
  bob.on("RemoteInvitationReceived", (invitation) => {
    data.remote = invitation;
    const remote = data.remote as RemoteInvitation;
    expect(remote).not.toBe(invitation);
    remote.on("RemoteInvitationAccepted", () => heard.push(["accepted", remote.state]));
    remote.once("RemoteInvitationCanceled", (content) => heard.push(["canceled", remote.state, content]));
  });
  const call = async (): Promise<LocalInvitation> => {
    data.local = ada.createLocalInvitation("bob");
    const local = data.local as LocalInvitation;
    local.content = "lunch?";
    expect(local.on("LocalInvitationAccepted", (words) => heard.push([words, local.state]))).toBe(local);
    local.send();
    await clock.settle();
    return local;
  };
  const first = await call();
  expect([first.calleeId, first.state, first.response]).toEqual(["bob", "RECEIVED_BY_REMOTE", ""]);
  const remote = data.remote as RemoteInvitation;
  expect([remote.callerId, remote.content, remote.channelId]).toEqual(["ada", "lunch?", ""]);
  remote.response = "on my way";
  remote.accept();
  await clock.settle();
  expect(heard.splice(0)).toEqual([
    ["on my way", "ACCEPTED_BY_REMOTE"],
    ["accepted", "ACCEPTED"],
  ]);
  expect(first.response).toBe("on my way");
  (await call()).cancel();
  await clock.settle();
  expect(heard.splice(0)).toEqual([["canceled", "CANCELED", "lunch?"]]);
  await call();
  (data.remote as RemoteInvitation).refuse();
  await clock.settle();
  expect((data.local as LocalInvitation).state).toBe("REFUSED_BY_REMOTE");
});

test("a client, its manager and a channel through proxies", async () => {
  const { create, login, clock } = createRtmScene();
  const data = createData();
  const bob = await login("bob");
  const made = create();
  data.client = made;
  const client = data.client as typeof made;
  const states: string[] = [];
  client.on("ConnectionStateChanged", (state) => states.push(state));
  await client.login({ uid: "ada", token: "old" });
  await client.renewToken("new");
  expect([client.uid, client.token]).toEqual(["ada", "new"]);
  expect(await client.sendMessageToPeer({ text: "hi" }, "bob")).toEqual({ hasPeerReceived: true });
  expect(await client.queryPeersOnlineStatus(["bob"])).toEqual({ bob: true });
  await client.subscribePeersOnlineStatus(["bob"]);
  expect(await client.queryPeersBySubscriptionOption("ONLINE_STATUS")).toEqual(["bob"]);
  await client.unsubscribePeersOnlineStatus(["bob"]);

  const heard: string[] = [];
  bob.on("RemoteInvitationReceived", (invitation) => invitation.refuse());
  const callManager = client.getRtmCallManager();
  data.manager = callManager;
  const manager = data.manager as typeof callManager;
  expect(manager).not.toBe(callManager);
  manager.setEventListener({ onLocalInvitationRefused: () => heard.push("refused") });
  data.local = manager.createLocalCallInvitation("bob");
  expect(manager.sendLocalInvitation(data.local as LocalInvitation)).toBe(0);
  await clock.settle();
  expect(heard).toEqual(["refused"]);
  expect(manager.cancelLocalInvitation(data.local as LocalInvitation)).toBe(3);

  const room = client.createChannel("room");
  data.channel = room;
  const channel = data.channel as typeof room;
  expect(channel.on("MemberJoined", () => {}).listenerCount("MemberJoined")).toBe(1);
  await expect(channel.join()).rejects.toThrow("channel.join() is not part of peer-invite.");

  await client.logout();
  await clock.settle();
  expect(states).toEqual(["CONNECTING", "CONNECTED", "DISCONNECTED"]);
});

test("a framework, or JSON, finds in an invitation only what an app may write", async () => {
  const { create } = createRtmScene();
  const invitation = create().createLocalInvitation("bob");
  expect(JSON.parse(JSON.stringify(invitation))).toEqual({ content: "", channelId: "" });
});
