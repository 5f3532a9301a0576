// What the apps of the two ends send each other before the answer: `sendWhileRinging`, and the event `dataWhileRinging`.
import { expect, test } from "vitest";
import { createCall, errorOf } from "../testing/clients.fixture.ts";

test("R17.1 goes both ways while it rings, and no longer", async () => {
  const { local, ring, clock } = await createCall();
  const message = "Cannot sendWhileRinging: the invitation is idle. It can be used while it rings.";
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
  expect(errorOf(() => remote.sendWhileRinging(1)).state).toBe("accepting");
  await clock.settle();
  expect(errorOf(() => local.sendWhileRinging(1)).state).toBe("accepted");
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
