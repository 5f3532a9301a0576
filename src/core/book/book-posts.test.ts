// Rule R16: posts, which run ahead of a channel and stand in where there is none.
import { describe, expect, test } from "vitest";
import { POSTS } from "../link/posts.ts";
import { encodeFrame } from "../wire/codec.ts";
import type { Frame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import { BookDriver, helloOf, idOf } from "./book.fixture.ts";
import { Mail, type PostUnderway, poster } from "./mail.fixture.ts";

const INVITE: Frame = { t: "invite", id: idOf(1), ttlMs: 60_000, content: "lunch?" };

/** A call that rings at bob and is seen to ring at ada, all of it by post. */
function ringing(): Mail {
  const mail = new Mail();
  mail.ada.send("bob", 1, { content: "lunch?" });
  return mail.deliver();
}

describe("without a channel", () => {
  test("R16.1 an invitation rings after one hop, its caller sees it after two, and then they know each other's page", () => {
    const mail = new Mail();
    mail.ada.send("bob", 1);
    expect(mail.view).toEqual(["bob: invite"]);
    mail.arrive(mail.underway.shift() as never);
    expect(mail.bob.remote(1)).toBe("ringing");
    expect(mail.view).toEqual(["ada: received"]);
    mail.arrive(mail.underway.shift() as never);
    expect(mail.ada.local(1)).toBe("received");
    // Posts pass both ways, which ada says by stating again what is open.
    expect(mail.view).toEqual(["bob: invite"]);
    mail.arrive(mail.underway.shift() as never);
    expect(mail.view).toEqual(["ada: received"]);
    mail.deliver();
    expect([mail.ada.reach, mail.bob.reach]).toEqual(["linked", "linked"]);
  });

  test.each([
    ["accept", (mail: Mail) => mail.bob.accept("ada", 1, "yes"), "accepted", "accepted"],
    ["refuse", (mail: Mail) => mail.bob.refuse("ada", 1, "no"), "refused (refused)", "refused (refused)"],
    ["cancel", (mail: Mail) => mail.ada.cancel("bob", 1), "canceled (canceled)", "canceled (canceled)"],
  ] as const)("R16.1 %s is known at once at both ends", (_name, act, ours, theirs) => {
    const mail = ringing();
    act(mail);
    mail.deliver();
    expect([mail.ada.local(1), mail.bob.remote(1)]).toEqual([ours, theirs]);
  });

  test("R16.1 a cancel before any answer stops the ring", () => {
    const mail = new Mail();
    mail.ada.send("bob", 1);
    mail.ada.cancel("bob", 1);
    mail.deliver();
    expect(mail.bob.remote(1)).toBe("canceled (canceled)");
  });

  test("R16.1 the page that is left, and the client that closes, say so", () => {
    for (const how of ["left", "closed"] as const) {
      const mail = ringing();
      mail.ada.take({ type: "end", how });
      mail.deliver();
      expect(mail.bob.remote(1)).toBe("canceled (closed)");
    }
  });

  test("R16.1 with `posts: false` nothing is posted", () => {
    const ada = new BookDriver("ada");
    ada.broker("online", "ada");
    ada.send("bob", 1);
    expect(ada.posted()).toEqual([]);
  });

  test("R16.1 what could not be posted while the broker was away is posted when it is back", () => {
    const ada = new BookDriver("ada", {}, "ada-life-1", true);
    ada.send("bob", 1);
    expect(ada.posted()).toEqual([]);
    ada.broker("online", "ada");
    expect(ada.posted()).toMatchObject([{ t: "invite" }]);
  });

  test.each(["invite", "received", "cancel", "accept", "confirm", "refuse"] as const)(
    "R16.2 one lost %s changes neither an outcome nor a reason",
    (kind) => {
      const mail = kind === "invite" || kind === "received" ? new Mail() : ringing();
      if (kind === "invite" || kind === "received") mail.ada.send("bob", 1);
      if (kind === "received") mail.arrive(mail.intercept("invite"));
      if (kind === "accept" || kind === "confirm") mail.bob.accept("ada", 1, "yes");
      if (kind === "confirm") mail.arrive(mail.intercept("accept"));
      if (kind === "refuse") mail.bob.refuse("ada", 1, "no");
      if (kind === "cancel") mail.ada.cancel("bob", 1);
      mail.intercept(kind);
      mail.pass(kind === "cancel" ? 3_200 : 2_200);
      const ends = [mail.ada.local(1), mail.bob.remote(1)];
      if (kind === "invite" || kind === "received") expect(ends).toEqual(["received", "ringing"]);
      else if (kind === "accept" || kind === "confirm") expect(ends).toEqual(["accepted", "accepted"]);
      else if (kind === "refuse") expect(ends).toEqual(["refused (refused)", "refused (refused)"]);
      else expect(ends).toEqual(["canceled (canceled)", "canceled (canceled)"]);
    },
  );

  test("R16.2 a caller states an open invitation again exactly every two seconds", () => {
    const mail = ringing();
    let invites = 0;
    for (let ms = 0; ms < 10_000; ms += 100) {
      mail.ada.advance(100);
      invites += mail.collect().filter(({ kind }) => kind === "invite").length;
      mail.deliver();
    }
    expect(invites).toBe(5);
    expect([mail.ada.local(1), mail.bob.remote(1)]).toEqual(["received", "ringing"]);
  });

  test("R16.3 R11.6 a caller that vanishes is noticed after nine seconds", () => {
    const mail = ringing();
    mail.bob.advance(8_999);
    expect(mail.bob.remote(1)).toBe("ringing");
    mail.bob.advance(1);
    expect(mail.bob.remote(1)).toBe("failed (caller-lost)");
  });

  test("R16.3 a callee that is not renewed asks once", () => {
    const mail = ringing();
    mail.collect();
    mail.bob.advance(2_999);
    expect(mail.bob.posted()).toEqual([]);
    mail.bob.advance(1);
    expect(mail.bob.posted()).toEqual([{ t: "received", id: idOf(1) }]);
    mail.bob.advance(5_000);
    expect(mail.bob.posted()).toEqual([]);
  });

  test("R16.3 a callee that vanishes is noticed", () => {
    const mail = ringing();
    mail.ada.advance(3_000);
    expect(mail.ada.local(1)).toBe("sent");
    mail.ada.advance(30_000);
    expect(mail.ada.local(1)).toBe("failed (peer-unreachable)");
  });

  test("R1.5 an accept waits for a caller that is silent, as a frozen page is, and counts when it goes on", () => {
    const mail = ringing();
    mail.bob.accept("ada", 1);
    const accept = mail.intercept("accept");
    mail.bob.advance(20_000);
    expect(mail.bob.remote(1)).toBe("accepting");
    mail.ada.advance(20_000);
    mail.arrive(accept).deliver();
    expect([mail.ada.local(1), mail.bob.remote(1)]).toEqual(["accepted", "accepted"]);
  });

  test("R1.5 R16.9 but not for one that the broker no longer knows", () => {
    const mail = ringing();
    mail.bob.accept("ada", 1);
    mail.bob.advance(4_000);
    mail.bob.take({ type: "absent", peer: "ada" as PeerId });
    mail.bob.advance(6_000);
    expect(mail.bob.remote(1)).toBe("failed (unconfirmed)");
  });

  test("R16.2 a cancel that was lost is made up for, though the caller is heard about another invitation", () => {
    const mail = ringing();
    mail.ada.cancel("bob", 1);
    mail.intercept("cancel");
    mail.ada.send("bob", 2);
    mail.pass(2_900);
    expect(mail.bob.remote(1)).toBe("ringing");
    mail.pass(100);
    expect(mail.bob.remote(1)).toBe("canceled (canceled)");
    expect(mail.bob.remote(2)).toBe("ringing");
  });

  test("R16.2 a callee asks every three seconds, until it is answered", () => {
    const mail = ringing();
    mail.ada.cancel("bob", 1);
    mail.intercept("cancel");
    mail.ada.send("bob", 2);
    let asked = 0;
    for (let ms = 0; ms < 8_900; ms += 100) {
      const isLost = ({ to, text }: PostUnderway): boolean =>
        to === "ada" && text?.includes(idOf(1)) === true;
      for (const side of [mail.ada, mail.bob]) side.advance(100);
      asked += mail.collect().filter(isLost).length;
      mail.underway = mail.underway.filter((post) => !isLost(post));
      mail.deliver();
    }
    expect([asked, mail.bob.remote(1)]).toEqual([2, "ringing"]);
    mail.pass(100);
    expect(mail.bob.remote(1)).toBe("canceled (canceled)");
  });

  test("R16.2 a callee asks nothing while its caller states what it waits for, nor about what it accepted", () => {
    const mail = ringing();
    const { framesSent } = mail.bob.book.stats;
    mail.pass(10_000);
    // One answer to each of the caller's five statements.
    expect(mail.bob.book.stats.framesSent).toBe(framesSent + 5);
    mail.bob.accept("ada", 1);
    mail.intercept("accept");
    mail.pass(1_900);
    expect(mail.bob.remote(1)).toBe("accepting");
    mail.pass(100);
    expect(mail.bob.remote(1)).toBe("accepted");
  });

  test("R16.3 a caller that is back within the grace goes on", () => {
    const mail = ringing();
    mail.pass(6_000, true);
    mail.pass(2_100);
    expect([mail.ada.local(1), mail.bob.remote(1)]).toEqual(["received", "ringing"]);
    mail.pass(20_000);
    expect(mail.bob.remote(1)).toBe("ringing");
  });
});

describe("the page that speaks", () => {
  test("R16.7 an invitation whose page has never answered this one rings three seconds", () => {
    const bob = poster("bob");
    bob.hearsPost("ada", INVITE, { to: null });
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(2_999);
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(1);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });

  test("R16.7 a replay does not renew that, and rings no second time", () => {
    const bob = poster("bob");
    for (let ms = 0; ms < 6_000; ms += 500) {
      bob.hearsPost("ada", INVITE, { to: "bob-life-0" });
      bob.advance(500);
    }
    expect(bob.remote(1)).toBe("failed (caller-lost)");
    expect(bob.book.stats.invitationsRung).toBe(1);
  });

  test("R16.7 R5.5 the next page of a caller that was reloaded says that it knows nothing of it", () => {
    const mail = new Mail();
    mail.ada.send("bob", 1);
    const old = mail.intercept("invite");
    mail.reload("ada");
    mail.arrive(old);
    expect(mail.bob.remote(1)).toBe("ringing");
    mail.deliver();
    expect(mail.bob.remote(1)).toMatch(/^(failed|canceled)/);
  });

  test("R10.7 R16.3 another page of the caller is not busy with the old one's ring", () => {
    const mail = ringing();
    mail.bob.stance = { ...mail.bob.stance, whenBusy: "refuse" };
    mail.reload("ada");
    mail.ada.send("bob", 2);
    mail.deliver();
    expect(mail.bob.remote(2)).toBe("ringing");
    expect(mail.bob.book.stats.invitationsBusy).toBe(0);
  });

  test("R10.7 nor with a line that was opened while no link was up", () => {
    const mail = ringing();
    mail.bob.stance = { ...mail.bob.stance, whenBusy: "refuse" };
    mail.bob.accept("ada", 1);
    mail.deliver();
    mail.pass(3_100, true);
    mail.bob.take({
      type: "line",
      peer: "ada" as PeerId,
      role: "remote",
      id: idOf(1),
      command: { type: "open" },
    });
    mail.reload("ada");
    mail.ada.send("bob", 2);
    mail.deliver();
    expect(mail.bob.remote(2)).toBe("ringing");
  });

  test("R10.7 nor the same page with a call whose end its post may have overtaken", () => {
    const bob = poster("bob");
    bob.stance = { ...bob.stance, whenBusy: "refuse" };
    bob.hearsPost("ada", INVITE);
    bob.accept("ada", 1);
    bob.hearsPost("ada", INVITE);
    expect(bob.link("ada")?.current).toBe(POSTS);
    const open = { type: "open" } as const;
    bob.take({ type: "line", peer: "ada" as PeerId, role: "remote", id: idOf(1), command: open });
    bob.hearsPost("ada", { t: "confirm", id: idOf(1) });
    bob.hearsPost("ada", { ...INVITE, id: idOf(2) });
    expect([bob.book.stats.invitationsBusy, bob.remote(2)]).toEqual([0, "ringing"]);
  });

  test("R10.7 the same page is", () => {
    const mail = ringing();
    mail.bob.stance = { ...mail.bob.stance, whenBusy: "refuse" };
    mail.ada.send("bob", 2);
    mail.deliver();
    expect(mail.bob.remote(2)).toBe("refused (busy)");
  });

  test("R16.3 a late post of a page that was replaced does not bring it back", () => {
    const mail = ringing();
    mail.ada.cancel("bob", 1);
    const late = mail.intercept("cancel");
    mail.reload("ada");
    mail.ada.send("bob", 2);
    mail.deliver();
    mail.arrive(late).deliver();
    expect(mail.bob.link("ada")?.posts?.session).toBe("ada-life-2");
    expect([mail.ada.local(2), mail.bob.remote(2)]).toEqual(["received", "ringing"]);
  });
});

describe("the channel", () => {
  test("R16.8 the caller dials when it hears that it rings", () => {
    const mail = new Mail();
    mail.ada.send("bob", 1);
    mail.collect();
    expect(mail.dials).toEqual([]);
    mail.deliver();
    expect(mail.dials).toEqual(["ada"]);
  });

  test("R16.8 or when no answer came for half a second", () => {
    const ada = poster("ada");
    ada.send("bob", 1);
    const dialed = () => ada.effects().filter((effect) => effect.do === "dial").length;
    ada.advance(499);
    expect(dialed()).toBe(0);
    ada.advance(1);
    expect(dialed()).toBe(1);
  });

  test("R16.8 a callee that says `wait` is not dialed, until it says `dial`", () => {
    const ada = poster("ada");
    ada.send("bob", 1);
    ada.hearsPost("bob", { t: "received", id: idOf(1), link: "wait" });
    ada.effects();
    const dialed = () => ada.effects().filter((effect) => effect.do === "dial").length;
    ada.advance(2_500);
    expect(dialed()).toBe(0);
    ada.hearsPost("bob", { t: "received", id: idOf(1), link: "dial" });
    expect(dialed()).toBe(1);
  });

  test("R16.3 the channel takes over from posts, and posts from a channel that closes", () => {
    const mail = ringing();
    const channel = mail.bob.opens("ada");
    // Until ada's hello, it is not known that she hears what is said there.
    expect(mail.view).toEqual(["ada: received"]);
    mail.bob.hears("ada", helloOf("ada"), channel);
    expect(mail.bob.link("ada")?.current).toBe(channel);
    mail.collect().length = 0;
    mail.bob.hears("ada", INVITE, channel);
    expect(mail.collect().length).toBe(0);
    mail.bob.closes("ada", channel);
    expect(mail.bob.remote(1)).toBe("ringing");
    expect(mail.view).toEqual(["ada: received"]);
  });

  test("R16.1 a line is not posted, and is down while there is no channel", () => {
    const mail = ringing();
    mail.bob.accept("ada", 1);
    mail.deliver();
    for (const [driver, peer, role] of [
      [mail.ada, "bob", "local"],
      [mail.bob, "ada", "remote"],
    ] as const) {
      driver.take({ type: "line", peer: peer as PeerId, role, id: idOf(1), command: { type: "open" } });
    }
    expect(mail.collect()).toEqual([]);
    expect(mail.dials.slice(-2)).toEqual(["ada", "bob"].sort());
    const line = mail.ada.book.state.entries.get("bob" as PeerId)?.records.localLines.open.get(idOf(1));
    expect(line?.state.kind).toBe("down");
  });
});

describe("beside a channel", () => {
  /** Bob, for whom ada's invitation rings on a channel, from page 1. */
  function linkedRing(): BookDriver {
    const bob = poster("bob");
    const channel = bob.opens("ada");
    bob.hears("ada", helloOf("ada"), channel);
    bob.invited("ada", 1, { content: "lunch?" });
    bob.effects();
    return bob;
  }

  test.each<Frame>([
    { t: "cancel", id: idOf(1), reason: "canceled" },
    { t: "confirm", id: idOf(1) },
    { t: "invite", id: idOf(1), ttlMs: 0, content: "" },
    { t: "invite", id: idOf(1), ttlMs: 4_000, content: "tea?" },
  ])("R16.6 a $t by post changes nothing that rings on it", (frame) => {
    const bob = linkedRing();
    const record = () => bob.book.state.entries.get("ada" as PeerId)?.remote.open.get(idOf(1));
    const before = record();
    for (const to of ["bob-life-1", null]) bob.hearsPost("ada", frame, { to });
    expect(record()).toBe(before);
  });

  test.each<Frame>([
    { t: "accept", id: idOf(1), response: "yes" },
    { t: "refuse", id: idOf(1), reason: "refused", response: "" },
    { t: "gone", id: idOf(1), reason: "closed" },
  ])("R16.6 a $t by post answers no call of ours", (frame) => {
    const ada = poster("ada");
    ada.hears("bob", helloOf("bob"), ada.opens("bob"));
    ada.send("bob", 1);
    ada.hearsPost("bob", frame);
    expect(ada.local(1)).toBe("sent");
  });

  test("R16.6 R10.7 a new invitation of the caller's next page rings, and is answered on the channel and by post", () => {
    const bob = linkedRing();
    bob.stance = { ...bob.stance, whenBusy: "refuse" };
    bob.hearsPost("ada", { ...INVITE, id: idOf(2) }, { life: 2, to: null });
    expect(bob.remote(2)).toBe("ringing");
    expect(bob.posted()).toEqual([{ t: "received", id: idOf(2) }]);
  });

  test("R16.6 what is open or ended is answered by post", () => {
    const bob = linkedRing();
    bob.hearsPost("ada", INVITE);
    expect(bob.posted()).toEqual([{ t: "received", id: idOf(1) }]);
    bob.refuse("ada", 1, "no");
    bob.effects();
    bob.hearsPost("ada", INVITE);
    expect(bob.posted()).toMatchObject([{ t: "refuse", response: "no" }]);
  });
});

describe("words while it rings", () => {
  test("R17.2 they are posted while there is no channel", () => {
    const mail = ringing();
    const word = { role: "local", id: idOf(1), nonce: "nonce-of-a-word", data: { a: 1 } } as const;
    mail.ada.take({ type: "whileRinging", peer: "bob" as PeerId, ...word });
    expect(mail.view).toEqual(["bob: whileRinging"]);
    mail.arrive(mail.underway.shift() as never);
    expect(mail.bob.effects()).toMatchObject([{ do: "whileRinging", id: idOf(1), data: { a: 1 } }]);
  });
});

describe("whom the broker does not know", () => {
  test("R16.9 R3.2 fails as offline, though nothing was dialed yet", () => {
    const ada = poster("ada", { deliverTimeoutMs: 400 });
    ada.send("bob", 1);
    ada.take({ type: "absent", peer: "bob" as PeerId });
    expect(ada.reach).toBe("peer-absent");
    ada.advance(400);
    expect(ada.local(1)).toBe("failed (peer-offline)");
  });

  test("R16.9 is known again with the next post", () => {
    const ada = poster("ada");
    ada.send("bob", 1);
    ada.take({ type: "absent", peer: "bob" as PeerId });
    ada.hearsPost("bob", { t: "received", id: idOf(1) });
    expect([ada.local(1), ada.reach]).toEqual(["received", "linked"]);
  });

  test("R16.9 R11.6 rings no longer than its grace, though our own broker is lost meanwhile", () => {
    const { bob } = ringing();
    bob.take({ type: "absent", peer: "ada" as PeerId });
    bob.broker("offline");
    bob.advance(5_999);
    expect(bob.remote(1)).toBe("ringing");
    bob.advance(1);
    expect(bob.remote(1)).toBe("failed (caller-lost)");
  });
});

describe("a look", () => {
  const nonce = "nonce-of-a-look-12345";
  /** What bob answers to a look of ada by post. */
  function answer(bob: BookDriver): readonly Frame[] {
    bob.effects();
    bob.hearsPost("ada", { t: "look", nonce });
    bob.take({ type: "show", peer: "ada" as PeerId, nonce, stance: bob.stance });
    return bob.posted();
  }

  test("R18.3 R9.4 of a peer that we call finds us free, as its own call would", () => {
    const bob = poster("bob");
    bob.stance = { ...bob.stance, whenBusy: "refuse" };
    bob.send("ada", 1);
    expect(answer(bob)).toContainEqual({ t: "seen", nonce, busy: false });
    bob.send("carol", 2);
    expect(answer(bob)).toContainEqual({ t: "seen", nonce, busy: true });
  });

  test("R18.3 R10.7 of another page of a peer with a call here finds us free, too", () => {
    const bob = poster("bob");
    bob.stance = { ...bob.stance, whenBusy: "refuse" };
    bob.hearsPost("ada", INVITE);
    bob.accept("ada", 1);
    const open = { type: "open" } as const;
    bob.take({ type: "line", peer: "ada" as PeerId, role: "remote", id: idOf(1), command: open });
    bob.hearsPost("ada", { t: "confirm", id: idOf(1) });
    expect(answer(bob)).toContainEqual({ t: "seen", nonce, busy: false });
  });

  test("R18.1 goes both ways while the channel is in doubt, and so does its answer", () => {
    const bob = poster("bob");
    const channel = bob.opens("ada");
    bob.hears("ada", helloOf("ada"), channel);
    expect(answer(bob)).toEqual([{ t: "seen", nonce, busy: false }]);
    bob.take({ type: "look", peer: "ada" as PeerId, nonce });
    expect(bob.posted()).toEqual([{ t: "look", nonce }]);
    bob.hears("ada", { t: "pong" }, channel);
    bob.take({ type: "look", peer: "ada" as PeerId, nonce });
    expect(bob.posted()).toEqual([]);
  });
});

test("R16.2 an answer to the other side does not put off what is to be stated again", () => {
  const ada = poster("ada");
  ada.send("bob", 1);
  for (let ms = 0; ms < 2_000; ms += 100) {
    ada.advance(100);
    ada.hearsPost("bob", { ...INVITE, id: idOf(2) });
  }
  ada.effects();
  ada.advance(100);
  expect(ada.posted()).toContainEqual(expect.objectContaining({ t: "invite", id: idOf(1) }));
});

test("R16.9 a peer that is heard on its channel is not absent, though the broker said so", () => {
  const bob = poster("bob");
  const channel = bob.opens("ada");
  bob.hears("ada", helloOf("ada"), channel);
  bob.take({ type: "absent", peer: "ada" as PeerId });
  expect(bob.link("ada")?.absent).toBe(true);
  bob.hears("ada", { t: "pong" }, channel);
  expect(bob.link("ada")?.absent).toBe(false);
});

test("R17.1 a signal that is too large for a post has no way without a channel", () => {
  const { bob } = ringing();
  const can = (size: number, n = 1): boolean =>
    bob.book.canSignal(
      {
        role: "remote",
        peer: "ada" as PeerId,
        id: idOf(n),
        nonce: "n".repeat(21),
        data: "\r\n".repeat(size),
      },
      bob.nowMs,
    );
  // A line break takes six characters as JSON within JSON.
  expect([can(10_000), can(11_000)]).toEqual([true, false]);
  expect(can(1, 2)).toBe(false);
  bob.opens("ada");
  expect(can(11_000)).toBe(true);
});

describe("floods", () => {
  test("R16.4 of too many posts of one peer the rest is not read, and nothing is closed", () => {
    const bob = poster("bob", { frameBurst: 20, framesPerSecond: 1 });
    for (let n = 0; n < 25; n += 1) bob.hearsPost("mallory", "{}");
    expect(bob.book.stats).toMatchObject({ frameMalformed: 20, postsDropped: 5, peersBlocked: 0 });
  });

  test("R16.4 of too many posts of all strangers the rest is not read, and a known peer's are", () => {
    const bob = poster("bob", { strangerPostBurst: 20, strangerPostsPerSecond: 1 });
    bob.send("ada", "known");
    bob.cancel("ada", "known");
    for (let n = 0; n < 25; n += 1) bob.hearsPost(`stranger-${n}`, "{}", { to: null });
    expect(bob.book.stats).toMatchObject({ frameMalformed: 20, postsDropped: 5 });
    bob.hearsPost("ada", INVITE);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R16.4 also of one that this side knows", () => {
    const bob = poster("bob", { frameBurst: 20, framesPerSecond: 1 });
    bob.send("ada", 1);
    for (let n = 0; n < 25; n += 1) bob.hearsPost("ada", "{}");
    expect(bob.book.stats).toMatchObject({ frameMalformed: 20, postsDropped: 5, peersBlocked: 0 });
  });

  test("R16.4 one stranger's posts do not keep out another's", () => {
    const bob = poster("bob", { frameBurst: 20, framesPerSecond: 1, strangerPostBurst: 40 });
    for (let n = 0; n < 1_000; n += 1) bob.hearsPost("mallory", "{}");
    expect(bob.book.stats).toMatchObject({ frameMalformed: 20, postsDropped: 980 });
    bob.hearsPost("carol", INVITE);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R16.4 after a flood, a stranger is heard as soon as the rate allows, however long the flood was", () => {
    const bob = poster("bob", { strangerPostBurst: 20, strangerPostsPerSecond: 1 });
    for (let n = 0; n < 1_000; n += 1) bob.hearsPost(`stranger-${n}`, "{}", { to: null });
    bob.advance(1_000);
    bob.hearsPost("carol", INVITE);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R16.4 nor is a peer silenced for longer than its own flood lasts", () => {
    const bob = poster("bob", { frameBurst: 20, framesPerSecond: 1 });
    for (let n = 0; n < 1_000; n += 1) bob.hearsPost("carol", "{}");
    bob.advance(1_000);
    bob.hearsPost("carol", INVITE);
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R16.4 a stranger whose invitation rings here is heard through a flood of others", () => {
    const bob = poster("bob", { strangerPostBurst: 20, strangerPostsPerSecond: 1 });
    bob.hearsPost("carol", INVITE);
    for (let ms = 0; ms < 10_000; ms += 100) {
      for (let n = 0; n < 25; n += 1) bob.hearsPost(`stranger-${ms}-${n}`, "{}", { to: null });
      bob.advance(100);
      if (ms % 2_000 === 0) bob.hearsPost("carol", INVITE);
    }
    expect(bob.remote(1)).toBe("ringing");
  });

  test("R12.2 what is no post is counted, noted, and changes nothing", () => {
    const bob = poster("bob");
    bob.take({ type: "post", peer: "mallory" as PeerId, text: { from: "me" } });
    expect(bob.book.stats.frameMalformed).toBe(1);
    expect(bob.effects()).toContainEqual({
      do: "note",
      text: expect.stringMatching(/^mallory: refused a post: frameMalformed/),
    });
  });

  test("R16.4 nothing is left of peers that only posted", () => {
    const bob = poster("bob");
    for (let n = 0; n < 100; n += 1) bob.hearsPost(`stranger-${n}`, '{"t":"received","id":"invitation-1"}');
    expect(bob.book.state.entries.size).toBe(100);
    bob.advance(1_000);
    expect(bob.book.state.entries.size).toBe(0);
  });

  test.each([
    '{"t":"ping"}',
    encodeFrame(helloOf("ada")),
    '{"t":"line","id":"invitation-1","by":"caller","ack":0}',
  ])("R16.1 %s counts on a channel only", (text) => {
    const bob = poster("bob");
    bob.hearsPost("ada", text);
    expect(bob.book.stats.frameStray).toBe(1);
  });
});
