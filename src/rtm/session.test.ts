// Apps that share a broker do not see each other's users.
import { expect, test, vi } from "vitest";
import { createRtmScene, createStranger } from "./scene.fixture.ts";
import { Session } from "./session.ts";
import { createAddresses } from "./uid.ts";

test("at a shared broker, only users of the same app are heard, and others' calls are refused", async () => {
  const { network, clock, joinNative, messages } = createRtmScene();
  const [rang, message] = [vi.fn(), vi.fn()];
  const events = { changed: () => {}, replaced: () => {}, rang, message, statuses: () => {} };
  const session = new Session({ uid: "ada", network, addresses: createAddresses("app"), clock, events });
  await session.opened;
  expect(session.client.peerId).toBe("app-ada");
  const answers: unknown[] = [];
  for (const peer of ["bob", "app-bob", "other-bob"]) {
    const invitation = joinNative(peer).createLocalInvitation("app-ada").send();
    const stranger = createStranger(messages.join(peer));
    const channel = stranger.connect("app-ada");
    await clock.settle();
    channel.send(JSON.stringify({ t: "message", n: 1, text: "hi" }));
    await clock.settle();
    answers.push([invitation.state, ...stranger.heard]);
  }
  expect(answers).toEqual([["refused"], ["received", '{"t":"got","n":1}'], ["refused"]]);
  expect(rang.mock.calls.map(([callerId]) => callerId)).toEqual(["bob"]);
  expect(message.mock.calls).toEqual([["bob", { text: "hi" }, clock.nowMs()]]);
  await session.end({ isCutOff: false });
});
