// What the apps of the two ends send each other before the answer: `sendWhileRinging`, and the event `dataWhileRinging`.
import { expect, test } from "vitest";
import { createCall, errorOf } from "../testing/clients.fixture.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";

test("R17.1 goes both ways while it rings, and once it is accepted", async () => {
  const { local, ring, clock } = await createCall();
  const message =
    "Cannot sendWhileRinging: the invitation is idle. It can be used while it rings, and once it is accepted.";
  expect(errorOf(() => local.sendWhileRinging(1))).toMatchObject({
    code: "illegal-command",
    state: "idle",
    message,
  });
  const remote = await ring();
  const heard: unknown[] = [];
  local.on("dataWhileRinging", (data) => heard.push(["local", data]));
  remote.on("dataWhileRinging", (data) => heard.push(["remote", data]));
  local.sendWhileRinging({ offer: 1 });
  remote.sendWhileRinging(null);
  await clock.settle();
  remote.ignore();
  remote.sendWhileRinging("still there");
  await clock.settle();
  expect(heard.toSorted()).toEqual([
    ["local", null],
    ["local", "still there"],
    ["remote", { offer: 1 }],
  ]);
  remote.accept();
  remote.sendWhileRinging("accepting");
  await clock.settle();
  local.sendWhileRinging("accepted");
  await clock.settle();
  remote.sendWhileRinging("accepted too");
  await clock.settle();
  expect(heard.slice(3)).toEqual([
    ["local", "accepting"],
    ["remote", "accepted"],
    ["local", "accepted too"],
  ]);
});

test("R17.1 not once it ended in any other way", async () => {
  const { local, ring, clock } = await createCall();
  const remote = await ring();
  remote.refuse();
  expect(errorOf(() => remote.sendWhileRinging(1)).state).toBe("refused");
  await clock.settle();
  expect(errorOf(() => local.sendWhileRinging(1)).state).toBe("refused");
});

test("R17.3 signals of the newest 64 accepted invitations are heard, until the client is closed", async () => {
  const { ada, bob, clock } = await createCall();
  const incoming: RemoteInvitation[] = [];
  bob.on("invitation", (invitation) => {
    incoming.push(invitation);
    invitation.accept();
  });
  const heard: unknown[] = [];
  for (let n = 0; n < 65; n += 1) {
    ada
      .createLocalInvitation("bob")
      .on("dataWhileRinging", (data) => heard.push(data))
      .send();
    await clock.settle();
  }
  expect(incoming.map(({ state }) => state)).toEqual(Array(65).fill("accepted"));
  for (const [n, invitation] of incoming.entries()) {
    invitation.sendWhileRinging(n);
    await clock.advance(100);
  }
  expect(heard).toEqual(Array.from({ length: 64 }, (_, n) => n + 1));
  void ada.close();
  incoming.at(-1)?.sendWhileRinging("late");
  await clock.settle();
  expect(heard).toHaveLength(64);
});

test("R17.2 says whether there was a way to send it", async () => {
  const { local, ring, network, clock } = await createCall();
  const remote = await ring();
  expect([local.sendWhileRinging(1), remote.sendWhileRinging(1)]).toEqual([true, true]);
  remote.accept();
  await clock.settle();
  network.setBroker(false);
  network.cut("ada", "bob");
  await clock.settle();
  expect([local.sendWhileRinging(2), remote.sendWhileRinging(2)]).toEqual([false, false]);
});

test("R17.1 is any JSON value that fits into a frame", async () => {
  const { local, ring } = await createCall();
  await ring();
  expect(errorOf(() => local.sendWhileRinging(undefined)).message).toBe(
    "Cannot sendWhileRinging on the invitation: the data is not a JSON value.",
  );
  expect(errorOf(() => local.sendWhileRinging("x".repeat(60_000))).code).toBe("content-too-long");
  local.sendWhileRinging("x".repeat(59_998));
});
