// Rule R17: what the apps of the two ends send each other before the answer.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { type BookDriver, idOf, linkedTo } from "./book.fixture.ts";
import type { BookEffect } from "./effects.ts";
import { Pair } from "./pair.fixture.ts";

const id = idOf(1);

function say(driver: BookDriver, peer: string, role: "local" | "remote", data: unknown): void {
  driver.take({ type: "whileRinging", peer: peer as PeerId, role, id, data });
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
    say(ada, "bob", "local", { offer: 1 });
    expect(ada.said()).toEqual([{ t: "whileRinging", id, by: "caller", data: { offer: 1 } }]);
    bob.effects();
    bob.hears("ada", { t: "whileRinging", id, by: "caller", data: { offer: 1 } });
    expect(bob.effects()).toEqual([
      { do: "whileRinging", peer: "ada", role: "remote", id, data: { offer: 1 } },
    ]);
    say(bob, "ada", "remote", ["answer"]);
    expect(bob.said()).toEqual([{ t: "whileRinging", id, by: "callee", data: ["answer"] }]);
    ada.hears("bob", { t: "whileRinging", id, by: "callee", data: ["answer"] });
    expect(heard(ada)).toEqual([{ do: "whileRinging", peer: "bob", role: "local", id, data: ["answer"] }]);
    expect([ada.local(1), bob.remote(1)]).toEqual(["received", "ringing"]);
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
    bob.hears("ada", { t: "whileRinging", id, by: "callee", data: 1 });
    bob.hears("ada", { t: "whileRinging", id: idOf(2), by: "caller", data: 1 });
    bob.refuse("ada", 1);
    bob.said();
    bob.hears("ada", { t: "whileRinging", id, by: "caller", data: 1 });
    expect(bob.effects().map((effect) => effect.do)).toEqual(["note"]);
    expect(bob.book.stats.frameStray).toBe(3);
  });

  test("R17.1 of an invitation that has ended here nothing is said", () => {
    const { ada } = createRinging();
    ada.cancel("bob", 1);
    ada.effects();
    say(ada, "bob", "local", "late");
    expect(ada.effects()).toEqual([]);
  });
});
