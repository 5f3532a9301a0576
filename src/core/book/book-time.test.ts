// Rule R6: frames carry durations, never clock times.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { idOf, linkedTo } from "./book.fixture.ts";

const id = idOf(1);
const QUIET = { pingIntervalMs: 60_000, silenceMs: 120_000 };

describe("time", () => {
  test("R6.1 each invite says what is left when it is said", () => {
    const ada = linkedTo("bob", "ada", QUIET);
    ada.send("bob", 1, { ttlMs: 50_000 });
    expect(ada.said()).toMatchObject([{ ttlMs: 50_000 }]);
    for (const leftMs of [40_000, 30_000]) {
      ada.closes("bob", ada.link("bob")?.current ?? 0);
      ada.advance(10_000);
      ada.effects();
      ada.opens("bob");
      expect(ada.said()).toMatchObject([{ ttlMs: leftMs }]);
    }
  });

  test("R6.2 a repeated invite brings the callee's end nearer and never puts it off", () => {
    const bob = linkedTo("ada", "bob", QUIET);
    bob.invited("ada", 1, { ttlMs: 50_000 });
    expect(bob.wakes[`remote ${id}`]).toBe(50_000);
    bob.invited("ada", 1, { ttlMs: 20_000 });
    expect(bob.wakes[`remote ${id}`]).toBe(20_000);
    bob.invited("ada", 1, { ttlMs: 600_000 });
    bob.advance(20_000);
    expect(bob.remote(1)).toBe("failed (expired)");
  });

  test("R6.3 with less left than the shortest ring it does not ring, and is answered gone, expired", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1, { ttlMs: 2_999 });
    expect(bob.effects()).toEqual([
      { do: "say", channel: bob.link("ada")?.current, frame: { t: "gone", id, reason: "expired" } },
      { do: "missed", reason: "expired", record: expect.objectContaining({ id, peer: "ada" }) },
      { do: "note", text: `ada: did not ring for ${id}: drop` },
    ]);
    expect(bob.book.stats).toMatchObject({ invitationsLate: 1, invitationsRung: 0 });
    bob.invited("ada", 2, { ttlMs: 3_000 });
    expect(bob.remote(2)).toBe("ringing");
  });

  test("R6.4 a command that meets an overdue invitation comes too late, though no timer ran", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1, { ttlMs: 50_000 });
    bob.nowMs = 50_000;
    bob.accept("ada", 1);
    expect(bob.remote(1)).toBe("failed (expired)");
  });

  test("R6.4 a frame that meets an overdue invitation comes too late", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.hears("bob", { t: "received", id });
    ada.nowMs = 60_000;
    ada.hears("bob", { t: "accept", id, response: "" });
    expect(ada.local(1)).toBe("failed (expired)");
  });

  test("R6.4 a link that comes back after the grace time comes too late", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.closes("ada", bob.link("ada")?.current ?? 0);
    bob.nowMs = 6_000;
    bob.opens("ada");
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });

  test("R6.4 a timer that fires early changes nothing", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.effects();
    bob.take({ type: "wake", target: { of: "remote", peer: "ada" as PeerId, id } });
    expect(bob.remote(1)).toBe("ringing");
    expect(bob.effects()).toEqual([]);
  });

  test("R6.4 a page that wakes up looks at every deadline of every peer, both directions", () => {
    const bob = linkedTo("ada", "bob");
    bob.opens("cat");
    bob.send("cat", 3);
    bob.send("cat", 4, { ttlMs: 600_000 });
    bob.hears("cat", { t: "received", id: idOf(4) });
    bob.invited("ada", 1);
    bob.invited("cat", 5);
    bob.nowMs = 120_000;
    bob.take({ type: "tick" });
    expect(bob.ends).toEqual([
      `remote ${idOf(1)} failed (expired)`,
      `local ${idOf(3)} failed (peer-no-response)`,
      `remote ${idOf(5)} failed (expired)`,
    ]);
    expect(bob.local(4)).toBe("received");
  });
});
