// Rules R1 and R2: the caller decides, and never one end alone.
import { describe, expect, test } from "vitest";
import { idOf, linkedTo } from "./book.fixture.ts";
import { Pair } from "./pair.fixture.ts";

const id = idOf(1);

/** Two peers with an invitation from ada that rings at bob. A quiet link is not pinged. */
function ringing(): Pair {
  const pair = new Pair({ pingIntervalMs: 60_000, silenceMs: 120_000 }).connect();
  pair.ada.send("bob", 1);
  return pair.deliver();
}

describe("accept is three-way", () => {
  test("R1.1 an accept makes the callee's side accepting, and is said", () => {
    const { bob } = ringing();
    bob.accept("ada", 1, "yes");
    expect(bob.remote(1)).toBe("accepting");
    expect(bob.said()).toEqual([{ t: "accept", id, response: "yes" }]);
  });

  test.each(["sent", "received"])(
    "R1.2 an accept counts at the caller while it is %s, and is confirmed",
    (state) => {
      const ada = linkedTo("bob");
      ada.send("bob", 1);
      if (state === "received") ada.hears("bob", { t: "received", id });
      expect(ada.local(1)).toBe(state);
      ada.effects();
      ada.hears("bob", { t: "accept", id, response: "yes" });
      expect(ada.local(1)).toBe("accepted");
      expect(ada.said()).toEqual([{ t: "confirm", id }]);
    },
  );

  test("R1.3 an accept after acceptance is confirmed again", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1);
    const accept = pair.intercept("accept");
    pair.arrive(accept).deliver().arrive(accept);
    expect(pair.intercept("confirm")).toBeDefined();
    expect(pair.ada.ends).toEqual([`local ${id} accepted`]);
  });

  test("R1.3 an accept after a cancel is answered with that", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.cancel("bob", 1, "sorry");
    ada.effects();
    ada.hears("bob", { t: "accept", id, response: "" });
    expect(ada.said()).toEqual([{ t: "cancel", id, reason: "canceled", content: "sorry" }]);
  });

  test("R1.3 an accept after a failure is answered cancel", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.hears("bob", { t: "gone", id, reason: "closed" });
    ada.effects();
    ada.hears("bob", { t: "accept", id, response: "" });
    expect(ada.said()).toEqual([{ t: "cancel", id, reason: "expired" }]);
    expect(ada.local(1)).toBe("failed (peer-closed)");
  });

  test("R1.4 the callee's side is accepted by confirm", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1);
    const accept = pair.intercept("accept");
    expect(pair.bob.remote(1)).toBe("accepting");
    pair.arrive(accept);
    expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["accepted", "accepting"]);
    pair.deliver();
    expect(pair.bob.remote(1)).toBe("accepted");
  });

  test("R1.5 without a confirm in time the callee's side fails, and says gone", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1);
    pair.bob.advance(4_999);
    expect(pair.bob.remote(1)).toBe("accepting");
    pair.bob.advance(1);
    expect(pair.bob.remote(1)).toBe("failed (unconfirmed)");
  });

  test("R1.5 the gone unconfirmed fails the caller's side, if it was still open", () => {
    const bob = linkedTo("ada", "bob", { pingIntervalMs: 60_000 });
    bob.invited("ada", 1);
    bob.accept("ada", 1);
    bob.effects();
    bob.advance(5_000);
    expect(bob.said()).toEqual([{ t: "gone", id, reason: "unconfirmed" }]);
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.hears("bob", { t: "gone", id, reason: "unconfirmed" });
    expect(ada.local(1)).toBe("failed (unconfirmed)");
  });
});

describe("answers that cross", () => {
  test("R2.1 a refusal is final at the callee at once, and at the caller when it arrives", () => {
    const pair = ringing();
    pair.bob.refuse("ada", 1, "at 5");
    expect(pair.bob.remote(1)).toBe("refused (refused)");
    expect(pair.ada.local(1)).toBe("received");
    pair.deliver();
    expect(pair.ada.local(1)).toBe("refused (refused)");
  });

  test("R2.2 a refusal and a cancel that cross are both right", () => {
    const pair = ringing();
    pair.bob.refuse("ada", 1);
    pair.ada.cancel("bob", 1);
    pair.deliver();
    expect(pair.ada.ends).toEqual([`local ${id} canceled (canceled)`]);
    expect(pair.bob.ends).toEqual([`remote ${id} refused (refused)`]);
  });

  test("R2.3 an accept and a cancel that cross end canceled at both sides", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1);
    pair.ada.cancel("bob", 1);
    pair.deliver();
    expect(pair.ada.ends).toEqual([`local ${id} canceled (canceled)`]);
    expect(pair.bob.ends).toEqual([`remote ${id} canceled (canceled)`]);
  });

  test("R2.3 the same when the caller hears the accept first of all after its cancel", () => {
    const pair = ringing();
    pair.bob.accept("ada", 1);
    const accept = pair.intercept("accept");
    pair.ada.cancel("bob", 1);
    pair.intercept("cancel");
    pair.arrive(accept).deliver();
    expect(pair.bob.remote(1)).toBe("canceled (canceled)");
  });

  test("R2.4 the callee is never accepted before the caller, whatever is lost on the way", () => {
    for (const lost of ["accept", "confirm"] as const) {
      const pair = ringing();
      pair.bob.accept("ada", 1);
      if (lost === "confirm") pair.arrive(pair.intercept("accept"));
      pair.intercept(lost);
      pair.deliver().advance(5_000).deliver();
      expect(pair.bob.remote(1)).toBe("failed (unconfirmed)");
      expect(pair.ada.local(1)).toBe(lost === "confirm" ? "accepted" : "failed (unconfirmed)");
    }
  });
});
