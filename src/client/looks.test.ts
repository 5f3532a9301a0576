// A look at a peer: who answers, what is seen, and what is left of it.

import { describe, expect, test } from "vitest";
import type { PeerId, PolicyOptions, Presence } from "../index.ts";
import { createScene, errorOf } from "../testing/clients.fixture.ts";
import { IDLE } from "../testing/idle.fixture.ts";

/** Ada looks at bob, who is there. `options` are bob's. */
async function look(options: Parameters<ReturnType<typeof createScene>["join"]>[1] = {}) {
  const scene = createScene();
  const bob = scene.join("bob", options);
  const ada = scene.join("ada");
  await scene.clock.settle();
  const presence = ada.look("bob");
  await scene.clock.settle();
  await scene.clock.advance(3_000);
  return { ...scene, ada, bob, presence: await presence };
}

const everyone = { maySee: () => true } as const;

describe("look", () => {
  test("R18.1 R18.2 shows a peer that lets us see it, and opens no channel", async () => {
    const { presence, bob, network, clock } = await look(everyone);
    expect(presence).toBe("available");
    expect([bob.invitations, network.openChannels, clock.timers]).toEqual([[], 0, 0]);
  });

  test.each<[PolicyOptions, Presence]>([
    [{ knows: () => true }, "available"],
    [{ knows: () => false }, "unknown"],
    [{ maySee: () => false, knows: () => true }, "unknown"],
    [{ maySee: (peer: string) => peer === "ada" }, "available"],
  ])("R18.2 the policy %o shows %s", async (policy, expected) => {
    expect((await look(policy)).presence).toBe(expected);
  });

  test("R18.2 by default a peer that was called may look", async () => {
    const { join, clock } = createScene();
    const [ada, bob] = [join("ada"), join("bob")];
    await clock.settle();
    bob.createLocalInvitation("ada").send().cancel();
    const presence = ada.look("bob");
    await clock.settle();
    expect(await presence).toBe("available");
  });

  test.each([
    ["do not disturb", { doNotDisturb: true }],
    ["who may not ring", { mayRing: () => false }],
    ["a call of the app's own", { isBusy: () => true }],
  ] as const)("R18.3 R10.6 is busy: %s", async (_name, policy) => {
    expect((await look({ ...everyone, ...policy })).presence).toBe("busy");
  });

  test("R18.3 is busy while another invitation rings, and goes over the channel that there is", async () => {
    const { join, clock } = createScene();
    const [ada, _bob, cat] = [join("ada"), join("bob", everyone), join("cat")];
    await clock.settle();
    cat.createLocalInvitation("bob").send();
    await clock.settle();
    for (const client of [ada, cat]) {
      const presence = client.look("bob");
      await clock.settle();
      expect(await presence).toBe("busy");
    }
  });

  test("R18.4 an absent peer is absent", async () => {
    const { join, clock } = createScene();
    const ada = join("ada");
    await clock.settle();
    const presence = ada.look("nobody");
    await clock.settle();
    expect(await presence).toBe("absent");
    expect(clock.timers).toBe(0);
  });

  test("R18.4 an answer of a peer that was not asked counts for nothing", async () => {
    const { join, clock, network } = createScene();
    const ada = join("ada");
    const asked: unknown[] = [];
    const bob = network.join("bob");
    const mallory = network.join("mallory");
    bob.start({ ...IDLE, posted: (_peer, text) => asked.push(JSON.parse(String(text))) });
    mallory.start(IDLE);
    await clock.settle();
    const presence = ada.look("bob");
    await clock.settle();
    const [{ text, from }] = asked as [{ text: string; from: string }];
    const seen = { t: "seen", nonce: JSON.parse(text).nonce, busy: false };
    const post = { v: 1, n: 1, from: "mallory-page", to: from, re: 1, text: JSON.stringify(seen) };
    mallory.post?.("ada" as PeerId, JSON.stringify(post));
    await clock.advance(3_000);
    expect(await presence).toBe("unknown");
  });

  test("after close nothing is waited for", async () => {
    const { join, clock } = createScene();
    const ada = join("ada");
    join("bob");
    await clock.settle();
    const presence = ada.look("bob");
    void ada.close();
    expect(await presence).toBe("unknown");
    expect(errorOf(() => ada.look("bob")).code).toBe("client-closed");
  });

  test.each([
    ["", "invalid-peer-id"],
    ["ada", "own-peer-id"],
  ])("refuses %o", async (peer, code) => {
    const { join, clock } = createScene();
    const ada = join("ada");
    await clock.settle();
    expect(errorOf(() => ada.look(peer)).code).toBe(code);
  });
});
