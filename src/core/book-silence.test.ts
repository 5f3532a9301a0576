// A channel that falls silent and speaks again, while the other side noticed nothing: its page was frozen for a while.
import { describe, expect, test } from "vitest";
import { idOf } from "./book.fixture.ts";
import type { PeerId } from "./ids.ts";
import { Pair } from "./pair.fixture.ts";

/** Bob, whom ada rings; then ada's page freezes. */
function ringing(): Pair {
  const pair = new Pair().connect();
  pair.ada.send("bob", 1, { content: "lunch?" });
  pair.deliver();
  expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["received", "ringing"]);
  return pair;
}

/** Time passes for bob alone: for ada's frozen page no timer fires and nothing arrives. */
function freeze(pair: Pair, ms: number): void {
  pair.bob.advance(ms);
  pair.ada.nowMs = pair.bob.nowMs;
}

describe("a caller whose page was frozen", () => {
  test("R4.5 learns that its call is over when the callee gave up meanwhile", () => {
    const pair = ringing();
    freeze(pair, 9_000);
    expect(pair.bob.remote(1)).toBe("failed (caller-lost)");
    pair.deliver();
    expect(pair.ada.local(1)).toBe("failed (peer-lost)");
  });

  test("R4.5 learns of a refusal that was given meanwhile", () => {
    const pair = ringing();
    freeze(pair, 4_000);
    pair.bob.refuse("ada", 1, "busy");
    pair.deliver();
    expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["refused (refused)", "refused (refused)"]);
  });

  test("R4.5 states what is open when it is asked, and rings on", () => {
    const pair = ringing();
    freeze(pair, 5_000);
    expect(pair.bob.link("ada")?.current).toBeUndefined();
    pair.deliver();
    expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["received", "ringing"]);
    expect(pair.bob.link("ada")?.current).toBeDefined();
  });

  test("R1.5 is waited for by an accept as long as the call would have rung", () => {
    for (const [acceptedAtMs, frozenMs] of [
      [500, 12_000],
      [4_000, 15_000],
      [8_000, 50_000],
    ] as const) {
      const pair = ringing();
      freeze(pair, acceptedAtMs);
      pair.bob.accept("ada", 1, "yes");
      freeze(pair, frozenMs - acceptedAtMs);
      expect(pair.bob.remote(1)).toBe("accepting");
      pair.deliver();
      expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["accepted", "accepted"]);
    }
  });

  test("R1.5 that never comes back leaves the accept unconfirmed when the call's time is over", () => {
    const pair = ringing();
    freeze(pair, 4_000);
    pair.bob.accept("ada", 1, "yes");
    freeze(pair, 55_999);
    expect(pair.bob.remote(1)).toBe("accepting");
    freeze(pair, 1);
    expect(pair.bob.remote(1)).toBe("failed (unconfirmed)");
  });

  test("R1.5 whose channel closes at last is waited for as long as a ring outlives its link", () => {
    const pair = ringing();
    freeze(pair, 4_000);
    pair.bob.accept("ada", 1, "yes");
    freeze(pair, 11_000);
    pair.bob.closes("ada", [...(pair.bob.link("ada")?.channels.keys() ?? [])][0] ?? 0);
    freeze(pair, 5_999);
    expect(pair.bob.remote(1)).toBe("accepting");
    freeze(pair, 1);
    expect(pair.bob.remote(1)).toBe("failed (unconfirmed)");
  });

  test("R1.5 while the caller is heard, the accept waits for its word no longer than the confirm time", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1, "yes");
    for (let waitedMs = 0; waitedMs < 5_000; waitedMs += 1_000) {
      expect(pair.bob.remote(1)).toBe("accepting");
      pair.bob.advance(1_000);
      pair.bob.hears("ada", '{"t":"pong"}');
    }
    expect(pair.bob.remote(1)).toBe("failed (unconfirmed)");
  });

  test("R1.5 the channel that closes without having been silent leaves the accept the same time", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1, "yes");
    pair.bob.advance(1_000);
    pair.bob.closes("ada", pair.bob.link("ada")?.current ?? 0);
    pair.bob.advance(5_999);
    expect(pair.bob.remote(1)).toBe("accepting");
    pair.bob.advance(1);
    expect(pair.bob.remote(1)).toBe("failed (unconfirmed)");
  });
});

describe("being asked to state what is open", () => {
  test("R4.5 states it all, both directions and lines, and asks nothing back", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1);
    pair.deliver();
    const open = {
      type: "line",
      peer: "bob" as PeerId,
      role: "local",
      id: idOf(1),
      command: { type: "open" },
    } as const;
    pair.ada.take(open);
    pair.ada.send("bob", 2);
    pair.ada.invited("bob", 3);
    pair.ada.effects();
    pair.ada.hears("bob", { t: "restate" });
    const said = pair.ada.effects().flatMap((effect) => (effect.do === "say" ? [effect.frame] : []));
    expect(said).toEqual([
      { t: "line", id: idOf(1), by: "caller", ack: 0 },
      { t: "invite", id: idOf(2), ttlMs: 60_000, content: "" },
      { t: "received", id: idOf(3) },
    ]);
  });

  test("R4.5 is not done where a channel opens, or one is chosen of several: both sides see that", () => {
    const pair = ringing();
    pair.bob.effects();
    const second = pair.bob.opens("ada");
    pair.bob.hears(
      "ada",
      { t: "hello", v: 1, agent: "test/1", session: "ada-life-1", generation: 2, features: [] },
      second,
    );
    expect(pair.bob.link("ada")?.current).toBe(second);
    expect(pair.bob.effects()).not.toContainEqual(expect.objectContaining({ frame: { t: "restate" } }));
  });
});
