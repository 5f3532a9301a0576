// Rule R16: the frame that travels with the request for a channel, and its effect before there is one.
import { describe, expect, test } from "vitest";
import { encodeFrame } from "../wire/codec.ts";
import type { Frame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import { BookDriver, helloOf, idOf, linkedTo } from "./book.fixture.ts";
import { missed, openLine, REFUSE } from "./policy.fixture.ts";

const INVITE: Frame = { t: "invite", id: idOf(1), ttlMs: 60_000, content: "lunch?" };

function opening(driver: BookDriver, peer: string, said: Frame | string = INVITE): void {
  const text = typeof said === "string" ? said : encodeFrame(said);
  driver.take({ type: "opening", peer: peer as PeerId, text });
}

/** Bob, who has received ada's invitation before a channel was up. */
function rung(): BookDriver {
  const bob = new BookDriver("bob");
  opening(bob, "ada");
  return bob;
}

function greeted(bob: BookDriver): number {
  const channel = bob.opens("ada");
  bob.hears("ada", helloOf("ada"), channel);
  return channel;
}

const openingsOf = (driver: BookDriver): unknown[] =>
  driver.effects().flatMap((effect) => (effect.do === "dial" ? [effect.opening] : []));

describe("what is said with a request for a channel", () => {
  function online(): BookDriver {
    const driver = new BookDriver("ada");
    driver.broker("online");
    return driver;
  }

  test("R16.1 the invitation that it is for, with what is left of its time", () => {
    const ada = online();
    ada.send("bob", 1, { content: "lunch?" });
    expect(openingsOf(ada)).toEqual([INVITE]);
    ada.closes("bob", 1, true);
    ada.advance(250);
    expect(openingsOf(ada)).toEqual([{ ...INVITE, ttlMs: 59_750 }]);
  });

  test("R16.1 the first of several", () => {
    const ada = new BookDriver("ada");
    ada.send("bob", 1, { content: "lunch?" });
    ada.send("bob", 2);
    ada.broker("online");
    expect(openingsOf(ada)).toEqual([INVITE]);
  });

  test("R16.1 an accept that waits for the caller's word", () => {
    const bob = linkedTo("ada", "bob");
    bob.broker("online");
    bob.invited("ada", 1);
    bob.accept("ada", 1, "yes");
    bob.closes("ada", bob.link("ada")?.current ?? 0);
    expect(openingsOf(bob)).toEqual([{ t: "accept", id: idOf(1), response: "yes" }]);
  });

  test("R16.1 nothing where a line alone needs the link", () => {
    const ada = linkedTo("bob");
    ada.broker("online");
    ada.send("bob", 1);
    ada.hears("bob", { t: "accept", id: idOf(1), response: "" });
    ada.take({
      type: "line",
      peer: "bob" as PeerId,
      role: "local",
      id: idOf(1),
      command: { type: "open" },
    });
    ada.effects();
    ada.closes("bob", ada.link("bob")?.current ?? 0);
    expect(openingsOf(ada)).toEqual([undefined]);
  });
});

describe("what it does", () => {
  test("R16.2 it rings before there is a channel, and is acknowledged on it", () => {
    const bob = rung();
    expect(bob.remote(1)).toBe("ringing");
    expect(bob.said()).toEqual([]);
    greeted(bob);
    expect(bob.said()).toEqual([{ t: "received", id: idOf(1) }]);
    bob.hears("ada", INVITE);
    expect(bob.said()).toEqual([{ t: "received", id: idOf(1) }]);
    expect(bob.ends).toEqual([]);
  });

  test("R16.2 what was answered meanwhile is said on the channel", () => {
    const bob = rung();
    bob.accept("ada", 1, "yes");
    greeted(bob);
    expect(bob.said()).toEqual([{ t: "accept", id: idOf(1), response: "yes" }]);
  });

  test("R16.2 what was refused meanwhile is said when the caller states it again", () => {
    const bob = rung();
    bob.refuse("ada", 1, "no");
    greeted(bob);
    bob.hears("ada", INVITE);
    expect(bob.said()).toEqual([{ t: "refuse", id: idOf(1), reason: "refused", response: "no" }]);
  });

  test("R16.2 one that comes late or twice rings no second time", () => {
    const bob = rung();
    opening(bob, "ada");
    bob.refuse("ada", 1);
    opening(bob, "ada");
    expect(bob.ends).toEqual(["remote invitation-1 refused (refused)"]);
    expect(bob.book.stats.invitationsRung).toBe(1);
  });

  test("R16.2 an accept is taken as on a channel", () => {
    const ada = new BookDriver("ada");
    ada.send("bob", 1);
    opening(ada, "bob", { t: "accept", id: idOf(1), response: "yes" });
    expect(ada.local(1)).toBe("accepted");
  });

  test("R16.2 a new one beside a link is answered there, and its end is not nearer", () => {
    const bob = linkedTo("ada", "bob");
    opening(bob, "ada");
    expect(bob.said()).toEqual([{ t: "received", id: idOf(1) }]);
    expect(bob.wakes[`remote ${idOf(1)}`]).toBe(60_000);
  });

  test.each([
    "no frame",
    encodeFrame(helloOf("ada")),
    '{"t":"ping"}',
    '{"t":"line","id":"invitation-1","by":"caller","ack":0}',
    '{"t":"cancel","id":"invitation-1","reason":"canceled"}',
    '{"t":"received","id":"invitation-1"}',
    '{"t":"gone","id":"invitation-1","reason":"left"}',
  ])("R16.2 %s is no statement of an invitation: it changes nothing, and is counted", (text) => {
    const bob = new BookDriver("bob");
    opening(bob, "ada", text);
    const { frameNotJson, frameStray } = bob.book.stats;
    expect([frameNotJson, frameStray]).toEqual(text === "no frame" ? [1, 0] : [0, 1]);
    const notes = bob.effects();
    expect(notes).toEqual([{ do: "note", text: expect.stringMatching(/^ada: ./) }]);
    bob.advance(200_000);
    expect(bob.book.state.entries.size).toBe(0);
  });

  test("R16.3 without a channel it stops when an attempt and the pause after it would be over", () => {
    const bob = rung();
    bob.advance(13_999);
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(1);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });

  test("R16.2 R16.3 a frame of its line is no further attempt", () => {
    const bob = rung();
    bob.advance(8_000);
    opening(bob, "ada", '{"t":"line","id":"invitation-1","by":"caller","ack":0}');
    bob.advance(6_000);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });

  test("R16.3 an attempt that neither opens nor fails is followed by another before the ring is over", () => {
    const ada = new BookDriver("ada");
    ada.broker("online");
    ada.send("bob", 1);
    const bob = rung();
    const [first] = openingsOf(ada);
    expect(first).toBeDefined();
    // Both ends have the same limits, and bob's start a little later.
    for (let waitedMs = 0; openingsOf(ada).length === 0; waitedMs += 10) {
      expect(waitedMs).toBeLessThan(14_000);
      ada.advance(10);
      bob.advance(10);
    }
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R1.5 R16.3 an accept before there is a channel waits until one may be there at the latest", () => {
    const waitOf = (acceptedAtMs: number): number => {
      const bob = rung();
      bob.advance(acceptedAtMs);
      bob.accept("ada", 1, "yes");
      let waitedMs = 0;
      for (; bob.remote(1) === "accepting"; waitedMs += 1) bob.advance(1);
      expect(bob.remote(1)).toBe("failed (unconfirmed)");
      return waitedMs;
    };
    expect([waitOf(1_000), waitOf(12_000)]).toEqual([13_000, 5_000]);
    const renewed = rung();
    renewed.accept("ada", 1, "yes");
    renewed.advance(10_300);
    opening(renewed, "ada");
    renewed.advance(13_999);
    expect(renewed.remote(1)).toBe("accepting");
    const bob = rung();
    bob.advance(1_000);
    bob.accept("ada", 1, "yes");
    bob.advance(6_500);
    greeted(bob);
    expect(bob.said()).toEqual([{ t: "accept", id: idOf(1), response: "yes" }]);
    bob.hears("ada", { t: "confirm", id: idOf(1) });
    expect(bob.remote(1)).toBe("accepted");
  });

  test("R16.3 every further attempt renews that, within its own time", () => {
    const bob = rung();
    for (let waitedMs = 0; waitedMs < 40_000; waitedMs += 10_000) {
      bob.advance(10_000);
      expect(bob.remote(1)).toBe("ringing");
      opening(bob, "ada", { ...INVITE, ttlMs: 60_000 });
    }
    bob.advance(14_000);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
    const cat = new BookDriver("cat");
    opening(cat, "ada", { ...INVITE, ttlMs: 5_000 });
    cat.advance(5_000);
    expect(cat.remote(1)).toBe("failed (expired)");
  });

  test("R16.3 with a channel it rings on", () => {
    const bob = rung();
    greeted(bob);
    expect(bob.wakes[`remote ${idOf(1)}`]).toBe(60_000);
  });

  test("R16.4 of too many from one peer the rest is not read, until there is room again", () => {
    const bob = new BookDriver("bob", { frameBurst: 20, framesPerSecond: 1 });
    for (let i = 0; i < 22; i += 1) opening(bob, "mallory", '{"t":"pong"}');
    expect(bob.book.stats).toMatchObject({ frameStray: 20, openingsDropped: 2, peersBlocked: 0 });
    opening(bob, "ada", { ...INVITE, id: idOf(2) });
    expect(bob.remote(2)).toBe("ringing");
    bob.advance(2_000);
    opening(bob, "mallory");
    expect(bob.remote(1)).toBeUndefined();
    bob.advance(2_000);
    opening(bob, "mallory");
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R16.4 nothing is read of a peer that is blocked for what it said on a channel", () => {
    const bob = linkedTo("mallory", "bob", { frameBurst: 20, framesPerSecond: 1 });
    for (let i = 0; i <= 20; i += 1) bob.hears("mallory", '{"t":"pong"}');
    expect(bob.book.stats.peersBlocked).toBe(1);
    opening(bob, "mallory");
    expect(bob.remote(1)).toBeUndefined();
  });

  test("R16.4 once there is room for all of them again, nothing is left of a peer that only asked", () => {
    const bob = new BookDriver("bob");
    opening(bob, "mallory", '{"t":"pong"}');
    expect(bob.book.state.entries.size).toBe(1);
    bob.advance(20);
    expect(bob.book.state.entries.size).toBe(0);
  });
});

describe("beside a link", () => {
  /** Bob, for whom ada's invitation rings on a channel that is up. `ttlMs` is its time. */
  function linkedRing(): BookDriver {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1, { content: "lunch?" });
    return bob;
  }

  test.each<Frame>([
    { t: "cancel", id: idOf(1), reason: "canceled" },
    { t: "cancel", id: idOf(1), reason: "unknown" },
    { t: "confirm", id: idOf(1) },
    { t: "invite", id: idOf(1), ttlMs: 0, content: "" },
    { t: "invite", id: idOf(1), ttlMs: 4_000, content: "tea?" },
  ])("R16.2 a $t in somebody's name ends nothing that rings on it", (frame) => {
    const bob = linkedRing();
    const [before] = [...(bob.book.state.entries.get("ada" as PeerId)?.remote.open.values() ?? [])];
    bob.effects();
    opening(bob, "ada", frame);
    const why =
      frame.t === "invite" ? "what is said on the link counts" : "only invite and accept count there";
    expect(bob.effects()).toEqual([
      { do: "note", text: `ada: ignored ${frame.t} in a request for a channel: ${why}` },
    ]);
    const [after] = [...(bob.book.state.entries.get("ada" as PeerId)?.remote.open.values() ?? [])];
    expect(after).toBe(before);
    expect(bob.wakes[`remote ${idOf(1)}`]).toBe(60_000);
  });

  test.each<Frame>([
    { t: "received", id: idOf(1) },
    { t: "accept", id: idOf(1), response: "yes" },
    { t: "refuse", id: idOf(1), reason: "refused", response: "" },
    { t: "gone", id: idOf(1), reason: "closed" },
    { t: "gone", id: idOf(1), reason: "left" },
  ])("R16.2 a $t in somebody's name answers no call of ours", (frame) => {
    const ada = linkedTo("bob");
    ada.send("bob", 1);
    opening(ada, "bob", frame);
    expect(ada.local(1)).toBe("sent");
    expect(ada.said()).toEqual([expect.objectContaining({ t: "invite" })]);
  });

  test("R16.2 a cancel in somebody's name kills no invitation that is still to come", () => {
    const bob = linkedTo("ada", "bob");
    opening(bob, "ada", { t: "cancel", id: idOf(1), reason: "canceled" });
    bob.invited("ada", 1);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R16.4 a flood of requests in somebody's name leaves the link and what is on it alone", () => {
    const bob = linkedRing();
    bob.effects();
    for (let i = 0; i < 1_000; i += 1) opening(bob, "ada", "garbage");
    expect(bob.effects().filter(({ do: what }) => what !== "note")).toEqual([]);
    expect(bob.book.stats).toMatchObject({ frameNotJson: 600, openingsDropped: 400, peersBlocked: 0 });
    bob.hears("ada", { t: "ping" });
    bob.accept("ada", 1);
    expect(bob.said()).toEqual([{ t: "accept", id: idOf(1), response: "" }]);
  });

  test.each(["rings by a request", "rings on a channel", "has a call with us"])(
    "R10.7 R16.2 a caller whose old life %s rings again from its new one, before its link has changed",
    (how) => {
      const bob = how === "rings by a request" ? new BookDriver("bob") : linkedTo("ada", "bob");
      bob.stance = REFUSE;
      if (how === "rings by a request") opening(bob, "ada");
      else bob.invited("ada", 1);
      if (how === "has a call with us") {
        bob.accept("ada", 1);
        bob.hears("ada", { t: "confirm", id: idOf(1) });
        openLine(bob, "remote", "ada");
      }
      opening(bob, "ada", { ...INVITE, id: idOf(2) });
      expect(bob.remote(2)).toBe("ringing");
      expect(missed(bob.effects())).toEqual([]);
    },
  );

  test("R10.7 one that came by a request, and that its caller has not spoken of on a channel, makes its caller not busy", () => {
    const bob = new BookDriver("bob");
    bob.stance = REFUSE;
    opening(bob, "ada");
    const channel = greeted(bob);
    bob.invited("ada", 2);
    expect(bob.remote(2)).toBe("ringing");
    bob.hears("ada", INVITE, channel);
    bob.invited("ada", 3);
    expect(bob.remote(3)).toBe("refused (busy)");
  });

  test("R10.7 but another's ring and call do", () => {
    const bob = linkedTo("cat", "bob");
    bob.stance = REFUSE;
    bob.invited("cat", 1);
    opening(bob, "ada", { ...INVITE, id: idOf(2) });
    expect(bob.remote(2)).toBe("refused (busy)");
  });
});

test("R16.3 one that came beside an old link, which then falls silent, rings as long as its own attempt may take", () => {
  const bob = linkedTo("ada", "bob");
  opening(bob, "ada");
  bob.advance(3_000);
  expect(bob.link("ada")?.current).toBeUndefined();
  bob.advance(13_999);
  expect(bob.remote(1)).toBe("ringing");
  bob.advance(1);
  expect(bob.remote(1)).toBe("failed (caller-lost)");
});

test("R10.1 rings that earlier lives of a page left behind make room for what it says on a channel", () => {
  const bob = new BookDriver("bob");
  for (let n = 1; n <= 5; n += 1) opening(bob, "ada", { ...INVITE, id: idOf(n) });
  greeted(bob);
  bob.invited("ada", 6);
  expect([bob.remote(1), bob.remote(2), bob.remote(6)]).toEqual([
    "failed (caller-lost)",
    "ringing",
    "ringing",
  ]);
  for (let n = 2; n <= 5; n += 1) bob.invited("ada", n);
  bob.invited("ada", 7);
  expect(bob.book.stats.invitationsBusy).toBe(1);
});

test("R10.1 R10.7 so they do for the request of the page's next life", () => {
  const bob = new BookDriver("bob");
  bob.stance = REFUSE;
  for (let n = 1; n <= 8; n += 1) opening(bob, "ada", { ...INVITE, id: idOf(n) });
  expect([3, 4, 8].map((n) => bob.remote(n))).toEqual(["failed (caller-lost)", "ringing", "ringing"]);
  expect(bob.book.stats.invitationsBusy).toBe(0);
});

test("R16.4 nothing is kept of requests that were turned away", () => {
  const bob = linkedTo("ada", "bob");
  bob.stance = { ...REFUSE, doNotDisturb: true };
  for (let n = 0; n < 300; n += 1) {
    opening(bob, "ada", { ...INVITE, id: idOf(n) });
    bob.nowMs += 20;
  }
  expect(bob.book.state.entries.get("ada" as PeerId)?.unspoken.size).toBe(0);
});

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

  test.each(["ringing", "ignored"])(
    "R16.5 that came by a request give way to those on a channel: %s",
    (state) => {
      const bob = rung();
      if (state === "ignored") bob.ignore("ada", 1);
      greeted(bob);
      bob.effects();
      bob.hears("ada", OTHER);
      expect(bob.remote(1)).toBe(state);
      expect(wordsOf(bob)).toEqual(["dinner?", "room-2"]);
      const shown = bob.effects().filter((effect) => effect.do === "show");
      expect(shown.at(-1)).toMatchObject({ record: { content: "dinner?" } });
    },
  );

  test("R16.5 that came on a channel stay, whatever comes by a request or is stated again", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1, { content: "lunch?" });
    bob.hears("ada", OTHER);
    bob.closes("ada", bob.link("ada")?.current ?? 0);
    opening(bob, "ada", OTHER);
    expect(wordsOf(bob)).toEqual(["lunch?", undefined]);
  });

  test("R16.5 R6.2 nor does a request bring the end of one nearer that came on a channel, while that is silent", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.advance(3_000);
    expect(bob.link("ada")?.current).toBeUndefined();
    opening(bob, "ada", { ...INVITE, ttlMs: 0 });
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R16.5 that came by a request stay until a channel brings others", () => {
    const bob = rung();
    opening(bob, "ada", OTHER);
    expect(wordsOf(bob)).toEqual(["lunch?", undefined]);
  });
});
