// Rule R19: who may connect, and when.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { BookDriver, helloOf, idOf, linkedTo } from "./book.fixture.ts";
import { Mail } from "./mail.fixture.ts";

type Name = "ada" | "bob";
const [ADA, BOB] = ["ada" as PeerId, "bob" as PeerId];

/** Ada and bob, of whom these let nobody connect before a call is accepted. */
function hiding(...names: readonly Name[]): Mail {
  const mail = new Mail();
  for (const name of names) mail[name].stance = { ...mail[name].stance, mayConnect: false };
  return mail;
}

/** A call from ada that rings at bob. */
function ringing(...names: readonly Name[]): Mail {
  const mail = hiding(...names);
  mail.ada.send("bob", 1);
  return mail.pass(1_000);
}

/** Whether each has agreed to a connection with the other by a call that was accepted. */
function consents({ ada, bob }: Mail): [boolean, boolean] {
  return [ada.book.standing(BOB, ada.nowMs).hasConsent, bob.book.standing(ADA, bob.nowMs).hasConsent];
}

/** Nothing is dialed while it rings. */
const QUIET_MS = 20_000;

describe("before a call is accepted", () => {
  test("R19.1 a callee whose app lets the caller connect says nothing more, and the caller dials", () => {
    const mail = ringing();
    expect(mail.dials).toEqual(["ada"]);
  });

  test("R19.1 R16.8 a callee whose app does not says `wait`, each time, and nobody dials", () => {
    const mail = hiding("bob");
    mail.ada.send("bob", 1);
    mail.arrive(mail.intercept("invite"));
    const { text = "" } = mail.intercept("received");
    expect(JSON.parse(JSON.parse(text).text)).toMatchObject({ t: "received", link: "wait" });
    mail.arrive({ to: "ada", kind: "received", text }).pass(QUIET_MS);
    expect([mail.dials, mail.ada.local(1), mail.bob.remote(1)]).toEqual([[], "received", "ringing"]);
    expect(consents(mail)).toEqual([false, false]);
  });

  test("R19.2 a caller whose app does not let the callee connect does not dial", () => {
    const mail = ringing("ada").pass(QUIET_MS);
    expect([mail.dials, mail.ada.local(1), mail.bob.remote(1)]).toEqual([[], "received", "ringing"]);
    expect(consents(mail)).toEqual([false, false]);
  });

  test("R19.2 R3.2 an invitation that can be neither posted nor connected fails as unreachable", () => {
    const ada = new BookDriver("ada");
    ada.broker("online", "ada");
    ada.stance = { ...ada.stance, mayConnect: false };
    ada.send("bob", 1);
    ada.advance(DEFAULT_LIMITS.deliverTimeoutMs);
    expect(ada.local(1)).toBe("failed (peer-unreachable)");
  });

  test("R19.1 a refusal and a cancel need no connection", () => {
    for (const act of [
      (mail: Mail) => mail.bob.refuse("ada", 1),
      (mail: Mail) => mail.ada.cancel("bob", 1),
    ]) {
      const mail = ringing("ada", "bob");
      act(mail);
      mail.pass(QUIET_MS);
      expect(mail.dials).toEqual([]);
    }
  });
});

describe("once a call is accepted", () => {
  test("R19.3 a callee that said `wait` dials at once, in the same input", () => {
    const mail = ringing("bob");
    mail.bob.accept("ada", 1);
    mail.collect();
    expect(mail.dials).toEqual(["bob"]);
  });

  test("R19.3 a callee that did not say so leaves it to the caller for a moment", () => {
    const mail = hiding("ada");
    mail.ada.send("bob", 1);
    mail.deliver();
    mail.bob.accept("ada", 1);
    mail.collect();
    expect(mail.dials).toEqual([]);
  });

  test.each<[readonly Name[]]>([[["ada"]], [["bob"]], [["ada", "bob"]]])(
    "R19.3 both may connect, whichever of them hides: %j",
    (names) => {
      const mail = ringing(...names);
      mail.bob.accept("ada", 1);
      mail.deliver();
      expect([mail.ada.local(1), mail.bob.remote(1)]).toEqual(["accepted", "accepted"]);
      expect(consents(mail)).toEqual([true, true]);
    },
  );

  test("R19.3 for some time after that, and then the apps are asked again", () => {
    const mail = ringing("ada", "bob");
    mail.bob.accept("ada", 1);
    mail.deliver().pass(DEFAULT_LIMITS.rememberMs - 1_000);
    expect(consents(mail)).toEqual([true, true]);
    mail.pass(2_000);
    expect(consents(mail)).toEqual([false, false]);
    mail.dials = [];
    mail.ada.send("bob", 2);
    mail.pass(1_000);
    expect([mail.dials, mail.bob.remote(2)]).toEqual([[], "ringing"]);
  });

  test("R19.3 an invitation in between, whatever comes of it, takes nothing away", () => {
    const mail = ringing("ada", "bob");
    mail.bob.accept("ada", 1);
    mail.deliver();
    mail.bob.stance = { ...mail.bob.stance, mayRing: false };
    mail.ada.send("bob", 2);
    mail.deliver();
    expect(mail.ada.local(2)).toBe("refused (busy)");
    expect(consents(mail)).toEqual([true, true]);
  });

  test("R19.1 what the app allowed as it rang is not consent: it is asked again for each request", () => {
    const mail = ringing();
    expect(consents(mail)).toEqual([false, false]);
    mail.bob.refuse("ada", 1);
    mail.deliver();
    expect(consents(mail)).toEqual([false, false]);
  });

  test("R19.3 as long as a line is open", () => {
    const mail = ringing("ada", "bob");
    mail.bob.accept("ada", 1);
    mail.deliver();
    const line = { type: "line", peer: BOB, role: "local", id: idOf(1), command: { type: "open" } } as const;
    mail.ada.take(line);
    mail.collect();
    expect(mail.dials.includes("ada")).toBe(true);
    const channel = mail.ada.opens("bob");
    for (let ms = 0; ms <= DEFAULT_LIMITS.rememberMs; ms += 1_000) {
      mail.ada.advance(1_000);
      mail.ada.hears("bob", { t: "pong" }, channel);
    }
    expect(consents(mail)[0]).toBe(true);
  });
});

describe("a stranger", () => {
  test("R19.5 R11.3 whose link has nothing open on it loses it after the short idle time", () => {
    const bob = new BookDriver("bob");
    const channel = bob.opens("mallory");
    bob.hears("mallory", helloOf("mallory"));
    bob.advance(DEFAULT_LIMITS.strangerIdleMs - 1);
    bob.effects();
    bob.advance(1);
    expect(bob.effects()).toEqual([{ do: "close", channel }]);
  });

  test("R19.5 keeps it while something is open, and loses it soon after that", () => {
    const bob = linkedTo("mallory", "bob");
    bob.invited("mallory", 1);
    bob.advance(1_000);
    expect(bob.remote(1)).toBe("ringing");
    bob.refuse("mallory", 1);
    bob.effects();
    bob.advance(DEFAULT_LIMITS.strangerIdleMs);
    expect(bob.effects()).toContainEqual({ do: "close", channel: 1 });
  });

  test("R19.5 R11.3 a known peer keeps it for the long one", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.cancel("bob", 1);
    ada.advance(DEFAULT_LIMITS.linkIdleMs - 1);
    expect(ada.effects().filter((effect) => effect.do === "close")).toEqual([]);
    ada.advance(1);
    expect(ada.effects()).toContainEqual({ do: "close", channel: 1 });
  });

  test("R19.6 R14.1 that is blocked may not connect meanwhile", () => {
    const bob = linkedTo("mallory", "bob", { frameBurst: 20, framesPerSecond: 1 });
    for (let n = 0; n < 30; n += 1) bob.hears("mallory", { t: "pong" });
    expect(bob.book.standing("mallory" as PeerId, bob.nowMs)).toMatchObject({ isBlocked: true });
    bob.advance(DEFAULT_LIMITS.blockMs);
    expect(bob.book.standing("mallory" as PeerId, bob.nowMs)).toMatchObject({ isBlocked: false });
  });

  test("R19.4 is one that this side has neither called nor accepted, and that the app does not know", () => {
    const bob = new BookDriver("bob");
    const isKnown = (peer: string): boolean => bob.book.standing(peer as PeerId, bob.nowMs).isKnown;
    expect(isKnown("carol")).toBe(false);
    bob.send("carol", 1);
    bob.opens("ada");
    bob.invited("ada", 2, {});
    expect([isKnown("carol"), isKnown("ada")]).toEqual([true, false]);
    bob.accept("ada", 2);
    expect(isKnown("ada")).toBe(true);
  });
});
