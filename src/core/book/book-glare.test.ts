// Rules R9 and R10: crossing invitations, and too many of them.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { type BookDriver, idOf, linkedTo } from "./book.fixture.ts";
import { precedes } from "./glare.ts";
import { Pair } from "./pair.fixture.ts";

/** Answers every `yield` as the client does by default: accepts the winner without asking. */
function yieldAll(pair: Pair): void {
  for (const name of ["ada", "bob"] as const) {
    const driver = pair[name];
    const other = name === "ada" ? "bob" : "ada";
    for (const { remote } of driver.book.state.entries.values()) {
      for (const { id, state } of remote.open.values()) {
        if (state.kind === "ringing") driver.accept(other, id.replace("invitation-", ""));
      }
    }
  }
}

const shows = (driver: BookDriver) =>
  driver.effects().flatMap((effect) => (effect.do === "show" ? [effect] : []));

describe("which of two crossing invitations counts", () => {
  const of = (id: string, caller: string) => ({ id: idOf(id), caller: caller as PeerId });

  test.each([
    [of("1", "bob"), of("2", "ada"), true],
    [of("2", "ada"), of("1", "bob"), false],
    [of("10", "bob"), of("9", "ada"), true],
    [of("Z", "bob"), of("a", "ada"), true],
    [of("1", "ada"), of("1", "bob"), true],
    [of("1", "bob"), of("1", "ada"), false],
  ])("%j before %j: %s", (a, b, expected) => {
    expect(precedes(a, b)).toBe(expected);
    expect(precedes(b, a)).toBe(!expected);
  });
});

describe("two peers that invite each other", () => {
  test("R9.1 one that ours precedes is deferred: it does not ring, and its caller is told nothing yet", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.effects();
    ada.invited("bob", 2);
    expect(ada.remote(2)).toBe("deferred");
    expect(ada.said()).toEqual([]);
    expect(ada.book.stats.invitationsRung).toBe(0);
    // If the caller states it again, it answers that it has it.
    ada.invited("bob", 2);
    expect(ada.said()).toEqual([{ t: "received", id: idOf(2) }]);
  });

  test("R6.4 R9.2 what comes when ours is overdue crosses nothing: ours fails, and theirs is not accepted unasked", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 2);
    ada.effects();
    // The page slept, so no timer ran.
    ada.nowMs = 60_000;
    ada.invited("bob", 1);
    expect([ada.local(2), ada.remote(1)]).toEqual(["failed (peer-no-response)", "ringing"]);
    expect(ada.effects().filter((effect) => effect.do === "yield")).toEqual([]);
  });

  test.each(["cancel", "refuse"] as const)("R9.1 it rings once ours ended by %s", (how) => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.invited("bob", 2);
    if (how === "cancel") ada.cancel("bob", 1);
    else ada.hears("bob", { t: "refuse", id: idOf(1), reason: "refused", response: "" });
    expect(ada.remote(2)).toBe("ringing");
    expect(ada.book.stats.invitationsRung).toBe(1);
  });

  test("R9.1 one that rings already is deferred when we send one that precedes it", () => {
    const ada = linkedTo("bob");
    ada.invited("bob", 2);
    expect(ada.remote(2)).toBe("ringing");
    ada.send("bob", 1);
    expect(ada.remote(2)).toBe("deferred");
  });

  test("R9.1 R10.2 one that rang before it was deferred rings again then, and one that was ignored does not", () => {
    const ada = linkedTo("bob");
    ada.invited("bob", 2);
    ada.invited("bob", 3);
    ada.ignore("bob", 3);
    ada.send("bob", 1);
    expect([ada.remote(2), ada.remote(3)]).toEqual(["deferred", "deferred"]);
    ada.cancel("bob", 1);
    expect([ada.remote(2), ada.remote(3)]).toEqual(["ringing", "ignored"]);
  });

  test("R9.2 one that precedes ours supersedes it, and the app is asked to yield while ours is open", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 2, { content: "ours" });
    ada.effects();
    ada.invited("bob", 1);
    const effects = ada.effects();
    const [winner, loser] = [
      { id: idOf(1), state: { kind: "ringing" } },
      { id: idOf(2), state: { kind: "sent" } },
    ];
    expect(effects).toContainEqual(
      expect.objectContaining({
        do: "yield",
        winner: expect.objectContaining({ id: winner.id, state: expect.objectContaining(winner.state) }),
        loser: expect.objectContaining({ id: loser.id, state: expect.objectContaining(loser.state) }),
      }),
    );
    expect(ada.local(2)).toBe("canceled (superseded)");
    const cancel = { t: "cancel", id: idOf(2), reason: "superseded" };
    expect(effects).toContainEqual(expect.objectContaining({ do: "say", frame: cancel }));
  });

  test("R9.1 R10.3 another one that was deferred because of ours may ring once ours gave way", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 5);
    ada.invited("bob", 9);
    expect(ada.remote(9)).toBe("deferred");
    ada.invited("bob", 1);
    expect([ada.local(5), ada.remote(1)]).toEqual(["canceled (superseded)", "ringing"]);
    expect(ada.remote(9)).toBe("ringing");
  });

  test("R9.2 R9.5 of two that ring already the first replaces ours, and the second goes on as it was", () => {
    const ada = linkedTo("bob");
    ada.invited("bob", 1);
    ada.invited("bob", 2);
    ada.send("bob", 5);
    expect([ada.local(5), ada.remote(1), ada.remote(2)]).toEqual([
      "canceled (superseded)",
      "ringing",
      "ringing",
    ]);
    const open = [...(ada.book.state.entries.get("bob" as PeerId)?.remote.open.values() ?? [])];
    expect(open.map(({ replaces }) => replaces?.id)).toEqual([idOf(5), undefined]);
  });

  test("R9.5 it names the one of ours that it replaced, from the moment it rings", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 2, { content: "just a chat?" });
    ada.send("bob", 3, { content: "with video?" });
    ada.effects();
    ada.invited("bob", 1, { content: "video!" });
    const shown = ada.effects().flatMap((effect) => (effect.do === "show" ? [effect.record] : []));
    const rings = shown.find(({ role, state }) => role === "remote" && state.kind === "ringing");
    const replaces = { id: idOf(3), content: "with video?", channelId: undefined };
    expect(rings).toMatchObject({ replaces });
    ada.accept("bob", 1);
    ada.hears("bob", { t: "confirm", id: idOf(1) });
    expect(ada.effects()).toContainEqual(
      expect.objectContaining({
        record: expect.objectContaining({ replaces, state: { kind: "accepted", response: "" } }),
      }),
    );
  });

  test("R9.5 so does one that was being accepted when ours was sent, and one that crosses none names none", () => {
    const ada = linkedTo("bob");
    ada.invited("bob", 5);
    ada.accept("bob", 5);
    const replacesOf = () => {
      const [record] = [...(ada.book.state.entries.get("bob" as PeerId)?.remote.open.values() ?? [])];
      return record?.replaces;
    };
    expect(replacesOf()).toBeUndefined();
    ada.send("bob", 1, { content: "ours" });
    expect(ada.local(1)).toBe("canceled (superseded)");
    expect(replacesOf()).toEqual({ id: idOf(1), content: "ours", channelId: undefined });
  });

  test("R9.2 of equal ids the one of the smaller caller counts", () => {
    const ada = linkedTo("bob", "ada");
    ada.send("bob", 1);
    ada.invited("bob", 1);
    expect(ada.remote(1)).toBe("deferred");
    const bob = linkedTo("ada", "bob");
    bob.send("ada", 1);
    bob.invited("ada", 1);
    expect([bob.local(1), bob.remote(1)]).toEqual(["canceled (superseded)", "ringing"]);
  });

  test("R9.2 R9.3 both peers come to one call, in every order of what arrives", () => {
    for (const order of ["ada first", "bob first", "in turn"]) {
      const pair = new Pair().connect();
      pair.ada.send("bob", 1);
      pair.bob.send("ada", 2);
      const [toAda, toBob] = [
        pair.say().filter(({ to }) => to === "ada"),
        pair.say().filter(({ to }) => to === "bob"),
      ];
      pair.underway = [];
      const first = order === "ada first" ? [...toAda, ...toBob] : [...toBob, ...toAda];
      for (const text of first) {
        pair.arrive(text);
        if (order === "in turn") yieldAll(pair);
      }
      yieldAll(pair);
      pair.deliver();
      expect([pair.ada.local(1), pair.bob.remote(1)]).toEqual(["accepted", "accepted"]);
      expect([pair.bob.local(2), pair.ada.remote(2)]).toEqual([
        "canceled (superseded)",
        "canceled (superseded)",
      ]);
    }
  });

  test("R9.3 when ours is accepted, what we hold of that peer is canceled as superseded", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.invited("bob", 2);
    ada.effects();
    ada.hears("bob", { t: "accept", id: idOf(1), response: "" });
    const shown = shows(ada).map(({ record }) => [record.role, record.state.kind]);
    expect(shown).toContainEqual(["local", "accepted"]);
    expect(ada.remote(2)).toBe("canceled (superseded)");
    expect(ada.book.stats.invitationsRung).toBe(0);
  });

  test("R9.1 it is deferred while any of ours precedes it, not only while all do", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.send("bob", 3);
    ada.invited("bob", 2);
    expect(ada.remote(2)).toBe("deferred");
    expect([ada.local(1), ada.local(3)]).toEqual(["sent", "sent"]);
  });

  test("R9.2 one whose time is over supersedes nothing, though no timer has told so yet", () => {
    const ada = linkedTo("bob");
    ada.invited("bob", 1);
    ada.nowMs += 60_000;
    ada.send("bob", 2);
    expect(ada.remote(1)).toBe("failed (expired)");
    expect(ada.local(2)).toBe("sent");
  });

  test("R9.2 one that is being accepted is not taken back by one of ours that precedes it, but supersedes it", () => {
    const ada = linkedTo("bob");
    ada.invited("bob", 2);
    ada.accept("bob", 2);
    ada.effects();
    ada.send("bob", 1);
    expect(ada.remote(2)).toBe("accepting");
    expect(ada.local(1)).toBe("canceled (superseded)");
    expect(ada.effects()).not.toContainEqual(expect.objectContaining({ do: "yield" }));
  });
});

describe("too many invitations", () => {
  test("R10.1 with five open from one peer, one more is refused as busy without ringing", () => {
    const bob = linkedTo("ada", "bob");
    for (let n = 1; n <= 5; n += 1) bob.invited("ada", n);
    bob.ignore("ada", 3);
    bob.effects();
    bob.invited("ada", 6);
    expect(bob.said()).toEqual([{ t: "refuse", id: idOf(6), reason: "busy", response: "" }]);
    expect(bob.remote(6)).toBeUndefined();
    expect(bob.book.stats).toMatchObject({ invitationsRung: 5, invitationsBusy: 1 });
    bob.refuse("ada", 1);
    bob.invited("ada", 7);
    expect(bob.remote(7)).toBe("ringing");
  });

  test("R10.1 with so many open from all peers, one more of anybody is refused as busy", () => {
    const bob = linkedTo("ada", "bob", { openMax: 3 });
    for (const n of [1, 2, 3]) {
      bob.opens(`peer${n}`);
      bob.invited(`peer${n}`, n);
    }
    bob.invited("ada", 4);
    expect(bob.remote(4)).toBeUndefined();
    expect(bob.book.stats.invitationsBusy).toBe(1);
    bob.hears("peer2", { t: "cancel", id: idOf(2), reason: "canceled" });
    bob.invited("ada", 5);
    expect(bob.remote(5)).toBe("ringing");
  });

  test("R10.1 invitations that were turned away take up no room", () => {
    const bob = linkedTo("ada", "bob", { openMax: 1 });
    for (let n = 1; n <= 10; n += 1) bob.invited("ada", n, { ttlMs: 0 });
    for (let n = 1; n <= 10; n += 1) bob.hears("ada", { t: "cancel", id: idOf(`x${n}`), reason: "canceled" });
    bob.invited("ada", 11);
    expect(bob.remote(11)).toBe("ringing");
    bob.invited("ada", 12);
    expect(bob.book.stats.invitationsBusy).toBe(1);
  });

  test("R9.4 glare is looked at before busy: who calls us while we call them is never too many", () => {
    const bob = linkedTo("ada", "bob", { openPerPeerMax: 1, openMax: 1 });
    bob.opens("cat");
    bob.invited("cat", 9);
    bob.send("ada", 2);
    bob.invited("ada", 1);
    expect(bob.remote(1)).toBe("ringing");
    expect(bob.local(2)).toBe("canceled (superseded)");
    expect(bob.book.stats.invitationsBusy).toBe(0);
  });

  test("R9.4 the cap for one peer counts all the same, and others get through", () => {
    const bob = linkedTo("mallory", "bob", { openPerPeerMax: 3, openMax: 5 });
    bob.opens("cat");
    bob.send("mallory", 1);
    for (let n = 2; n <= 100; n += 1) bob.invited("mallory", n);
    expect(bob.book.stats.invitationsBusy).toBe(96);
    bob.invited("cat", 200);
    expect(bob.remote(200)).toBe("ringing");
    bob.hears("mallory", { t: "refuse", id: idOf(1), reason: "refused", response: "" });
    expect(bob.book.stats.invitationsRung).toBe(4);
  });

  test("R10.2 an ignored invitation does not ring again, though a call of our own deferred it in between", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 2);
    bob.ignore("ada", 2);
    bob.send("ada", 1);
    expect(bob.remote(2)).toBe("deferred");
    bob.cancel("ada", 1);
    expect(bob.remote(2)).toBe("ignored");
    expect(bob.book.stats.invitationsRung).toBe(1);
  });

  test("R10.2 ignore stops the ringing and says nothing; accept and refuse are still legal", () => {
    for (const answer of ["accept", "refuse"] as const) {
      const bob = linkedTo("ada", "bob");
      bob.invited("ada", 1);
      bob.effects();
      bob.ignore("ada", 1);
      expect(bob.remote(1)).toBe("ignored");
      expect(bob.said()).toEqual([]);
      bob[answer]("ada", 1);
      expect(bob.remote(1)).toBe(answer === "accept" ? "accepting" : "refused (refused)");
    }
  });

  test("R10.2 an ignored invitation still ends in its time", () => {
    const bob = linkedTo("ada", "bob", { pingIntervalMs: 60_000, silenceMs: 120_000 });
    bob.invited("ada", 1);
    bob.ignore("ada", 1);
    bob.advance(60_000);
    expect(bob.remote(1)).toBe("failed (expired)");
  });
});
