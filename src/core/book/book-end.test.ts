// Rules R3 and R13: exactly one end, within the time limits, also when a client closes.
import { describe, expect, test } from "vitest";
import type { Frame } from "../wire/frames.ts";
import { BookDriver, idOf, linkedTo } from "./book.fixture.ts";
import { Pair } from "./pair.fixture.ts";
import { openLine } from "./policy.fixture.ts";

const id = idOf(1);
/** A quiet link is not pinged, so that only the invitation's own time limits count. */
const QUIET = { pingIntervalMs: 60_000, silenceMs: 120_000 };

describe("one end", () => {
  const words: readonly Frame[] = [
    { t: "received", id },
    { t: "accept", id, response: "" },
    { t: "refuse", id, reason: "refused", response: "" },
    { t: "gone", id, reason: "lost" },
    { t: "gone", id, reason: "left" },
  ];

  test.each(words)("R3.1 the caller's end stands, whatever comes after it: $t", (word) => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.cancel("bob", 1);
    ada.hears("bob", word);
    ada.advance(120_000);
    expect(ada.ends).toEqual([`local ${id} canceled (canceled)`]);
  });

  test.each([
    { t: "invite", id, ttlMs: 60_000, content: "" },
    { t: "confirm", id },
    { t: "cancel", id, reason: "canceled" },
  ] as const)("R3.1 the callee's end stands, whatever comes after it: $t", (word) => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.refuse("ada", 1);
    bob.hears("ada", word);
    bob.accept("ada", 1);
    bob.advance(120_000);
    expect(bob.ends).toEqual([`remote ${id} refused (refused)`]);
  });
});

test("a caller's cancel may come without words", () => {
  const bob = linkedTo("ada", "bob");
  bob.invited("ada", 1);
  bob.effects();
  bob.hears("ada", { t: "cancel", id, reason: "canceled" });
  const state = { kind: "canceled", reason: "canceled", content: "" };
  expect(bob.effects()).toContainEqual(
    expect.objectContaining({ do: "show", record: expect.objectContaining({ state }) }),
  );
});

describe("time limits", () => {
  test("R3.2 not received in time with no broker: broker-offline", () => {
    const ada = new BookDriver();
    ada.send("bob", 1);
    ada.advance(29_999);
    expect(ada.local(1)).toBe("sent");
    ada.advance(1);
    expect(ada.local(1)).toBe("failed (broker-offline)");
  });

  test("R3.2 with a broker that knows no such peer: peer-offline", () => {
    const ada = new BookDriver();
    ada.broker("online");
    ada.send("bob", 1);
    for (let i = 0; i < 30; i += 1) {
      for (const effect of ada.effects()) if (effect.do === "dial") ada.closes("bob", effect.channel, true);
      ada.advance(1_000);
    }
    expect(ada.local(1)).toBe("failed (peer-offline)");
  });

  test("R3.2 with attempts that come to nothing: peer-unreachable", () => {
    const ada = new BookDriver();
    ada.broker("online");
    ada.send("bob", 1);
    ada.advance(30_000);
    expect(ada.local(1)).toBe("failed (peer-unreachable)");
  });

  test("R3.2 with a link on which nobody answers: peer-no-response", () => {
    const ada = linkedTo("bob", "ada", QUIET);
    ada.send("bob", 1);
    ada.advance(30_000);
    expect(ada.local(1)).toBe("failed (peer-no-response)");
  });

  test("R3.3 received and not answered in time it fails as expired, and the caller says cancel", () => {
    const ada = linkedTo("bob", "ada", { ...QUIET, pingIntervalMs: 60_000 });
    ada.send("bob", 1, { ttlMs: 50_000 });
    ada.hears("bob", { t: "received", id });
    ada.effects();
    ada.advance(49_999);
    expect(ada.local(1)).toBe("received");
    ada.advance(1);
    expect(ada.local(1)).toBe("failed (expired)");
    expect(ada.said()).toEqual([{ t: "cancel", id, reason: "expired" }]);
  });

  test("R3.4 the same at the callee by its own clock, which says gone", () => {
    const bob = linkedTo("ada", "bob", QUIET);
    bob.invited("ada", 1, { ttlMs: 50_000 });
    bob.effects();
    bob.advance(49_999);
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(1);
    expect(bob.remote(1)).toBe("failed (expired)");
    expect(bob.said()).toEqual([{ t: "gone", id, reason: "expired" }]);
  });

  test("R3.5 once the broker is gone for good, what has no link fails at once", () => {
    const ada = linkedTo("bob");
    ada.broker("online");
    ada.send("bob", 1);
    ada.send("cat", 2);
    ada.broker("gone");
    expect([ada.local(1), ada.local(2)]).toEqual(["sent", "failed (broker-offline)"]);
    ada.send("dan", 3);
    expect(ada.local(3)).toBe("failed (broker-offline)");
    ada.closes("bob", ada.link("bob")?.current ?? 0);
    expect(ada.local(1)).toBe("failed (broker-offline)");
  });

  test("R3.5 then what rings here, what is being accepted and every line ends too, as closed", () => {
    const ada = linkedTo("bob", "ada");
    for (const n of [1, 2, 3]) ada.invited("bob", n);
    ada.accept("bob", 2);
    ada.accept("bob", 3);
    ada.hears("bob", { t: "confirm", id: idOf(3) });
    openLine(ada, "remote", "bob", 3);
    ada.broker("gone");
    // An invitation with a link continues for as long as the link is up.
    expect([ada.remote(1), ada.remote(2), ada.lineNews]).toEqual(["ringing", "accepting", []]);
    ada.closes("bob", ada.link("bob")?.current ?? 0);
    expect([ada.remote(1), ada.remote(2)]).toEqual(["failed (closed)", "failed (closed)"]);
    expect(ada.lineNews).toEqual(["closed (client-closed)"]);
    ada.advance(0);
    expect(Object.keys(ada.wakes)).toEqual(["peer bob"]);
  });

  test("R3.5 a broker that is only away is waited for", () => {
    const ada = new BookDriver();
    ada.broker("online");
    ada.send("bob", 1);
    ada.broker("offline");
    expect(ada.local(1)).toBe("sent");
  });
});

describe("the end of a client", () => {
  /** Ada with an invitation to bob and one from him, both open. */
  function busy(): Pair {
    const pair = new Pair().connect();
    pair.bob.send("ada", 2);
    pair.deliver();
    pair.ada.ignore("bob", 2);
    pair.ada.effects();
    return pair;
  }

  test("R13.1 a client that closes cancels what it sent and says gone for what rings, both closed", () => {
    const pair = busy();
    pair.ada.send("cat", 1);
    pair.ada.take({ type: "end", how: "closed" });
    expect(pair.ada.ends).toEqual([`remote ${idOf(2)} failed (closed)`, `local ${id} canceled (closed)`]);
    pair.deliver();
    expect(pair.bob.local(2)).toBe("failed (peer-closed)");
  });

  test("R13.1 the callee of a client that closes learns the reason", () => {
    const pair = new Pair().connect();
    pair.ada.send("bob", 1);
    pair.deliver();
    pair.ada.take({ type: "end", how: "closed" });
    pair.deliver();
    expect(pair.bob.remote(1)).toBe("canceled (closed)");
  });

  test("R13.2 a page that is left cancels what it sent", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.effects();
    ada.take({ type: "end", how: "left" });
    expect(ada.said()).toEqual([{ t: "cancel", id, reason: "closed" }]);
  });

  test("R13.2 a page that is left says gone for what rings, but not for what is being accepted", () => {
    const bob = linkedTo("ada", "bob");
    for (const n of [1, 2, 3]) bob.invited("ada", n);
    bob.ignore("ada", 2);
    bob.accept("ada", 3);
    bob.effects();
    bob.take({ type: "end", how: "left" });
    expect(bob.said()).toEqual([1, 2].map((n) => ({ t: "gone", id: idOf(n), reason: "left" })));
    expect(bob.ends).toEqual([]);
  });

  test("R13.2 the caller goes on trying, and it rings again when the page is back in time", () => {
    const pair = new Pair().connect();
    pair.ada.send("bob", 1);
    pair.deliver();
    pair.bob.take({ type: "end", how: "left" });
    pair.deliver();
    expect(pair.ada.local(1)).toBe("sent");
    pair.reloadBob().connect();
    expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["received", "ringing"]);
  });

  test.each(["was received", "is on its way"])(
    "R13.2 the caller of one that %s is told when the page is not back within the grace time",
    (how) => {
      const ada = linkedTo("bob", "ada", QUIET);
      ada.send("bob", 1);
      if (how === "was received") ada.hears("bob", { t: "received", id });
      ada.hears("bob", { t: "gone", id, reason: "left" });
      ada.closes("bob", ada.link("bob")?.current ?? 0);
      expect(ada.local(1)).toBe("sent");
      ada.advance(5_999);
      expect(ada.local(1)).toBe("sent");
      ada.advance(1);
      expect(ada.local(1)).toBe("failed (broker-offline)");
    },
  );

  test("R13.2 a page that leaves twice has only the time of the first leave, and only what was left", () => {
    const ada = linkedTo("bob", "ada", QUIET);
    ada.send("bob", 1);
    ada.hears("bob", { t: "gone", id, reason: "left" });
    ada.advance(4_000);
    ada.hears("bob", { t: "gone", id, reason: "left" });
    ada.advance(2_000);
    expect(ada.local(1)).toBe("failed (peer-no-response)");
    const late = linkedTo("bob", "ada", QUIET);
    late.send("bob", 1);
    late.hears("bob", { t: "received", id });
    late.advance(58_000);
    late.hears("bob", { t: "gone", id, reason: "left" });
    late.advance(2_000);
    expect(late.local(1)).toBe("failed (peer-no-response)");
  });

  test("a page that pauses keeps what it sent", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.effects();
    ada.take({ type: "end", how: "paused" });
    expect(ada.local(1)).toBe("sent");
    expect(ada.said()).toEqual([]);
  });
});
