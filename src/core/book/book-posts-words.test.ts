// Rule R16.5: the words of an invitation that came by post, and those of a channel; and the room that posts take.
import { describe, expect, test } from "vitest";
import type { Frame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import { type BookDriver, helloOf, idOf } from "./book.fixture.ts";
import { poster } from "./mail.fixture.ts";
import { REFUSE } from "./policy.fixture.ts";

const INVITE: Frame = { t: "invite", id: idOf(1), ttlMs: 60_000, content: "lunch?" };

/** Bob, who has received ada's invitation by post. */
function rung(): BookDriver {
  const bob = poster("bob");
  bob.hearsPost("ada", INVITE);
  return bob;
}

function greeted(bob: BookDriver): number {
  const channel = bob.opens("ada");
  bob.hears("ada", helloOf("ada"), channel);
  return channel;
}

/** Bob, who is linked to ada by a channel. */
function linked(): BookDriver {
  const bob = poster("bob");
  greeted(bob);
  return bob;
}

describe("the words of an invitation", () => {
  const OTHER: Frame = { ...INVITE, content: "dinner?", channelId: "room-2" };
  const wordsOf = (bob: BookDriver) => {
    const [record] = [...(bob.book.state.entries.get("ada" as PeerId)?.remote.open.values() ?? [])];
    return [record?.content, record?.channelId];
  };

  test("R16.5 that were accepted stay what they were: no other word turns anybody's camera on", () => {
    const bob = rung();
    bob.accept("ada", 1);
    greeted(bob);
    bob.hears("ada", OTHER);
    bob.hears("ada", { t: "confirm", id: idOf(1) });
    expect(bob.remote(1)).toBe("accepted");
    const shown = bob.effects().flatMap((effect) => (effect.do === "show" ? [effect.record] : []));
    expect(shown.at(-1)).toMatchObject({ content: "lunch?", channelId: undefined });
  });

  test.each(["ringing", "ignored"])("R16.5 that came by post give way to those on a channel: %s", (state) => {
    const bob = rung();
    if (state === "ignored") bob.ignore("ada", 1);
    greeted(bob);
    bob.effects();
    bob.hears("ada", OTHER);
    expect(bob.remote(1)).toBe(state);
    expect(wordsOf(bob)).toEqual(["dinner?", "room-2"]);
    const shown = bob.effects().filter((effect) => effect.do === "show");
    expect(shown.at(-1)).toMatchObject({ record: { content: "dinner?" } });
  });

  test("R16.5 that came on a channel stay, whatever comes by post or is stated again", () => {
    const bob = linked();
    bob.invited("ada", 1, { content: "lunch?" });
    bob.hears("ada", OTHER);
    bob.closes("ada", bob.link("ada")?.current ?? 0);
    bob.hearsPost("ada", OTHER);
    expect(wordsOf(bob)).toEqual(["lunch?", undefined]);
  });

  test("R16.5 R6.2 nor does a post bring the end of one nearer that came on a channel, while that is silent", () => {
    const bob = linked();
    bob.invited("ada", 1);
    bob.advance(3_000);
    expect(bob.link("ada")?.current).toBeUndefined();
    bob.hearsPost("ada", { ...INVITE, ttlMs: 0 });
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R16.5 that came by post stay until a channel brings others", () => {
    const bob = rung();
    bob.hearsPost("ada", OTHER);
    expect(wordsOf(bob)).toEqual(["lunch?", undefined]);
  });
});

test("R10.1 rings that earlier lives of a page left behind make room for what its next one posts", () => {
  const bob = poster("bob");
  bob.stance = REFUSE;
  for (let life = 1; life <= 8; life += 1) {
    bob.hearsPost("ada", { ...INVITE, id: idOf(life) }, { life, to: null });
  }
  expect([3, 4, 8].map((n) => bob.remote(n))).toEqual(["failed (caller-lost)", "ringing", "ringing"]);
  expect(bob.book.stats.invitationsBusy).toBe(0);
});

test("R16.4 nothing is kept of invitations that were turned away", () => {
  const bob = linked();
  bob.stance = { ...REFUSE, doNotDisturb: true };
  for (let n = 0; n < 300; n += 1) {
    bob.hearsPost("ada", { ...INVITE, id: idOf(n) });
    bob.nowMs += 20;
  }
  expect(bob.book.state.entries.get("ada" as PeerId)?.unspoken.size).toBe(0);
});

test("R16.4 nothing is read of a peer that is blocked for what it said on a channel", () => {
  const bob = poster("bob", { frameBurst: 20, framesPerSecond: 1 });
  bob.opens("mallory");
  for (let i = 0; i <= 20; i += 1) bob.hears("mallory", '{"t":"pong"}');
  expect(bob.book.stats.peersBlocked).toBe(1);
  bob.hearsPost("mallory", INVITE);
  expect(bob.remote(1)).toBeUndefined();
  expect(bob.posted()).toEqual([]);
});
