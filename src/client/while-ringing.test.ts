// What the apps of the two ends send each other before the answer: `sendWhileRinging`, and the event `dataWhileRinging`.
import { expect, test } from "vitest";
import { createCall, errorOf } from "../testing/clients.fixture.ts";
import type { LocalInvitation } from "./local-invitation.ts";

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

test("R17.1 signals of the newest 64 accepted invitations are heard", async () => {
  const { ada, bob, clock } = await createCall();
  bob.on("invitation", (invitation) => invitation.accept());
  const heard: unknown[] = [];
  const calls: LocalInvitation[] = [];
  for (let n = 0; n < 65; n += 1) {
    const call = ada.createLocalInvitation("bob").on("dataWhileRinging", (data) => heard.push(data));
    bob.once("invitation", (it) => it.once("accepted", () => it.sendWhileRinging(n)));
    calls.push(call.send());
    await clock.settle();
  }
  expect(calls.every(({ state }) => state === "accepted")).toBe(true);
  expect(heard).toEqual(Array.from({ length: 65 }, (_, n) => n));
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
