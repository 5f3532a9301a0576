// The client option `posts`: whether a call rings before there is a channel, and without one.

import { expect, test } from "vitest";
import { createInvitationClient, type PeerId } from "../index.ts";
import { ringingAt } from "../testing/clients.fixture.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { IDLE } from "../testing/idle.fixture.ts";
import { createSimulatedNetwork } from "../testing/simulated-network.ts";
import { createMemoryNetwork } from "../transport/memory.ts";

/** Ada calls bob. The broker carries posts, but no channel comes up. */
async function callWithoutChannel(options: { readonly posts?: boolean }) {
  const clock = createFakeClock();
  const network = createSimulatedNetwork(clock, 1);
  const [ada, bob] = ["ada", "bob"].map((id) =>
    createInvitationClient(network.join(id), { clock, ...options }),
  ) as [ReturnType<typeof createInvitationClient>, ReturnType<typeof createInvitationClient>];
  network.partition("ada", "bob");
  const invitation = ada.createLocalInvitation("bob", { content: "lunch?" }).send();
  await clock.advance(1_000);
  return { ada, bob, invitation, clock, network };
}

test("R16.1 two peers between whom no channel opens ring, and agree on the answer", async () => {
  const { bob, invitation, clock } = await callWithoutChannel({});
  expect(ringingAt(bob).content).toBe("lunch?");
  expect(invitation.snapshot.progress).toBe("ringing");
  const remote = ringingAt(bob);
  remote.accept("yes");
  await clock.advance(1_000);
  expect(await invitation.outcome).toEqual({ kind: "accepted", response: "yes" });
  expect(await remote.outcome).toEqual({ kind: "accepted", response: "yes" });
});

test.each(["refuse", "cancel"] as const)("R16.1 %s arrives without a channel", async (what) => {
  const { bob, invitation, clock } = await callWithoutChannel({});
  const remote = ringingAt(bob);
  if (what === "refuse") remote.refuse("no");
  else invitation.cancel();
  await clock.advance(100);
  const kind = what === "refuse" ? "refused" : "canceled";
  expect([(await invitation.outcome).kind, (await remote.outcome).kind]).toEqual([kind, kind]);
});

test("R16.5 an app is told if the caller's content on the channel differs from what was posted", async () => {
  const clock = createFakeClock();
  const network = createMemoryNetwork();
  const bob = createInvitationClient(network.join("bob"), { clock });
  const ada = network.join("ada");
  ada.start(IDLE);
  const invite = { t: "invite", id: "invitation-1", ttlMs: 60_000, content: "the broker says" };
  const text = JSON.stringify(invite);
  ada.post?.("bob" as PeerId, JSON.stringify({ v: 1, n: 1, from: "ada-life-1", text }));
  const shown: unknown[] = [];
  bob.on("invitation", (invitation) => {
    shown.push(invitation.content);
    invitation.on("changed", ({ content, channelId }) => shown.push(content, channelId));
  });
  await clock.settle();
  const channel = ada.connect("bob" as PeerId);
  channel.start({
    opened: () => channel.send(JSON.stringify({ ...invite, content: "ada says", channelId: "room" })),
    text: () => {},
    doubted: () => {},
    closed: () => {},
  });
  await clock.settle();
  expect(shown.slice(0, 1)).toEqual(["the broker says"]);
  expect(shown.slice(-2)).toEqual(["ada says", "room"]);
  expect([ringingAt(bob).content, ringingAt(bob).state]).toEqual(["ada says", "ringing"]);
});

test("R16.1 with `posts: false` nothing of it passes the broker, and it rings once there is a channel", async () => {
  const { bob, clock, network } = await callWithoutChannel({ posts: false });
  expect(bob.invitations).toEqual([]);
  network.heal("ada", "bob");
  await clock.advance(1_000);
  expect(ringingAt(bob).content).toBe("lunch?");
});
