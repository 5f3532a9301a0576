// A channel that falls silent and speaks again. The other side noticed nothing, because its page was frozen for a while.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { type BookDriver, idOf, linkedTo } from "./book.fixture.ts";
import { Pair } from "./pair.fixture.ts";

/** Ada rings bob, and then her page freezes. */
function ringing(): Pair {
  const pair = new Pair().connect();
  pair.ada.send("bob", 1, { content: "lunch?" });
  pair.deliver();
  expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["received", "ringing"]);
  return pair;
}

/** Time passes for bob alone. No timer fires on ada's frozen page, and nothing arrives there. */
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

describe("a callee whose own page slept", () => {
  test.each(["its page is seen again", "its timer fires late"])(
    "R1.5 R6.4 is accepted by the confirm that waited for it, though %s first",
    (how) => {
      const pair = ringing();
      pair.bob.accept("ada", 1, "yes");
      pair.arrive(pair.intercept("accept"));
      const confirm = pair.intercept("confirm");
      expect(pair.ada.local(1)).toBe("accepted");
      pair.ada.nowMs += 10_000;
      pair.bob.nowMs += 10_000;
      const target = { of: "remote", peer: "ada" as PeerId, id: idOf(1) } as const;
      pair.bob.take(how === "its timer fires late" ? { type: "wake", target } : { type: "tick" });
      pair.arrive(confirm);
      expect(pair.bob.remote(1)).toBe("accepted");
    },
  );

  test("R1.5 R4.5 waits for the caller's word from when it hears the caller again", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1, "yes");
    pair.underway = [];
    pair.bob.nowMs += 10_000;
    pair.bob.hears("ada", { t: "restate" });
    pair.bob.effects();
    pair.bob.advance(900);
    expect(pair.bob.remote(1)).toBe("accepting");
    for (let waitedMs = 900; waitedMs < 5_000; waitedMs += 500) {
      pair.bob.hears("ada", { t: "pong" });
      pair.bob.advance(500);
    }
    expect(pair.bob.remote(1)).toBe("failed (unconfirmed)");
  });

  test("R13.2 and that is back with its links rings on at the caller", () => {
    const pair = ringing();
    pair.bob.take({ type: "end", how: "left" });
    pair.deliver();
    expect(pair.ada.local(1)).toBe("sent");
    pair.advance(1_000).deliver();
    pair.bob.take({ type: "tick" });
    pair.deliver();
    expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["received", "ringing"]);
    pair.bob.take({ type: "tick" });
    expect(pair.say()).toEqual([]);
    for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 500) pair.advance(500).deliver();
    expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["received", "ringing"]);
  });
});

describe("an accept", () => {
  test("R1.5 of a call that rings for ten minutes waits for a silent caller no longer than this side's own time", () => {
    const bob = linkedTo("mallory", "bob");
    bob.invited("mallory", 1, { ttlMs: 600_000 });
    bob.accept("mallory", 1);
    bob.advance(59_999);
    expect(bob.remote(1)).toBe("accepting");
    bob.advance(1);
    expect(bob.remote(1)).toBe("failed (unconfirmed)");
  });

  test("R1.5 waits for a caller that the broker does not know any more as long as a ring outlives its link", () => {
    const bob = linkedTo("ada", "bob");
    bob.broker("online");
    bob.invited("ada", 1);
    bob.accept("ada", 1);
    bob.advance(3_500);
    const dialed = bob.effects().flatMap((effect) => (effect.do === "dial" ? [effect.channel] : []));
    bob.closes("ada", dialed.at(-1) ?? 0, true);
    bob.advance(5_999);
    expect(bob.remote(1)).toBe("accepting");
    bob.advance(1);
    expect(bob.remote(1)).toBe("failed (unconfirmed)");
  });
});

test("R8.2 a channel that takes over from a silent one, and on which nothing was ever heard, is asked and found silent too", () => {
  const bob = linkedTo("ada", "bob");
  bob.invited("ada", 1);
  bob.opens("ada");
  bob.advance(12_000);
  expect(bob.remote(1)).toBe("failed (caller-lost)");
});

test("R1.5 a word in the middle of a freeze, and a second channel without one, shorten no wait for the caller's word", () => {
  const bob = linkedTo("ada", "bob");
  const first = bob.link("ada")?.current ?? 0;
  bob.invited("ada", 1);
  bob.accept("ada", 1);
  bob.advance(4_000);
  bob.hears("ada", { t: "ping" }, first);
  bob.opens("ada");
  bob.advance(15_000);
  expect(bob.remote(1)).toBe("accepting");
  bob.hears("ada", { t: "confirm", id: idOf(1) }, first);
  expect(bob.remote(1)).toBe("accepted");
});

test("R4.1 R6.4 what is overdue is not stated, but ends", () => {
  const ada = linkedTo("bob");
  ada.send("bob", 1);
  ada.effects();
  ada.nowMs = 61_000;
  ada.hears("bob", { t: "restate" });
  expect(ada.local(1)).toBe("failed (peer-no-response)");
  expect(ada.said()).toEqual([{ t: "cancel", id: idOf(1), reason: "expired" }]);
});

describe("of two channels of one life", () => {
  /** Ada, who calls bob, with two channels to him. The second channel carries the link. */
  function twoChannels(): { ada: BookDriver; first: number; second: number } {
    const ada = linkedTo("bob");
    const first = ada.link("bob")?.current ?? 0;
    const second = ada.opens("bob");
    ada.send("bob", 1);
    ada.effects();
    expect(ada.link("bob")?.current).toBe(first);
    return { ada, first, second };
  }
  const saidOn = (ada: BookDriver, channel: number): string[] =>
    ada
      .effects()
      .flatMap((effect) => (effect.do === "say" && effect.channel === channel ? [effect.frame.t] : []));

  test.each(["closes", "is doubted", "falls silent"])(
    "R4.5 when the one that carries the link %s, the other side is asked on the one that was there before",
    (how) => {
      const { ada, first, second } = twoChannels();
      if (how === "closes") ada.closes("bob", first);
      if (how === "is doubted") ada.take({ type: "doubted", peer: "bob" as PeerId, channel: first });
      if (how === "falls silent") ada.advance(3_000);
      expect(ada.link("bob")?.current).toBe(second);
      expect(saidOn(ada, second)).toEqual(["restate", "invite"]);
    },
  );

  test("R4.5 the other side speaks on the one it is asked on, and states what is open there, once", () => {
    const { ada, first, second } = twoChannels();
    ada.hears("bob", { t: "restate" }, second);
    expect(ada.link("bob")?.current).toBe(second);
    expect(saidOn(ada, second)).toEqual(["invite"]);
    ada.hears("bob", { t: "restate" }, second);
    expect(saidOn(ada, second)).toEqual(["invite"]);
    expect(ada.link("bob")?.channels.has(first)).toBe(true);
  });

  test("one that the other side never spoke on is taken last: it may be of a page that is gone", () => {
    const { ada, first, second } = twoChannels();
    const third = ada.opens("bob");
    ada.take({ type: "doubted", peer: "bob" as PeerId, channel: first });
    expect(ada.link("bob")?.current).toBe(third);
    ada.hears("bob", { t: "pong" }, first);
    ada.closes("bob", third);
    expect([...(ada.link("bob")?.channels.keys() ?? [])]).toEqual([first, second]);
    expect(ada.link("bob")?.current).toBe(first);
  });

  test("R14.1 each statement that is asked for counts as a word of the peer's own", () => {
    const ada = linkedTo("bob", "ada", { frameBurst: 20, framesPerSecond: 1 });
    for (let n = 1; n <= 5; n += 1) ada.send("bob", n);
    ada.effects();
    for (let asked = 0; asked < 5; asked += 1) ada.hears("bob", { t: "restate" });
    expect(ada.book.stats.peersBlocked).toBe(1);
  });
});
