// Rules R4 and R5: frames are statements, and ended invitations are remembered.
import { describe, expect, test } from "vitest";
import type { Frame } from "../wire/frames.ts";
import { idOf, linkedTo } from "./book.fixture.ts";
import { Pair } from "./pair.fixture.ts";

const id = idOf(1);
const INVITE = { t: "invite", id, ttlMs: 60_000, content: "" } as const;

describe("statements", () => {
  test("R4.1 on a new link the caller states what is open again, and not what ended", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.send("bob", 2);
    ada.send("bob", 3);
    ada.hears("bob", { t: "received", id: idOf(2) });
    ada.cancel("bob", 3);
    ada.closes("bob", ada.link("bob")?.current ?? 0);
    ada.advance(10_000);
    ada.effects();
    ada.opens("bob");
    expect(ada.said()).toEqual([1, 2].map((n) => ({ ...INVITE, id: idOf(n), ttlMs: 50_000 })));
  });

  test("R4.1 on a new link the callee states what is open again", () => {
    const bob = linkedTo("ada", "bob");
    for (const n of [1, 2, 3]) bob.invited("ada", n);
    bob.accept("ada", 2, "yes");
    bob.refuse("ada", 3);
    bob.closes("ada", bob.link("ada")?.current ?? 0);
    bob.effects();
    bob.opens("ada");
    expect(bob.said()).toEqual([
      { t: "received", id: idOf(1) },
      { t: "accept", id: idOf(2), response: "yes" },
    ]);
  });

  test("R4.1 the same when the link moves to another channel, on that channel", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    const old = ada.link("bob")?.current ?? 0;
    const beside = ada.opens("bob");
    ada.effects();
    ada.closes("bob", old);
    expect(ada.effects()).toContainEqual({ do: "say", channel: beside, frame: INVITE });
  });

  test.each(["invite", "received", "accept", "confirm"] as const)(
    "R4.1 a lost %s is made up for by the next link",
    (lost) => {
      const pair = new Pair().connect();
      pair.ada.send("bob", 1);
      if (lost !== "invite") pair.arrive(pair.intercept("invite"));
      if (lost === "accept" || lost === "confirm") pair.deliver().bob.accept("ada", 1);
      if (lost === "confirm") pair.arrive(pair.intercept("accept"));
      pair.intercept(lost);
      pair.disconnect().connect();
      const rings = lost === "invite" || lost === "received";
      expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(
        rings ? ["received", "ringing"] : ["accepted", "accepted"],
      );
    },
  );

  test.each([
    ["received", { t: "received", id }],
    ["refuse", { t: "refuse", id, reason: "refused", response: "" }],
    ["gone", { t: "gone", id, reason: "closed" }],
    ["accept", { t: "accept", id, response: "" }],
  ] as const)("R4.2 %s a second time changes nothing at the caller", (_kind, frame) => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.hears("bob", frame);
    ada.effects();
    ada.hears("bob", frame);
    expect(ada.effects().filter((effect) => effect.do === "show")).toEqual([]);
  });

  test.each([
    ["confirm", { t: "confirm", id }],
    ["cancel", { t: "cancel", id, reason: "canceled" }],
  ] as const)("R4.2 %s a second time changes nothing at the callee", (_kind, frame) => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.accept("ada", 1);
    bob.hears("ada", frame);
    bob.effects();
    bob.hears("ada", frame);
    expect(bob.effects().filter((effect) => effect.do === "show")).toEqual([]);
  });

  test("R4.3 frames count on whichever channel they come", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    const beside = ada.opens("bob");
    ada.hears("bob", { t: "received", id }, beside);
    expect(ada.local(1)).toBe("received");
    expect(ada.link("bob")?.current).not.toBe(beside);
  });

  test("a text on a channel that is not open counts for nothing", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.hears("bob", { t: "received", id }, 99);
    expect(ada.local(1)).toBe("sent");
  });

  test("R4.4 what would be said while the link is down is not said", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.closes("bob", ada.link("bob")?.current ?? 0);
    ada.effects();
    const sent = ada.book.stats.framesSent;
    ada.cancel("bob", 1);
    ada.send("bob", 2);
    expect(ada.said()).toEqual([]);
    expect(ada.book.stats.framesSent).toBe(sent);
  });
});

describe("memory", () => {
  test.each([
    ["ringing", () => {}, { t: "received", id }],
    ["accepting", "accept", { t: "accept", id, response: "yes" }],
    ["refused", "refuse", { t: "refuse", id, reason: "refused", response: "yes" }],
  ] as const)(
    "R5.1 an invite for one that is %s is answered with where it stands, without a ring",
    (_state, act, answer) => {
      const bob = linkedTo("ada", "bob");
      bob.invited("ada", 1);
      if (act === "accept") bob.accept("ada", 1, "yes");
      if (act === "refuse") bob.refuse("ada", 1, "yes");
      bob.effects();
      bob.hears("ada", INVITE);
      expect(bob.said()).toEqual([answer]);
      expect(bob.book.stats.invitationsRung).toBe(1);
    },
  );

  test("R5.2 a cancel that overtakes its invite kills it", () => {
    const bob = linkedTo("ada", "bob");
    bob.hears("ada", { t: "cancel", id, reason: "canceled" });
    expect(bob.said()).toEqual([]);
    bob.hears("ada", INVITE);
    expect(bob.remote(1)).toBeUndefined();
    expect(bob.book.stats.invitationsRung).toBe(0);
    expect(bob.said()).toEqual([{ t: "gone", id, reason: "lost" }]);
  });

  test.each([
    ["received", { t: "received", id }],
    ["accept", { t: "accept", id, response: "" }],
  ] as const)("R5.3 %s for a remembered invitation is answered with its end", (_kind, frame) => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.hears("bob", { t: "refuse", id, reason: "refused", response: "" });
    ada.effects();
    ada.hears("bob", frame);
    expect(ada.said()).toEqual([{ t: "cancel", id, reason: "answered" }]);
  });

  test("R5.3 refuse and gone for a remembered invitation need no answer", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.cancel("bob", 1);
    ada.effects();
    ada.hears("bob", { t: "refuse", id, reason: "refused", response: "" });
    ada.hears("bob", { t: "gone", id, reason: "lost" });
    expect(ada.said()).toEqual([]);
    expect(ada.book.stats.frameStray).toBe(0);
  });

  test("R5.4 an end is remembered for five minutes, then nothing of the peer is left", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.refuse("ada", 1);
    bob.closes("ada", bob.link("ada")?.current ?? 0);
    expect(bob.wakes).toEqual({ "peer ada": 300_000 });
    bob.advance(299_999);
    expect(bob.book.state.entries.size).toBe(1);
    bob.advance(1);
    expect(bob.book.state.entries.size).toBe(0);
    expect(bob.wakes).toEqual({});
  });

  test("R5.4 only so many are remembered of one peer", () => {
    const bob = linkedTo("ada", "bob", { frameBurst: 1_000_000 });
    for (let n = 1; n <= 300; n += 1) {
      bob.invited("ada", n);
      bob.refuse("ada", n);
    }
    const remembered = [...(bob.book.state.entries.values().next().value?.remote.ended.keys() ?? [])];
    expect(remembered).toHaveLength(256);
    expect(remembered.at(0)).toBe(idOf(45));
  });

  test.each([
    ["received", { t: "received", id }, { t: "cancel", id, reason: "unknown" }],
    ["accept", { t: "accept", id, response: "" }, { t: "cancel", id, reason: "unknown" }],
    ["confirm", { t: "confirm", id }, { t: "gone", id, reason: "unknown" }],
    ["refuse", { t: "refuse", id, reason: "refused", response: "" }, undefined],
    ["gone", { t: "gone", id, reason: "lost" }, undefined],
  ] as const)("R5.5 %s for an unknown invitation is answered as such, and counted", (kind, frame, answer) => {
    const ada = linkedTo("bob");
    ada.hears("bob", frame as Frame);
    const note = `bob: ignored ${kind} for ${id}: no such invitation with this peer`;
    expect(ada.effects().filter((effect) => effect.do === "note")).toEqual([{ do: "note", text: note }]);
    ada.hears("bob", frame as Frame);
    expect(ada.said()).toEqual(answer === undefined ? [] : [answer]);
    expect(ada.book.stats.frameStray).toBe(2);
  });

  test("R5.6 a confirm for an invitation that rings again after a reload ends it as answered earlier", () => {
    const pair = new Pair().connect();
    pair.ada.send("bob", 1);
    pair.deliver().bob.accept("ada", 1);
    pair.arrive(pair.intercept("accept"));
    const [confirm, invite] = [
      pair.intercept("confirm"),
      { to: "bob", kind: "invite", text: JSON.stringify(INVITE) },
    ] as const;
    pair.reloadBob().connect();
    pair.arrive(invite);
    expect(pair.bob.remote(1)).toBe("ringing");
    pair.arrive(confirm);
    expect(pair.bob.remote(1)).toBe("failed (answered-earlier)");
  });
});
