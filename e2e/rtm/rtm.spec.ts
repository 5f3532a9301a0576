// A page that was written for RTM 1.x works with our import: with another such page, and with the demo, which uses peer-invite
// directly.
import { expect, type Page } from "@playwright/test";
import { test } from "../support/person.ts";
import { joinRtm, visitRtm } from "../support/rtm-user.ts";

const CLASSIC = "/e2e/rtm-classic/index.html";

test("RTM page: a call rings, is accepted with words, and both get the event", async ({ crowd }) => {
  const [ada, bob] = [await joinRtm(crowd, "ada"), await joinRtm(crowd, "bob")];
  await ada.call(bob.uid, "lunch?");
  await expect(bob.incoming).toHaveText(`${ada.uid} calls: lunch?`);
  await expect(ada.outgoing).toHaveText("LocalInvitationReceivedByPeer RECEIVED_BY_REMOTE");
  await bob.answer("Accept", "on my way");
  await expect(bob.incoming).toHaveText("RemoteInvitationAccepted ACCEPTED");
  await expect(ada.outgoing).toHaveText("LocalInvitationAccepted ACCEPTED_BY_REMOTE");
  await expect(ada.log).toContainText("LocalInvitationAccepted on my way");
  await expect(ada.log).toContainText("ConnectionStateChanged CONNECTING LOGIN");
  await expect(ada.log).toContainText("ConnectionStateChanged CONNECTED LOGIN_SUCCESS");
});

test("RTM page: a call is refused with words, and the next call is a new one", async ({ crowd }) => {
  const [ada, bob] = [await joinRtm(crowd, "ada"), await joinRtm(crowd, "bob")];
  await ada.call(bob.uid, "one");
  await expect(bob.incoming).toHaveText(`${ada.uid} calls: one`);
  await bob.answer("Refuse", "not now");
  await expect(ada.outgoing).toHaveText("LocalInvitationRefused REFUSED_BY_REMOTE");
  await expect(ada.log).toContainText("LocalInvitationRefused not now");
  await expect(bob.incoming).toHaveText("RemoteInvitationRefused REFUSED");
  await bob.call(ada.uid, "two");
  await expect(ada.incoming).toHaveText(`${bob.uid} calls: two`);
  await ada.answer("Accept");
  await expect(bob.outgoing).toHaveText("LocalInvitationAccepted ACCEPTED_BY_REMOTE");
});

test("RTM page: a call is canceled", async ({ crowd }) => {
  const [ada, bob] = [await joinRtm(crowd, "ada"), await joinRtm(crowd, "bob")];
  await ada.call(bob.uid, "lunch?");
  await expect(ada.outgoing).toHaveText("LocalInvitationReceivedByPeer RECEIVED_BY_REMOTE");
  await ada.press("Cancel");
  await expect(ada.outgoing).toHaveText("LocalInvitationCanceled CANCELED");
  await expect(bob.incoming).toHaveText("RemoteInvitationCanceled CANCELED");
  await expect(bob.log).toContainText("RemoteInvitationCanceled lunch?");
});

test("RTM page: without a login a call fails, and a user that logs out is offline", async ({ crowd }) => {
  const ada = await visitRtm(crowd, "ada");
  const bob = await joinRtm(crowd, "bob");
  await ada.call(bob.uid);
  await expect(ada.outgoing).toHaveText("LocalInvitationFailure FAILURE");
  await expect(ada.log).toContainText("LocalInvitationFailure NOT_LOGGEDIN");
  await ada.logIn();
  await expect(ada.connection).toHaveText("CONNECTED");
  await ada.call(bob.uid);
  await expect(ada.outgoing).toHaveText("LocalInvitationReceivedByPeer RECEIVED_BY_REMOTE");
  await bob.press("Log out");
  await expect(bob.connection).toHaveText("DISCONNECTED");
  await expect(ada.log).toContainText("LocalInvitationFailure PEER_OFFLINE");
  await bob.logIn();
  await expect(bob.connection).toHaveText("CONNECTED");
  await ada.call(bob.uid, "again");
  await expect(bob.incoming).toHaveText(`${ada.uid} calls: again`);
});

test("RTM page: a uid may have characters that PeerJS does not allow", async ({ crowd }) => {
  const ada = await joinRtm(crowd, "ada", (name) => ` ${name} {~!}?`);
  const bob = await joinRtm(crowd, "bob", (name) => `<${name}@example.org>`);
  await ada.call(bob.uid, "lunch?");
  await expect(bob.incoming).toContainText(`${ada.uid.trim()} calls: lunch?`);
  await bob.answer("Accept");
  await expect(ada.outgoing).toHaveText("LocalInvitationAccepted ACCEPTED_BY_REMOTE");
});

test("RTM page: a uid that is in use is refused, and is back after a reload", async ({ crowd }) => {
  const ada = await joinRtm(crowd, "ada");
  const other = await visitRtm(crowd, "other", () => ada.uid);
  await other.logIn();
  await expect(other.log).toContainText("login failed: RtmError 6");
  await expect(other.connection).toHaveText("DISCONNECTED");
  await ada.reload();
  await ada.logIn();
  await expect(ada.connection).toHaveText("CONNECTED");
});

test("RTM page: a second login with the same uid in the same page wins; the first is told, and calls ring at the later one", async ({
  crowd,
}) => {
  const [ada, bob] = [await joinRtm(crowd, "ada"), await joinRtm(crowd, "bob")];
  await ada.call(bob.uid, "lunch?");
  await expect(ada.outgoing).toHaveText("LocalInvitationReceivedByPeer RECEIVED_BY_REMOTE");
  await ada.logInByAnother();
  await expect(ada.connection).toHaveText("ABORTED");
  await expect(ada.log).toContainText("ConnectionStateChanged ABORTED REMOTE_LOGIN");
  await expect(ada.outgoing).toHaveText("LocalInvitationFailure FAILURE");
  await expect(bob.incoming).toHaveText("RemoteInvitationCanceled CANCELED");
  await bob.call(ada.uid, "still there?");
  await expect(ada.log).toContainText(`${bob.uid} calls the other: still there?`);
  await ada.logIn();
  await expect(ada.connection).toHaveText("CONNECTED");
  await expect(ada.log).toContainText("the other: ABORTED REMOTE_LOGIN");
});

test("RTM page: messages arrive, and the online status is shown", async ({ crowd }) => {
  const [ada, bob] = [await joinRtm(crowd, "ada"), await joinRtm(crowd, "bob")];
  const cyd = await visitRtm(crowd, "cyd");
  await ada.say(bob.uid, "hello");
  await expect(bob.log).toContainText(`${ada.uid} says: hello`);
  await expect(ada.log).toContainText("hasPeerReceived true");
  await ada.say(cyd.uid, "hello");
  await expect(ada.log).toContainText("hasPeerReceived false");
  await ada.watch(cyd.uid);
  await expect(ada.log).toContainText(`${cyd.uid} is OFFLINE`);
  await cyd.logIn();
  await expect(ada.log).toContainText(`${cyd.uid} is ONLINE`);
  await cyd.press("Log out");
  await expect(ada.log.getByText(`${cyd.uid} is OFFLINE`)).toHaveCount(2, { timeout: 20_000 });
});

test("a classic page, without modules, calls and is called", async ({ crowd }) => {
  const [ada, bob] = [await crowd.visit("ada", CLASSIC), await crowd.visit("bob", CLASSIC)];
  const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
  const status = (page: Page, name: string) => page.getByRole("status", { name });
  const call = async (from: Page, uid: string) => {
    await from.getByRole("textbox", { name: "Call whom" }).fill(uid);
    await press(from, "Call");
  };
  await call(ada.page, bob.name);
  await expect(status(ada.page, "Outgoing")).toHaveText("log in first");
  for (const { page, name } of [ada, bob]) {
    await page.getByRole("textbox", { name: "Your uid" }).fill(name);
    await press(page, "Log in");
    await expect(status(page, "Connection")).toHaveText("logged in");
  }
  await call(ada.page, bob.name);
  await expect(status(bob.page, "Incoming")).toHaveText(`${ada.name} calls: lunch?`);
  await expect(status(ada.page, "Outgoing")).toHaveText("ringing");
  await press(bob.page, "Accept");
  await expect(status(ada.page, "Outgoing")).toHaveText("accepted: on my way");
  await expect(status(bob.page, "Incoming")).toHaveText("accepted");
});

test("RTM page calls a page of peer-invite's own API", async ({ crowd }) => {
  const [ada, bob] = [await joinRtm(crowd, "ada"), await crowd.join("bob")];
  await ada.call(bob.name, "lunch?");
  const card = bob.page.getByLabel(`Call from ${ada.uid}`, { exact: true });
  await expect(card.getByText("lunch?")).toBeVisible();
  await expect(ada.outgoing).toHaveText("LocalInvitationReceivedByPeer RECEIVED_BY_REMOTE");
  await card.getByRole("textbox", { name: "Message" }).fill("on my way");
  await card.getByRole("button", { name: "Accept" }).click();
  await expect(ada.outgoing).toHaveText("LocalInvitationAccepted ACCEPTED_BY_REMOTE");
  await expect(ada.log).toContainText("LocalInvitationAccepted on my way");
  await expect(card.getByText("You accepted")).toBeVisible();
});

test("a page of peer-invite's own API calls an RTM page", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await joinRtm(crowd, "bob")];
  const refused = await ada.call(bob.uid, "lunch?");
  await expect(bob.incoming).toHaveText(`${ada.name} calls: lunch?`);
  await bob.answer("Refuse", "call at five");
  await expect(refused.getByText("call at five")).toBeVisible();
  await refused.getByRole("button", { name: "Close" }).click();
  const canceled = await ada.call(bob.uid, "now?");
  await expect(bob.incoming).toHaveText(`${ada.name} calls: now?`);
  await canceled.getByRole("button", { name: "Cancel" }).click();
  await expect(bob.incoming).toHaveText("RemoteInvitationCanceled CANCELED");
});
