// The client option `openingFrame`: whether a first call rings before there is a channel.
import { expect, test } from "vitest";
import { createInvitationClient, type PeerId } from "../index.ts";
import { ringingAt } from "../testing/clients.fixture.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { createSimulatedNetwork } from "../testing/simulated-network.ts";
import { createMemoryNetwork } from "../transport/memory.ts";

/** Ada calls bob. The broker introduces them, but no channel comes up. */
async function callWithoutChannel(options: { readonly openingFrame?: boolean }) {
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

test("R16.1 R16.2 by default it rings from the request for a channel, and its caller learns that once there is one", async () => {
  const { bob, invitation, clock, network } = await callWithoutChannel({});
  expect(ringingAt(bob).content).toBe("lunch?");
  expect(invitation.snapshot.progress).toBe("reaching-peer");
  network.heal("ada", "bob");
  await clock.advance(1_000);
  expect(invitation.snapshot.progress).toBe("ringing");
  ringingAt(bob).accept("yes");
  await clock.advance(1_000);
  expect(await invitation.outcome).toEqual({ kind: "accepted", response: "yes" });
});

test("R16.5 an app is told if the caller's content on the channel differs from what the broker passed", async () => {
  const clock = createFakeClock();
  const network = createMemoryNetwork();
  const bob = createInvitationClient(network.join("bob"), { clock });
  const ada = network.join("ada");
  ada.start({ changed: () => {}, incoming: () => {}, failed: () => {} });
  const invite = { t: "invite", id: "invitation-1", ttlMs: 60_000, content: "the broker says" };
  const channel = ada.connect("bob" as PeerId, JSON.stringify(invite));
  channel.start({
    opened: () => channel.send(JSON.stringify({ ...invite, content: "ada says", channelId: "room" })),
    text: () => {},
    doubted: () => {},
    closed: () => {},
  });
  const shown: unknown[] = [];
  bob.on("invitation", (invitation) => {
    shown.push(invitation.content);
    invitation.on("changed", ({ content, channelId }) => shown.push(content, channelId));
  });
  await clock.settle();
  expect(shown.slice(0, 1)).toEqual(["the broker says"]);
  expect(shown.slice(-2)).toEqual(["ada says", "room"]);
  expect([ringingAt(bob).content, ringingAt(bob).state]).toEqual(["ada says", "ringing"]);
});

test("with `openingFrame: false` nothing of it passes the broker, and it rings once there is a channel", async () => {
  const { bob, clock, network } = await callWithoutChannel({ openingFrame: false });
  expect(bob.invitations).toEqual([]);
  network.heal("ada", "bob");
  await clock.advance(1_000);
  expect(ringingAt(bob).content).toBe("lunch?");
});
