// Rule R17: what the apps of the two ends send each other before the answer.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { type BookDriver, idOf, linkedTo } from "./book.fixture.ts";
import type { BookEffect } from "./effects.ts";
import { Pair } from "./pair.fixture.ts";

const id = idOf(1);

let nonces = 0;

/** Has the app of `role` send `data`. Returns the frame that says it. */
function say(driver: BookDriver, peer: string, role: "local" | "remote", data: unknown) {
  const frame = signal(role === "local" ? "caller" : "callee", data);
  driver.take({ type: "whileRinging", peer: peer as PeerId, role, id, nonce: frame.nonce, data });
  return frame;
}

function signal<By extends "caller" | "callee">(by: By, data: unknown, of = id) {
  nonces += 1;
  return { t: "whileRinging", id: of, by, nonce: `signal-${1_000 + nonces}`, data } as const;
}

/** What the app was told since the last call. */
function heard(driver: BookDriver): readonly BookEffect[] {
  return driver.effects().filter((effect) => effect.do === "whileRinging");
}

/** Ada rings bob, on a link. */
function createRinging(): Pair {
  const pair = new Pair().connect();
  pair.ada.send("bob", 1);
  return pair.deliver();
}

describe("what is said while it rings", () => {
  test("R17.1 R17.2 reaches the app of the other end, and changes nothing", () => {
    const { ada, bob } = createRinging();
    const offer = say(ada, "bob", "local", { offer: 1 });
    expect(ada.said()).toEqual([offer]);
    bob.effects();
    bob.hears("ada", offer);
    expect(bob.effects()).toEqual([
      { do: "whileRinging", peer: "ada", role: "remote", id, data: { offer: 1 } },
    ]);
    const answer = say(bob, "ada", "remote", ["answer"]);
    expect(bob.said()).toEqual([answer]);
    ada.hears("bob", answer);
    expect(heard(ada)).toEqual([{ do: "whileRinging", peer: "bob", role: "local", id, data: ["answer"] }]);
    expect([ada.local(1), bob.remote(1)]).toEqual(["received", "ringing"]);
  });

  test("R17.2 goes on both channels while there are two, and is told once", () => {
    const { ada, bob } = createRinging();
    ada.opens("bob");
    ada.effects();
    const signal = say(ada, "bob", "local", "offer");
    const channels = ada.effects().flatMap((effect) => (effect.do === "say" ? [effect.channel] : []));
    expect(new Set(channels).size).toBe(2);
    bob.effects();
    bob.hears("ada", signal);
    bob.hears("ada", signal);
    expect(heard(bob)).toHaveLength(1);
  });

  test("R17.2 is not said without a link, nor stated again on the next", () => {
    const pair = createRinging();
    pair.disconnect();
    say(pair.ada, "bob", "local", "lost");
    expect(pair.ada.said()).toEqual([]);
    pair.connect();
    expect(heard(pair.bob)).toEqual([]);
  });

  test("R17.3 is for an open invitation of that end: any other word is counted, and not answered", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.effects();
    bob.hears("ada", signal("callee", 1));
    bob.hears("ada", signal("caller", 1, idOf(2)));
    bob.refuse("ada", 1);
    bob.said();
    bob.hears("ada", signal("caller", 1));
    expect(bob.effects().map((effect) => effect.do)).toEqual(["note"]);
    expect(bob.book.stats.frameStray).toBe(3);
  });

  test("R17.1 R17.3 an accepted invitation still takes them, as long as it is remembered", () => {
    const { ada, bob } = createRinging();
    bob.accept("ada", 1);
    ada.hears("bob", { t: "accept", id, response: "" });
    ada.said();
    const offer = say(ada, "bob", "local", "offer");
    expect(ada.said()).toEqual([offer]);
    bob.effects();
    bob.hears("ada", offer);
    expect(heard(bob)).toEqual([{ do: "whileRinging", peer: "ada", role: "remote", id, data: "offer" }]);
    ada.effects();
    ada.hears("bob", signal("callee", "answer"));
    expect(heard(ada)).toEqual([{ do: "whileRinging", peer: "bob", role: "local", id, data: "answer" }]);
    ada.advance(DEFAULT_LIMITS.rememberMs);
    ada.effects();
    ada.hears("bob", signal("callee", "late"));
    expect(heard(ada)).toEqual([]);
  });

  test("R17.1 of an invitation that has ended here nothing is said", () => {
    const { ada } = createRinging();
    ada.cancel("bob", 1);
    ada.effects();
    say(ada, "bob", "local", "late");
    expect(ada.effects()).toEqual([]);
  });
});
