// Rule R16 where posts and channels, or several pages of one peer, meet: sequences that went wrong once.
import { describe, expect, test } from "vitest";
import type { Frame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import { type BookDriver, helloOf, idOf } from "./book.fixture.ts";
import { Mail, poster } from "./mail.fixture.ts";

const invite = (n: number): Frame => ({ t: "invite", id: idOf(n), ttlMs: 60_000, content: "" });

/** Bob, with a channel to page 1 of ada. */
function linked(): { bob: BookDriver; channel: number } {
  const bob = poster("bob");
  const channel = bob.opens("ada");
  bob.hears("ada", helloOf("ada"), channel);
  bob.effects();
  return { bob, channel };
}

/** Time passes, and the channel is alive. */
function live(bob: BookDriver, channel: number, ms: number): void {
  for (let passed = 0; passed < ms; passed += 500) {
    bob.advance(500);
    bob.hears("ada", { t: "pong" }, channel);
  }
}

describe("R16.7 a ring by post beside an open channel goes on", () => {
  test("once the caller's next page answers by post", () => {
    const { bob, channel } = linked();
    bob.hearsPost("ada", invite(1), { life: 2, to: null });
    bob.hearsPost("ada", invite(1), { life: 2 });
    live(bob, channel, 5_000);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("once the caller's next page has a channel", () => {
    const { bob } = linked();
    bob.hearsPost("ada", invite(1), { life: 2, to: null });
    const next = bob.opens("ada");
    bob.hears("ada", helloOf("ada", { life: 2 }), next);
    live(bob, next, 5_000);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("once it is stated on the channel that opened before it", () => {
    const bob = poster("bob");
    const channel = bob.opens("ada");
    bob.hearsPost("ada", invite(1), { to: null });
    bob.hears("ada", helloOf("ada"), channel);
    bob.hears("ada", invite(1), channel);
    live(bob, channel, 5_000);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("and ends after its time where none of that happens", () => {
    const { bob, channel } = linked();
    bob.hearsPost("ada", invite(1), { life: 2, to: null });
    live(bob, channel, 3_000);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });
});

describe("R16.6 beside a channel a post ends nothing", () => {
  test("not by a crossing invitation, forged or late", () => {
    const ada = poster("ada");
    ada.hears("bob", helloOf("bob"), ada.opens("bob"));
    ada.send("bob", 5);
    ada.hears("bob", { t: "received", id: idOf(5) });
    ada.hearsPost("bob", invite(1), { life: 9, to: null });
    expect(ada.local(5)).toBe("received");
    expect(ada.effects().some((effect) => effect.do === "yield")).toBe(false);
  });

  test("not by so many that one has to make room, if the person has accepted it", () => {
    const bob = poster("bob");
    bob.hearsPost("ada", invite(1));
    bob.accept("ada", 1);
    const channel = bob.opens("ada");
    bob.hears("ada", helloOf("ada"), channel);
    bob.hears("ada", invite(1), channel);
    for (const n of [2, 3, 4, 5, 6]) bob.hearsPost("ada", invite(n), { life: 9, to: null });
    expect(bob.remote(1)).toBe("accepting");
  });

  test("and what its page posted before the channel opened does not ring, nor is it busy", () => {
    const ada = poster("ada");
    ada.send("bob", 1);
    const channel = ada.opens("bob");
    ada.hears("bob", helloOf("bob"), channel);
    ada.hears("bob", { t: "accept", id: idOf(1), response: "" }, channel);
    ada.effects();
    ada.hearsPost("bob", invite(2));
    expect(ada.effects().filter((effect) => effect.do === "ask" || effect.do === "missed")).toEqual([]);
    expect([ada.local(1), ada.remote(2)]).toEqual(["accepted", undefined]);
    ada.hears("bob", invite(2), channel);
    expect(ada.remote(2)).toBe("ringing");
  });

  test("and is answered by post as well, until the channel is heard again", () => {
    const { bob, channel } = linked();
    bob.hearsPost("ada", invite(2), { life: 2, to: null });
    expect(bob.posted()).toEqual([{ t: "received", id: idOf(2) }]);
    bob.hears("ada", { t: "pong" }, channel);
    bob.refuse("ada", 2);
    expect(bob.posted()).toEqual([]);
  });
});

describe("R16.3 which page speaks", () => {
  test("a late first post of an earlier page does not lock the living one out", () => {
    const mail = new Mail();
    mail.ada.send("bob", 1);
    const late = mail.intercept("invite");
    mail.reload("ada");
    mail.ada.send("bob", 2);
    mail.deliver();
    mail.arrive(late).deliver();
    mail.pass(10_000);
    expect([mail.ada.local(2), mail.bob.remote(2)]).toEqual(["received", "ringing"]);
  });

  test("R16.2 the next page of a callee is told at once that its caller hears it, so one lost post changes nothing", () => {
    const mail = new Mail();
    mail.ada.send("bob", 1);
    mail.deliver();
    mail.reload("bob");
    mail.pass(2_000);
    let isLost = false;
    for (let ms = 0; ms < 6_000; ms += 100) {
      mail.ada.advance(100);
      mail.bob.advance(100);
      if (!isLost && mail.collect().some(({ kind }) => kind === "invite")) {
        mail.intercept("invite");
        isLost = true;
      }
      mail.deliver();
    }
    expect([mail.ada.local(1), mail.bob.remote(1)]).toEqual(["received", "ringing"]);
  });

  test("R16.7 a replay rings three seconds, also after its page fell silent", () => {
    const bob = poster("bob");
    bob.hearsPost("ada", invite(2));
    bob.advance(3_500);
    bob.hearsPost("ada", invite(1), { to: null });
    bob.advance(3_000);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });

  test("R10.7 a late post of the page before does not make the present one a stranger to itself", () => {
    const mail = new Mail();
    mail.bob.stance = { ...mail.bob.stance, whenBusy: "refuse" };
    mail.ada.send("bob", 1);
    mail.deliver();
    mail.reload("ada");
    mail.ada.send("bob", 2);
    mail.deliver();
    mail.bob.hearsPost("ada", invite(1), { life: 1 });
    mail.ada.send("bob", 3);
    mail.deliver();
    expect(mail.bob.remote(3)).toBe("refused (busy)");
  });
});

test("R10.7 a late post of an earlier page does not vouch for what it left behind", () => {
  const bob = poster("bob");
  bob.stance = { ...bob.stance, whenBusy: "refuse" };
  const channel = bob.opens("ada");
  bob.hears("ada", helloOf("ada", { life: 2 }), channel);
  bob.hearsPost("ada", invite(1), { to: null });
  bob.hearsPost("ada", { t: "cancel", id: idOf(1), reason: "unknown" }, { life: 2 });
  bob.closes("ada", channel);
  bob.hearsPost("ada", invite(1), { re: 1 });
  bob.hearsPost("ada", invite(2), { life: 2 });
  expect(bob.remote(2)).toBe("ringing");
});

const NONCE = "nonce-of-a-word";

/** Ada's app sends bob's a signal about her invitation. */
function sendWord({ ada }: Mail): void {
  const about = { peer: "bob" as PeerId, role: "local", id: idOf(1) } as const;
  ada.take({ type: "whileRinging", ...about, nonce: NONCE, data: 7 });
}

describe("R17.2 a word while it rings", () => {
  test("is told once, though its post comes twice", () => {
    const mail = new Mail();
    mail.ada.send("bob", 1);
    mail.deliver();
    sendWord(mail);
    const word = mail.intercept("whileRinging");
    mail.arrive(word).arrive(word);
    expect(mail.bob.effects().filter((effect) => effect.do === "whileRinging")).toHaveLength(1);
  });

  test("is remembered only for the last 64 of a peer, so words cost a bounded amount of memory", () => {
    const bob = poster("bob");
    bob.hearsPost("ada", invite(1));
    bob.effects();
    const word = (n: number): Frame => ({
      t: "whileRinging",
      id: idOf(1),
      by: "caller",
      nonce: `${NONCE}${n}`,
      data: 7,
    });
    for (let n = 0; n < 65; n += 1) bob.hearsPost("ada", word(n));
    expect(bob.effects().filter((effect) => effect.do === "whileRinging")).toHaveLength(65);
    expect(bob.book.state.entries.get("ada" as PeerId)?.signals.size).toBe(64);
  });

  test("counts by post, also beside a channel", () => {
    const bob = poster("bob");
    const channel = bob.opens("ada");
    bob.hears("ada", helloOf("ada"), channel);
    bob.hears("ada", invite(1), channel);
    bob.effects();
    bob.hearsPost("ada", { t: "whileRinging", id: idOf(1), by: "caller", nonce: NONCE, data: 7 });
    expect(bob.effects().filter((effect) => effect.do === "whileRinging")).toHaveLength(1);
  });

  test("goes both ways while the channel is in doubt, then one way, and puts off no statement", () => {
    const mail = new Mail();
    mail.ada.send("bob", 1);
    mail.deliver();
    const { renewAtMs } = mail.ada.link("bob") ?? {};
    mail.ada.advance(1_000);
    sendWord(mail);
    expect(mail.ada.link("bob")?.renewAtMs).toBe(renewAtMs);
    const channel = mail.ada.opens("bob");
    mail.collect().length = 0;
    sendWord(mail);
    expect(mail.view).toEqual(["bob: whileRinging"]);
    mail.ada.hears("bob", helloOf("bob"), channel);
    mail.collect().length = 0;
    sendWord(mail);
    expect(mail.view).toEqual([]);
  });
});

test("R16.6 what is said on a channel before its hello is posted too, also if no post of the peer came", () => {
  const ada = poster("ada");
  ada.send("bob", 1);
  ada.advance(500);
  ada.opens("bob", { openedHere: true, channel: 1 });
  ada.effects();
  ada.cancel("bob", 1);
  expect(ada.posted()).toMatchObject([{ t: "cancel" }]);
});

test("R16.4 strangers' posts do not keep out those of a peer that the app knows", () => {
  const bob = poster("bob", { strangerPostBurst: 20, strangerPostsPerSecond: 1 });
  for (let n = 0; n < 25; n += 1) bob.hearsPost(`stranger-${n}`, "{}", { to: null });
  expect(bob.book.isFlooded(bob.nowMs)).toBe(true);
  bob.isContact = true;
  bob.hearsPost("ada", invite(1));
  expect(bob.remote(1)).toBe("ringing");
});

test("R11.4 a channel that its opener opened once more, not knowing of the first, replaces that", () => {
  const { bob, channel } = linked();
  bob.hearsPost("ada", invite(1));
  const next = bob.opens("ada");
  bob.hears("ada", helloOf("ada"), next);
  expect(bob.link("ada")?.current).toBe(next);
  expect(bob.effects()).toContainEqual({ do: "close", channel });
});
