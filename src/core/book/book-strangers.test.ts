// Rules R7, R12 and R14: frames of other peers can change only their own invitations, and only so many frames count.
import { describe, expect, test } from "vitest";
import { SAMPLES } from "../wire/frames.fixture.ts";
import type { Frame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import { BookDriver, helloOf, idOf, linkedTo } from "./book.fixture.ts";

const id = idOf(1);

describe("somebody else's invitation", () => {
  const aboutLocal: readonly Frame[] = [
    { t: "received", id },
    { t: "accept", id, response: "" },
    { t: "refuse", id, reason: "refused", response: "" },
    { t: "gone", id, reason: "lost" },
  ];

  test.each(aboutLocal)("R7.1 $t from another peer does nothing to what we sent, and is counted", (frame) => {
    const ada = linkedTo("bob");
    ada.opens("mallory");
    ada.send("bob", 1);
    ada.effects();
    ada.hears("mallory", frame);
    expect(ada.local(1)).toBe("sent");
    expect(ada.effects().filter((effect) => effect.do === "show")).toEqual([]);
    expect(ada.book.stats.frameStray).toBe(1);
  });

  test("R7.1 confirm from another peer does nothing to what we accept, and is counted", () => {
    const bob = linkedTo("ada", "bob");
    bob.opens("mallory");
    bob.invited("ada", 1);
    bob.accept("ada", 1);
    bob.hears("mallory", { t: "confirm", id });
    expect(bob.remote(1)).toBe("accepting");
    expect(bob.book.stats.frameStray).toBe(1);
  });

  test("R7.1 cancel from another peer does nothing to what rings", () => {
    const bob = linkedTo("ada", "bob");
    bob.opens("mallory");
    bob.invited("ada", 1);
    bob.hears("mallory", { t: "cancel", id, reason: "canceled" });
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R7.1 the same id from two peers, and in both directions, are different invitations", () => {
    const bob = linkedTo("ada", "bob");
    bob.opens("cat");
    bob.invited("ada", 1);
    bob.invited("cat", 1);
    bob.send("dan", 1);
    bob.refuse("ada", 1);
    expect(bob.ends).toEqual([`remote ${id} refused (refused)`]);
    expect(
      [...bob.book.state.entries.values()].map((it) => it.local.open.size + it.remote.open.size),
    ).toEqual([0, 1, 1]);
  });
});

describe("texts that are no frames", () => {
  test.each([
    ["frameTooLarge", "x".repeat(65_537), "65537 characters"],
    ["frameNotJson", "hello?", "hello?"],
    ["frameMalformed", '{"t":"invite"}', "invite: id"],
    ["frameUnknown", '{"t":"later"}', "later"],
  ] as const)("R12.2 %s changes nothing, is counted, and leaves a note", (fault, text, detail) => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    ada.effects();
    const before = ada.book.stats;
    ada.hears("bob", text);
    expect(ada.effects()).toEqual([{ do: "note", text: `bob: refused a text: ${fault}, ${detail}` }]);
    expect(ada.book.stats).toEqual({ ...before, [fault]: 1 });
    expect(ada.local(1)).toBe("sent");
  });

  test("R12.3 a kind of a later version is ignored, and what follows it counts", () => {
    const bob = linkedTo("ada", "bob");
    bob.hears("ada", '{"t":"later","id":"invitation-1"}');
    bob.hears("ada", JSON.stringify({ ...SAMPLES.invite, later: true }));
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R12.4 hello is the first frame on every channel, whichever side opened it", () => {
    for (const openedHere of [true, false]) {
      const ada = new BookDriver();
      ada.send("bob", 1);
      ada.effects();
      const channel = ada.opens("bob", { openedHere });
      const [first, second] = ada.effects();
      const hello = { ...helloOf("ada"), generation: openedHere ? 1 : 0 };
      expect(first).toEqual({ do: "say", channel, frame: hello });
      // Nothing waits for the other side's hello.
      expect(second).toMatchObject({ do: "say", frame: { t: "invite" } });
    }
  });

  test("R12.4 a peer that never says hello is heard all the same", () => {
    const bob = new BookDriver("bob");
    bob.opens("ada");
    bob.invited("ada", 1);
    expect(bob.remote(1)).toBe("ringing");
  });
});

describe("floods", () => {
  const limits = { frameBurst: 20, framesPerSecond: 10, blockMs: 10_000, strangerIdleMs: 60_000 };

  /** Bob, to whom mallory sends this many texts at once. */
  function flooded(frames: number): BookDriver {
    const bob = linkedTo("ada", "bob", limits);
    bob.broker("online");
    bob.opens("mallory");
    bob.effects();
    for (let i = 0; i < frames; i += 1) bob.hears("mallory", { t: "pong" });
    return bob;
  }

  test("R14.1 a burst is admitted", () => {
    expect(flooded(20).effects()).toEqual([]);
  });

  test("R14.1 one frame more, and the link is closed", () => {
    const bob = flooded(21);
    expect(bob.effects()).toEqual([
      { do: "close", channel: 2 },
      { do: "note", text: "mallory: sent too many frames and is blocked" },
    ]);
    expect(bob.book.stats.peersBlocked).toBe(1);
  });

  test("R14.1 texts that are no frames count as well", () => {
    const bob = flooded(20);
    bob.hears("mallory", "rubbish");
    expect(bob.book.stats).toMatchObject({ peersBlocked: 1, frameNotJson: 0 });
  });

  test("R14.1 for the block time its channels are closed as they open, without a word", () => {
    const bob = flooded(21);
    bob.effects();
    const channel = bob.opens("mallory");
    expect(bob.effects()).toEqual([{ do: "close", channel }]);
    bob.advance(9_999);
    bob.opens("mallory");
    expect(bob.link("mallory")?.current).toBeUndefined();
    bob.advance(1);
    bob.opens("mallory");
    expect(bob.link("mallory")?.current).toBeDefined();
  });

  test("R14.1 a peer that goes and comes again finds no fresh burst", () => {
    const bob = flooded(20);
    bob.closes("mallory", bob.link("mallory")?.current ?? 0);
    bob.advance(500);
    bob.opens("mallory");
    for (let i = 0; i < 5; i += 1) bob.hears("mallory", { t: "pong" });
    expect(bob.book.stats.peersBlocked).toBe(0);
    bob.hears("mallory", { t: "pong" });
    expect(bob.book.stats.peersBlocked).toBe(1);
  });

  test("R14.1 a look at the peer makes no burst whole", () => {
    const bob = flooded(20);
    bob.take({ type: "tick" });
    bob.hears("mallory", { t: "pong" });
    expect(bob.book.stats.peersBlocked).toBe(1);
  });

  test("R14.1 while there is a channel, nothing is to be done when a burst is whole", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.take({ type: "doubted", peer: "ada" as PeerId, channel: bob.link("ada")?.current ?? 0 });
    expect(Object.keys(bob.wakes)).toEqual([`remote ${id}`]);
  });

  test("R14.1 once its burst is whole again, nothing of a peer that went is left", () => {
    const bob = flooded(20);
    bob.closes("mallory", bob.link("mallory")?.current ?? 0);
    bob.advance(1_999);
    expect([...bob.book.state.entries.keys()]).toContain("mallory");
    bob.advance(1);
    expect([...bob.book.state.entries.keys()]).toEqual(["ada"]);
    expect(Object.keys(bob.wakes)).not.toContain("peer mallory");
  });

  test("R14.1 a dial of ours that opens meanwhile is closed, and counts as failed", () => {
    const bob = flooded(0);
    bob.closes("mallory", bob.link("mallory")?.current ?? 0);
    bob.send("mallory", 1);
    const dial = bob.effects().find((effect) => effect.do === "dial");
    const theirs = bob.opens("mallory");
    for (let i = 0; i < 21; i += 1) bob.hears("mallory", { t: "pong" }, theirs);
    bob.effects();
    bob.opens("mallory", { openedHere: true, channel: dial?.channel ?? 0 });
    expect(bob.effects()).toEqual([{ do: "close", channel: dial?.channel }]);
    expect(bob.link("mallory")?.dial.kind).toBe("resting");
    bob.advance(10_000);
    expect(bob.effects()).toMatchObject([{ do: "dial", peer: "mallory" }]);
  });

  test("R14.1 the block lasts its time, though the book looks at the peer before", () => {
    const bob = flooded(21);
    bob.advance(9_999);
    bob.take({ type: "tick" });
    bob.opens("mallory");
    expect(bob.link("mallory")?.current).toBeUndefined();
  });

  test("R14.1 it is not dialed meanwhile", () => {
    const bob = flooded(21);
    bob.send("mallory", 1);
    bob.effects();
    bob.advance(9_999);
    expect(bob.effects()).toEqual([]);
    bob.advance(1);
    expect(bob.effects()).toMatchObject([{ do: "dial", peer: "mallory" }]);
  });

  test("R14.1 other peers notice nothing", () => {
    const bob = flooded(21);
    bob.invited("ada", 1);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R14.1 what rang from it fails after the grace time", () => {
    const bob = linkedTo("mallory", "bob", limits);
    bob.invited("mallory", 1);
    for (let i = 0; i < 20; i += 1) bob.hears("mallory", { t: "pong" });
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(6_000);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });
});
