// What strangers may have here in total, and who does not count as a stranger.
import { describe, expect, test } from "vitest";
import { encodeFrame } from "../wire/codec.ts";
import type { PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { encodePost } from "../wire/post.ts";
import { BookDriver, helloOf, idOf } from "./book.fixture.ts";
import { copyBook } from "./copy.fixture.ts";
import type { BookInput } from "./effects.ts";
import { missed, REFUSE } from "./policy.fixture.ts";

const RING = { ...REFUSE, whenBusy: "ring" } as const;

/** Any number of posts is read. */
const MANY = { strangerPostsPerSecond: 1_000_000, strangerPostBurst: 1_000_000 };

/** Rings bob through a request for a channel. */
function rings(bob: BookDriver, peer: string, n: number | string): void {
  const frame = { t: "invite", id: idOf(n), ttlMs: 60_000, content: "" } as const;
  bob.hearsPost(peer, frame);
}

/** Bob, whom 20 strangers call five times each. */
function crowded(): BookDriver {
  const bob = new BookDriver("bob");
  bob.stance = RING;
  for (let peer = 0; peer < 20; peer += 1) {
    for (let n = 0; n < 5; n += 1) rings(bob, `stranger-${peer}`, `${peer}-${n}`);
  }
  return bob;
}

describe("open invitations", () => {
  test("R10.9 strangers take at most their share, and one more of theirs is refused as busy", () => {
    const bob = crowded();
    expect(bob.book.stats).toMatchObject({ invitationsRung: 50, invitationsBusy: 50 });
    const reasons = new Set(missed(bob.effects()).map((line) => line.split(" ")[1]));
    expect([...reasons]).toEqual(["busy"]);
  });

  test("R10.9 a peer that this client called still rings", () => {
    const bob = crowded();
    bob.send("ada", 1);
    bob.cancel("ada", 1);
    rings(bob, "ada", 2);
    expect(bob.remote(2)).toBe("ringing");
  });

  test("R10.9 so does one whose call it accepted, though nothing else is left of that", () => {
    const bob = new BookDriver("bob");
    bob.stance = RING;
    rings(bob, "ada", 1);
    bob.accept("ada", 1);
    bob.opens("ada");
    bob.hears("ada", helloOf("ada"));
    bob.hears("ada", { t: "confirm", id: idOf(1) });
    bob.closes("ada", bob.link("ada")?.current ?? 0);
    bob.advance(DEFAULT_LIMITS.rememberMs);
    expect(bob.book.state.entries.size).toBe(0);
    for (let n = 0; n < 60; n += 1) rings(bob, `stranger-${n}`, n);
    rings(bob, "ada", "again");
    expect([bob.remote(59), bob.remote("again")]).toEqual(["refused (busy)", "ringing"]);
  });

  test("R10.9 so does one that the app knows, for as long as it says so", () => {
    const bob = crowded();
    bob.stance = { ...RING, knows: true };
    rings(bob, "ada", 1);
    expect(bob.remote(1)).toBe("ringing");
    bob.stance = RING;
    rings(bob, "ada", 2);
    expect(bob.remote(2)).toBe("refused (busy)");
  });

  test("R10.9 their places are free again once theirs have ended", () => {
    const bob = crowded();
    for (let n = 0; n < 5; n += 1) bob.refuse("stranger-0", `0-${n}`);
    rings(bob, "ada", 1);
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(60_000);
    bob.advance(DEFAULT_LIMITS.rememberMs);
    expect(bob.book.state.entries.size).toBe(0);
  });

  test("R10.9 a caller that may not ring is missed for that reason, crowded or not", () => {
    const bob = crowded();
    bob.effects();
    bob.stance = { ...RING, doNotDisturb: true };
    rings(bob, "ada", 1);
    expect(missed(bob.effects())).toEqual([`${idOf(1)} do-not-disturb`]);
  });
});

describe("the memory of ended invitations", () => {
  const remembered = ({ book }: BookDriver): number =>
    [...book.state.entries.values()].reduce((sum, { remote }) => sum + remote.ended.size, 0);

  test("R5.7 of strangers is bounded in all, and with one each the oldest go first", () => {
    const bob = new BookDriver("bob", MANY);
    const stance = { ...REFUSE, doNotDisturb: true };
    const wakes = new Map<PeerId, number>();
    const take = (input: BookInput, nowMs: number): void => {
      for (const effect of bob.book.handle(input, nowMs)) {
        if (effect.do !== "wake" || effect.target.of !== "peer") continue;
        if (effect.atMs === undefined) wakes.delete(effect.target.peer);
        else wakes.set(effect.target.peer, effect.atMs);
      }
    };
    for (let n = 0; n < 10_000; n += 1) {
      const [peer, id] = [`stranger-${n}` as PeerId, idOf(n)];
      const text = encodeFrame({ t: "invite", id, ttlMs: 60_000, content: "" });
      take({ type: "post", peer, text: encodePost({ from: "some-page", to: undefined, n: 1, text }) }, n);
      take({ type: "admit", peer, id, stance }, n);
      if (n % 1_000 !== 999) continue;
      for (const [due, atMs] of wakes)
        if (atMs <= n + 20) take({ type: "wake", target: { of: "peer", peer: due } }, n + 20);
    }
    expect(remembered(bob)).toBe(1_000);
    expect([bob.book.state.entries.size, wakes.size]).toEqual([1_000, 1_000]);
    expect([...bob.book.state.entries.keys()][0]).toBe("stranger-9000");
  });

  test("R5.7 who has the most of it loses it first, and one that has little keeps it", () => {
    const bob = new BookDriver("bob", { ...MANY, framesPerSecond: 1_000_000, frameBurst: 1_000_000 });
    bob.stance = { ...REFUSE, doNotDisturb: true };
    rings(bob, "honest", "honest-1");
    for (const peer of ["one", "two", "three"])
      for (let n = 0; n < 256; n += 1) rings(bob, peer, `${peer}-${n}`);
    for (let n = 0; n < 300; n += 1) rings(bob, "four", `four-${n}`);
    expect(remembered(bob)).toBe(1_000);
    const left = (peer: string) => bob.book.state.entries.get(peer as PeerId)?.remote.ended.size;
    expect(["honest", "one", "two", "three", "four"].map(left)).toEqual([1, 249, 250, 250, 250]);
  });

  test("R5.7 a stranger of whom nothing is left is forgotten", () => {
    const bob = new BookDriver("bob", { rememberStrangersMax: 2 });
    bob.stance = { ...REFUSE, doNotDisturb: true };
    for (let n = 0; n < 3; n += 1) {
      rings(bob, `stranger-${n}`, n);
      bob.nowMs += 1_000;
      bob.take({ type: "tick" });
    }
    expect([...bob.book.state.entries.keys()]).toEqual(["stranger-1", "stranger-2"]);
    expect(Object.keys(bob.wakes)).toEqual(["peer stranger-1", "peer stranger-2"]);
  });

  test("R5.7 of a peer that is known is its own", () => {
    const bob = new BookDriver("bob");
    bob.stance = { ...REFUSE, doNotDisturb: true };
    rings(bob, "ada", 1);
    bob.send("ada", 2);
    bob.cancel("ada", 2);
    expect(bob.book.state.strangers.share.remembered).toBe(0);
    rings(bob, "stranger", 1);
    expect(bob.book.state.strangers.share.remembered).toBe(1);
  });

  test("a copy of a book counts and knows what the book does", () => {
    const bob = new BookDriver("bob", { rememberKnownMax: 2 });
    bob.stance = { ...REFUSE, doNotDisturb: true };
    for (const peer of ["ada", "cat", "dot"]) {
      bob.send(peer, peer);
      bob.cancel(peer, peer);
    }
    for (let n = 0; n < 3; n += 1) rings(bob, `stranger-${n}`, n);
    const { strangers } = copyBook(bob.book).state;
    expect(strangers.share).toEqual({ open: 0, remembered: 3 });
    expect(["ada", "cat", "dot"].map((peer) => strangers.knows(peer as PeerId))).toEqual([false, true, true]);
    expect(strangers.tooMuchOf({ ...DEFAULT_LIMITS, rememberStrangersMax: 2 })).toBe("stranger-0");
  });
});
