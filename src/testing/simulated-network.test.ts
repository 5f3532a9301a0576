// Posts on a simulated network, and the transport contract on one whose clock never stands still.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../core/wire/ids.ts";
import { CONTRACT } from "../transport/contract.ts";
import type { ContractWorld } from "../transport/contract-world.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createSimulatedNetwork, FAIR_CONDITIONS, type SimulatedNetwork } from "./simulated-network.ts";

function createWorld(network: SimulatedNetwork): ContractWorld {
  let joined = 0;
  return {
    join() {
      const id = `peer-${joined++}` as PeerId;
      return { id, transport: network.join(id) };
    },
    absent: "nobody" as PeerId,
    setBroker: (online) => network.setBroker(online),
    countChannels: () => network.openChannels,
    check: (holds, sentence) => expect(holds, sentence).toBe(true),
    deadlineMs: 5_000,
  };
}

/** Moves the clock on until `done` is settled. */
async function run(clock: FakeClock, done: Promise<void>): Promise<void> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  done.then(over, over);
  while (!isOver) await clock.advance(1);
  return done;
}

describe("a simulated network keeps the transport contract", () => {
  for (const [index, { name, run: play }] of CONTRACT.entries()) {
    test(name, () => {
      const clock = createFakeClock();
      return run(clock, play(createWorld(createSimulatedNetwork(clock, index + 1))));
    });
  }
});

/** Two peers, and what they hear of posts. */
function createPair(seed = 1) {
  const clock = createFakeClock();
  const network = createSimulatedNetwork(clock, seed);
  const join = (id: string) => {
    const transport = network.join(id);
    const heard: unknown[] = [];
    transport.start({
      changed: () => {},
      standingOf: () => "known",
      incoming: () => {},
      posted: (peer, text) => heard.push([peer, text]),
      absent: (peer) => heard.push(["absent", peer]),
      failed: () => {},
    });
    return { heard, post: (peer: string, text: string) => transport.post?.(peer as PeerId, text) };
  };
  return { clock, network, ada: join("ada"), bob: join("bob") };
}

describe("posts on a simulated network", () => {
  test("are late by a time of their own, and so overtake each other", () => {
    const { clock, ada, bob } = createPair();
    const texts = Array.from({ length: 20 }, (_, number) => String(number));
    for (const text of texts) ada.post("bob", text);
    clock.tick(4);
    expect(bob.heard).toEqual([]);
    clock.tick(36);
    const heard = bob.heard.map((post) => (post as string[])[1]);
    expect([...heard].sort()).toEqual([...texts].sort());
    expect(heard).not.toEqual(texts);
  });

  test("are lost and doubled by chance", () => {
    const { clock, network, ada, bob } = createPair();
    network.conditions = { ...FAIR_CONDITIONS, loss: 0.5 };
    for (let count = 0; count < 100; count += 1) ada.post("bob", "lost by half");
    clock.tick(100);
    const arrived = bob.heard.length;
    expect(arrived).toBeGreaterThan(30);
    expect(arrived).toBeLessThan(70);
    network.conditions = { ...FAIR_CONDITIONS, duplication: 0.5 };
    for (let count = 0; count < 100; count += 1) ada.post("bob", "doubled by half");
    clock.tick(100);
    expect(bob.heard.length - arrived).toBeGreaterThan(130);
    expect(bob.heard.length - arrived).toBeLessThan(170);
  });

  test("pass between two peers that nothing else passes between", () => {
    const { clock, network, ada, bob } = createPair();
    network.partition("ada", "bob");
    ada.post("bob", "hello");
    clock.tick(100);
    expect(bob.heard).toEqual([["ada", "hello"]]);
  });

  test("wait for a page that sleeps, and so does the word that an addressee is absent", () => {
    const { clock, network, ada, bob } = createPair();
    network.sleep("bob");
    network.sleep("ada");
    ada.post("bob", "wake up");
    ada.post("carol", "are you there?");
    clock.tick(100);
    expect([ada.heard, bob.heard]).toEqual([[], []]);
    network.wake("bob");
    network.wake("ada");
    expect([ada.heard, bob.heard]).toEqual([[["absent", "carol"]], [["ada", "wake up"]]]);
  });

  test("a page that is dead hears nothing, and is absent from then on", () => {
    const { clock, network, ada, bob } = createPair();
    ada.post("bob", "under way");
    network.crash("bob");
    clock.tick(100);
    expect([ada.heard, bob.heard]).toEqual([[], []]);
    ada.post("bob", "too late");
    clock.tick(100);
    expect([ada.heard, bob.heard]).toEqual([[["absent", "bob"]], []]);
  });

  test("nothing of them arrives while the broker is off", () => {
    const { clock, network, ada, bob } = createPair();
    ada.post("bob", "under way");
    ada.post("carol", "under way");
    network.setBroker(false);
    ada.post("bob", "too late");
    clock.tick(100);
    network.setBroker(true);
    clock.tick(100);
    expect([ada.heard, bob.heard]).toEqual([[], []]);
  });
});
