// A peer that sends anything at all, and the invitations that it must not affect. Ada rings cat, and cat rings bob. Mallory has a
// channel to cat and rings her as call waiting. Mallory's texts take the real way, through a transport to a client.

import type { LimitOptions, RemoteInvitation } from "../index.ts";
import type { Channel } from "../transport/transport.ts";
import { createScene } from "./clients.fixture.ts";
import { IDLE } from "./idle.fixture.ts";

/** The ids of the three invitations, for mallory to guess. */
export const CALLS = { ada: "ada-calls-cat", cat: "cat-calls-bob", mallory: "mallory-calls-cat" } as const;

/** The scene, with all three invitations ringing. `limits` are cat's. */
export async function attack(limits: LimitOptions = {}) {
  const scene = createScene();
  const { clock, network, join } = scene;
  const log: string[] = [];
  const ada = join("ada", { newId: () => CALLS.ada });
  const bob = join("bob");
  const cat = join("cat", {
    limits,
    whenBusy: "ring",
    newId: () => CALLS.cat,
    log: (line) => log.push(line),
  });
  const fromAda = ada.createLocalInvitation("cat", { content: "private" }).send();
  const toBob = cat.createLocalInvitation("bob").send();
  await clock.settle();
  const others = [fromAda, toBob, ...cat.invitations, ...bob.invitations];

  const mallory = network.join("mallory");
  mallory.start(IDLE);
  const channel = mallory.connect(cat.peerId as Channel["peer"]);
  const heard: unknown[] = [];
  const state = { closed: false };
  channel.start({
    opened: () => {},
    text: (text) => heard.push(text),
    doubted: () => {},
    closed: () => {
      state.closed = true;
    },
  });
  await clock.settle();
  /** Mallory sends `text`, and everything happens that follows at once. */
  const say = async (text: unknown): Promise<void> => {
    channel.send(text as string);
    await clock.settle();
  };
  await say(JSON.stringify({ t: "invite", id: CALLS.mallory, ttlMs: 60_000, content: "hi" }));

  return {
    ...scene,
    cat,
    fromAda,
    log,
    say,
    /** What mallory received. */
    heard,
    /** Whether her channel was closed. */
    isClosed: () => state.closed,
    /** The invitations that are not mallory's, as their apps see them. */
    others: () => others.map(({ snapshot }) => snapshot),
    /** Mallory's invitations that are open at cat. */
    ofMallory: () =>
      cat.invitations.filter((it): it is RemoteInvitation => "caller" in it && it.caller === "mallory"),
  };
}
