// Rules R8 and R11: who dials, and what a lost or restored link means for open invitations.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { BookDriver, helloOf, idOf, linkedTo } from "./book.fixture.ts";

const id = idOf(1);
const dials = (driver: BookDriver) => driver.effects().filter((effect) => effect.do === "dial");
const down = (driver: BookDriver, peer: string) => driver.closes(peer, driver.link(peer)?.current ?? 0);

/** A book that is online, without a link. */
function online(self = "ada"): BookDriver {
  const driver = new BookDriver(self);
  driver.broker("online");
  return driver;
}

describe("dialing", () => {
  test("R11.1 an invitation of our own dials its peer", () => {
    const ada = online();
    ada.send("bob", 1);
    expect(dials(ada)).toMatchObject([{ do: "dial", peer: "bob", channel: 1 }]);
  });

  test("R11.1 an accept that is not confirmed dials the caller when the link goes down", () => {
    const bob = linkedTo("ada", "bob");
    bob.broker("online");
    bob.invited("ada", 1);
    bob.accept("ada", 1);
    down(bob, "ada");
    expect(dials(bob)).toHaveLength(1);
  });

  test("R11.1 what only rings here does not: its caller dials", () => {
    const bob = linkedTo("ada", "bob");
    bob.broker("online");
    bob.invited("ada", 1);
    down(bob, "ada");
    expect(dials(bob)).toEqual([]);
  });

  test("R11.1 without a broker nobody is dialed; all who wait are when it is back", () => {
    const ada = new BookDriver();
    ada.send("bob", 1);
    ada.send("cat", 2);
    expect(dials(ada)).toEqual([]);
    ada.broker("online");
    expect(dials(ada)).toMatchObject([{ peer: "bob" }, { peer: "cat" }]);
  });

  test("R11.2 several invitations to one peer share one attempt", () => {
    const ada = online();
    ada.send("bob", 1);
    ada.send("bob", 2);
    expect(dials(ada)).toHaveLength(1);
  });

  test("R11.2 failed attempts are repeated with growing pauses", () => {
    const ada = online();
    ada.send("bob", 1);
    const times: number[] = [];
    while (ada.local(1) === "sent" && times.length < 6) {
      for (const effect of ada.effects()) {
        if (effect.do !== "dial") continue;
        times.push(ada.nowMs);
        ada.closes("bob", effect.channel, true);
      }
      ada.advance(50);
    }
    expect(times).toEqual([0, 250, 750, 1_750, 3_750, 7_750]);
  });

  test("R11.2 an attempt that neither opens nor fails is closed after its time", () => {
    const ada = online();
    ada.send("bob", 1);
    const [dial] = dials(ada);
    ada.advance(10_000);
    expect(ada.effects()).toContainEqual({ do: "close", channel: dial?.channel });
  });

  test("an attempt that opens is not dialed again", () => {
    const ada = online();
    ada.send("bob", 1);
    const [dial] = dials(ada);
    ada.opens("bob", { openedHere: true, channel: dial?.channel ?? 0 });
    expect(ada.effects().map((effect) => effect.do)).toEqual(["say", "say", "show"]);
    expect(ada.link("bob")).toMatchObject({ current: dial?.channel, dial: { kind: "resting" } });
  });
});

describe("a peer that closes what we open, without a word", () => {
  test("R11.2 is dialed with growing pauses, not at once again", () => {
    const ada = online();
    ada.send("bob", 1);
    const times: number[] = [];
    while (times.length < 5) {
      for (const effect of ada.effects()) {
        if (effect.do !== "dial") continue;
        times.push(ada.nowMs);
        ada.opens("bob", { openedHere: true, channel: effect.channel });
        ada.closes("bob", effect.channel);
      }
      ada.advance(50);
    }
    expect(times).toEqual([0, 250, 750, 1_750, 3_750]);
  });

  test("R11.2 one that said hello before is dialed at once", () => {
    const ada = online();
    ada.send("bob", 1);
    const [first] = dials(ada);
    const channel = ada.opens("bob", { openedHere: true, channel: first?.channel ?? 0 });
    ada.hears("bob", helloOf("bob", { generation: 0 }), channel);
    ada.effects();
    ada.closes("bob", channel);
    expect(dials(ada)).toHaveLength(1);
  });
});

describe("how far we have come", () => {
  test("the app is shown it for what is open in both directions", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.invited("bob", 2);
    expect(ada.reach).toBe("linked");
    down(ada, "bob");
    expect(ada.reach).toBe("broker-absent");
    ada.effects();
    ada.broker("online");
    const shown = ada.effects().flatMap((effect) => (effect.do === "show" ? [effect] : []));
    expect(shown.map(({ record, reach }) => [record.role, reach])).toEqual([
      ["local", "connecting"],
      ["remote", "connecting"],
    ]);
    ada.closes("bob", 2, true);
    expect(ada.reach).toBe("peer-absent");
  });
});

describe("an idle link", () => {
  test("R11.3 with nothing open on it is closed after the idle time", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.cancel("bob", 1);
    ada.effects();
    ada.advance(59_999);
    expect(ada.effects()).toEqual([]);
    ada.advance(1);
    expect(ada.effects()).toEqual([{ do: "close", channel: 1 }]);
  });

  test("R11.3 nothing is left of a peer whose idle link was closed", () => {
    const ada = linkedTo("bob");
    ada.advance(60_000);
    expect(ada.book.state.entries.size).toBe(0);
    expect(ada.wakes).toEqual({});
  });
});

describe("several channels", () => {
  test("R11.4 hello names the generation of the channel: one more than its opener knew of, 0 by the other", () => {
    const ada = linkedTo("bob");
    const hello = { ...helloOf("ada"), generation: 2 };
    const channel = ada.opens("bob", { openedHere: true });
    expect(ada.effects()).toContainEqual({ do: "say", channel, frame: hello });
  });

  test("R11.4 of two that crossed, the one opened by the smaller id stays", () => {
    for (const [self, peer, kept] of [
      ["ada", "bob", "own"],
      ["bob", "ada", "other"],
    ] as const) {
      const driver = new BookDriver(self);
      const own = driver.opens(peer, { openedHere: true });
      const other = driver.opens(peer);
      driver.hears(peer, { ...helloOf(peer), generation: 0 }, own);
      driver.effects();
      driver.hears(peer, helloOf(peer), other);
      const closed = kept === "own" ? other : own;
      expect(driver.effects()).toContainEqual({ do: "close", channel: closed });
    }
  });

  test("R11.5 a channel of a later life replaces those of an earlier one, and what is open is stated on it", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.effects();
    const later = ada.opens("bob");
    ada.hears("bob", helloOf("bob", { life: 2 }), later);
    expect(ada.link("bob")?.current).toBe(later);
    expect(ada.effects()).toEqual(
      expect.arrayContaining([
        { do: "close", channel: 1 },
        { do: "say", channel: later, frame: { t: "invite", id, ttlMs: 60_000, content: "" } },
      ]),
    );
  });
});

describe("a link that goes down", () => {
  test("R11.6 a received invitation is sent again at the caller, with a new deliver time limit", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.hears("bob", { t: "received", id });
    ada.nowMs = 500;
    down(ada, "bob");
    expect(ada.local(1)).toBe("sent");
    expect(ada.wakes[`local ${id}`]).toBe(30_500);
  });

  test("R11.6 the callee's rings on for the grace time, then fails as caller-lost", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    down(bob, "ada");
    bob.advance(5_999);
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(1);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });

  test("R11.6 a link that is back in time ends the grace", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    down(bob, "ada");
    bob.advance(5_999);
    bob.opens("ada");
    expect(bob.wakes[`remote ${id}`]).toBe(60_000);
  });
});

describe("liveness", () => {
  test("R8.1 a quiet link in use is asked after the ping interval, an unused one never", () => {
    const ada = linkedTo("bob", "ada", { strangerIdleMs: 60_000 });
    ada.advance(5_000);
    expect(ada.effects()).toEqual([]);
    ada.send("bob", 1);
    ada.effects();
    ada.advance(1_000);
    expect(ada.effects()).toEqual([{ do: "say", channel: 1, frame: { t: "ping" } }]);
  });

  test("R8.1 a ping is answered on its own channel; a pong needs no answer", () => {
    const ada = linkedTo("bob");
    const beside = ada.opens("bob");
    ada.effects();
    ada.hears("bob", { t: "ping" }, beside);
    expect(ada.effects()).toEqual([{ do: "say", channel: beside, frame: { t: "pong" } }]);
    ada.hears("bob", { t: "pong" }, beside);
    expect(ada.effects()).toEqual([]);
  });

  test.each(['{"t":"pong"}', '{"t":"later"}', "rubbish"])("R8.1 any text is a sign of life: %s", (text) => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    for (let i = 0; i < 5; i += 1) {
      ada.advance(900);
      ada.hears("bob", text);
    }
    expect(ada.effects()).not.toContainEqual(expect.objectContaining({ frame: { t: "ping" } }));
  });

  test("R8.2 a silent link is down, another channel is dialed beside it, and what was received is sent", () => {
    const ada = linkedTo("bob");
    ada.broker("online");
    ada.send("bob", 1);
    ada.hears("bob", { t: "received", id });
    ada.effects();
    ada.advance(2_999);
    expect(ada.local(1)).toBe("received");
    ada.advance(1);
    expect(ada.local(1)).toBe("sent");
    expect(dials(ada)).toMatchObject([{ do: "dial", peer: "bob", channel: 2 }]);
  });

  test("R8.2 a caller who vanished stops ringing at the callee within seconds", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.advance(8_999);
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(1);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });

  test("R8.3 a sign of life brings the link back, and what is open is stated again", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.advance(3_000);
    expect(ada.link("bob")?.current).toBeUndefined();
    ada.effects();
    ada.hears("bob", { t: "pong" }, 1);
    expect(ada.said()).toEqual([{ t: "invite", id, ttlMs: 57_000, content: "" }]);
  });

  test("R8.4 a hint of the transport makes the channel silent at once", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.take({ type: "doubted", peer: "ada" as PeerId, channel: 1 });
    expect(bob.link("ada")?.current).toBeUndefined();
    bob.advance(6_000);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });
});
