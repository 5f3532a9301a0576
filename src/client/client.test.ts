import { describe, expect, test } from "vitest";
import { createInvitationClient } from "../index.ts";
import { createFakeClock, createMemoryNetwork } from "../testing/index.ts";

describe("client", () => {
  test("an invitation rings, is accepted, and both ends agree", async () => {
    const network = createMemoryNetwork();
    const clock = createFakeClock();
    const alice = createInvitationClient(network.join("alice"), { clock });
    const bob = createInvitationClient(network.join("bob"), { clock, log: console.log });
    bob.on("invitation", (it) => it.accept("yes"));
    const it = alice.createLocalInvitation("bob", { content: "lunch?" }).send();
    const seen: unknown[] = [];
    it.on("stateChanged", (s) => seen.push([s.state, s.progress]));
    await clock.settle();
    expect(it.state).toBe("accepted");
    console.log(seen, await it.outcome, alice.stats, bob.stats, clock.timers, network.openChannels);
  });
});
