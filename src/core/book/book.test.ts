// The book itself: what it reports to its shell, and what it keeps.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { BookDriver, helloOf, idOf, linkedTo } from "./book.fixture.ts";
import { copyBook } from "./copy.fixture.ts";
import { COUNTERS } from "./stats.ts";

describe("what it tells the shell", () => {
  test("a timer is set once, and again only when its time changes", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    expect(bob.wakes).toEqual({ "peer ada": 1_000, [`remote ${idOf(1)}`]: 60_000 });
    bob.hears("ada", { t: "pong" });
    const handled = bob.book.handle({ type: "tick" }, 0);
    expect(handled).toEqual([]);
  });

  test("a new invitation is shown once", () => {
    const ada = new BookDriver();
    ada.broker("online");
    ada.send("bob", 1);
    expect(ada.effects().map((effect) => effect.do)).toEqual(["show", "dial"]);
  });

  test("what rings is not shown again when the link moves to another channel", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    const second = bob.opens("ada");
    bob.effects();
    bob.hears("ada", helloOf("ada", { generation: 2 }), second);
    expect(bob.link("ada")?.current).toBe(second);
    expect(bob.effects().filter((effect) => effect.do === "show")).toEqual([]);
  });

  test("S8 what is deferred or being accepted is noted only while it is", () => {
    const bob = linkedTo("ada", "bob");
    const entry = bob.book.state.entries.get("ada" as PeerId);
    bob.send("ada", 1);
    bob.invited("ada", 2);
    expect([...(entry?.deferred ?? [])]).toEqual([idOf(2)]);
    bob.cancel("ada", 1);
    expect(entry?.deferred.size).toBe(0);
    bob.accept("ada", 2);
    expect([...(entry?.accepting ?? [])]).toEqual([idOf(2)]);
    bob.hears("ada", { t: "confirm", id: idOf(2) });
    expect(entry?.accepting.size).toBe(0);
  });

  test("no timer of an invitation outlives it", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.refuse("ada", 1);
    expect(Object.keys(bob.wakes)).toEqual(["peer ada"]);
  });

  test("commands for an invitation that is not open change nothing", () => {
    const bob = linkedTo("ada", "bob");
    bob.accept("ada", 1);
    bob.cancel("cat", 1);
    expect(bob.effects()).toEqual([]);
    expect([...bob.book.state.entries.keys()]).toEqual(["ada"]);
  });

  test("it takes its own id when that is known, and keeps it while the broker is away", () => {
    const driver = new BookDriver("");
    driver.broker("online", "bob");
    driver.broker("offline");
    driver.opens("ada", { openedHere: true });
    driver.opens("ada");
    driver.hears("ada", helloOf("ada"), 2);
    driver.effects();
    driver.hears("ada", { ...helloOf("ada"), generation: 0 }, 1);
    // Ada has the smaller id, so the channel that she opened stays.
    expect(driver.effects()).toEqual([{ do: "close", channel: 1 }]);
  });
});

describe("what it counts", () => {
  test("every counter starts from zero", () => {
    const { stats } = new BookDriver().book;
    expect(Object.keys(stats)).toEqual(Object.keys(COUNTERS));
    expect(new Set(Object.values(stats))).toEqual(new Set([0]));
  });

  test("frames, and invitations of both directions", () => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.invited("bob", 2);
    const { stats } = ada.book;
    expect(stats).toMatchObject({ framesSent: 2, framesReceived: 2, invitationsSent: 1, invitationsRung: 0 });
    ada.cancel("bob", 1);
    expect(ada.book.stats).toMatchObject({ framesSent: 4, invitationsRung: 1 });
    expect(stats.framesSent).toBe(2);
  });
});

describe("a copy", () => {
  test("holds all that the book holds, and goes its own way", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.opens("cat");
    bob.cancel("cat", 2);
    const copy = copyBook(bob.book);
    const peer = "ada" as PeerId;
    copy.handle({ type: "remote", peer, id: idOf(1), command: { type: "ignore" } }, 0);
    copy.handle({ type: "text", peer, channel: 1, text: "rubbish" }, 0);
    expect(copy.state.entries.get(peer)?.remote.open.get(idOf(1))?.state.kind).toBe("ignored");
    expect(bob.book.state.entries.get(peer)?.remote.open.get(idOf(1))?.state.kind).toBe("ringing");
    expect([copy.stats.frameNotJson, bob.book.stats.frameNotJson]).toEqual([1, 0]);
    expect([copy.newChannel(), bob.book.newChannel()]).toEqual([3, 3]);
  });
});
