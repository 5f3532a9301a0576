// What is known of a peer's page from its posts, and when posts carry a link, are repeated and fall silent.
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { linkDeadline, reduceLink } from "./link.ts";
import { type Link, type LinkInput, NO_LINK } from "./link-record.ts";
import { addressOf, carries, hearPost, POSTS, type PostHeard } from "./posts.ts";

const limits = { ...DEFAULT_LIMITS, postRepeatMs: 2_000, postSilenceMs: 3_000, postAnswerMs: 500 };
const WAITING = {
  type: "settle",
  waiting: true,
  urgent: false,
  inUse: true,
  mayDial: true,
  isKnown: true,
  posts: true,
  channel: 7,
} as const;
const RINGING = { ...WAITING, waiting: false };

/** Takes inputs, each at its time, and gives the last step. */
function run(link: Link, ...steps: readonly (readonly [nowMs: number, input: LinkInput])[]) {
  let [after, effects] = [link, [] as ReturnType<typeof reduceLink>[1]];
  for (const [nowMs, input] of steps) [after, effects] = reduceLink(after, input, { nowMs, limits });
  return { link: after, effects };
}

/** A post that answers our last one, or none. */
const post = (session: string, answers: boolean, answered = 9): PostHeard => ({
  session,
  n: 1,
  answered: answers ? answered : undefined,
  lastPost: 5,
});
const heard = (session: string, answers: boolean): LinkInput => ({
  type: "posted",
  ...post(session, answers),
});
const at = (nowMs: number) => ({ nowMs, limits });
const FIRST = hearPost(undefined, post("one", false), at(100));
const ANSWERED = hearPost(FIRST, post("one", true), at(200));

describe("the page that posts", () => {
  test("R16.3 carries the link once it has answered, for as long as it is heard", () => {
    const known = [undefined, FIRST, ANSWERED, { ...ANSWERED, isSilent: true }];
    expect(known.map((posts) => carries(posts, at(300)))).toEqual([false, false, true, false]);
    expect([3_199, 3_200].map((nowMs) => carries(ANSWERED, at(nowMs)))).toEqual([true, false]);
  });

  test("R16.3 is heard only when it answers: an old post is no sign of life", () => {
    expect(hearPost(ANSWERED, post("one", false), at(900))).toEqual(ANSWERED);
    expect(hearPost({ ...ANSWERED, isSilent: true }, post("one", true), at(900))).toEqual({
      ...ANSWERED,
      heardMs: 900,
    });
  });

  test("R16.3 while it answers, another page has to answer what is posted to it first", () => {
    const asked = hearPost(ANSWERED, post("two", true), at(300));
    expect(asked).toEqual({ ...ANSWERED, asking: { session: "two", since: 5 } });
    expect([addressOf(ANSWERED), addressOf(asked)]).toEqual([
      { session: "one", n: 1 },
      { session: "two", n: 1 },
    ]);
    // It was a late post of an earlier page, which has heard nothing since.
    expect(hearPost(asked, post("two", true, 5), at(400))).toEqual(asked);
    expect(hearPost(asked, post("two", false), at(400))).toEqual(asked);
    expect(hearPost(asked, post("one", true), at(400))).toEqual({ ...ANSWERED, heardMs: 400 });
    // It was the next page.
    const two = hearPost(asked, post("two", true, 6), at(400));
    expect(two).toMatchObject({ session: "two", asking: undefined, isTwoWay: true, heardMs: 400 });
    expect(addressOf(undefined)).toBeUndefined();
  });

  test("R16.3 that is silent, or has never answered, is replaced by the first post of another", () => {
    const two = hearPost(ANSWERED, post("two", false), at(3_200));
    expect(two).toMatchObject({ session: "two", isTwoWay: false, heardMs: 3_200 });
    expect(hearPost(FIRST, post("two", false), at(300))).toMatchObject({ session: "two" });
  });

  test("R16.3 R16.2 the number of the last post that came is kept, to be answered", () => {
    expect(hearPost(ANSWERED, { ...post("one", false), n: 7 }, at(300)).n).toBe(7);
    expect(hearPost(ANSWERED, { ...post("two", false), n: 8 }, at(300)).n).toBe(8);
    expect(hearPost(ANSWERED, { ...post("one", true), n: 9 }, at(300)).n).toBe(9);
  });
});

describe("a link that posts carry", () => {
  const posted = run(NO_LINK, [0, WAITING], [10, heard("one", true)], [10, WAITING]).link;

  test("R16.3 speaks by post, and on the first channel that opens", () => {
    expect(posted.current).toBe(POSTS);
    const opened = run(posted, [20, { type: "opened", channel: 7, openedHere: true }]).link;
    expect(opened.current).toBe(7);
    expect(run(opened, [30, { type: "closed", channel: 7, absent: false }]).link.current).toBe(POSTS);
  });

  test("R16.2 what waits is stated again in time, and not while a channel is open", () => {
    expect(run(NO_LINK, [0, WAITING]).effects).toEqual([{ do: "renew" }]);
    expect(run(posted, [1_999, WAITING]).effects).not.toContainEqual({ do: "renew" });
    expect(run(posted, [2_000, WAITING]).effects).toContainEqual({ do: "renew" });
    const opened = run(posted, [20, { type: "opened", channel: 7, openedHere: true }]).link;
    expect(run(opened, [2_000, WAITING]).link.renewAtMs).toBeUndefined();
    expect(run(posted, [2_000, RINGING]).link.renewAtMs).toBeUndefined();
    const stated = run(posted, [1_500, { type: "stated" }]).link;
    expect(stated.renewAtMs).toBe(3_500);
  });

  test("R16.3 is silent after its time, and back with the next answer", () => {
    const ringing = run(NO_LINK, [10, heard("one", true)], [10, RINGING]).link;
    expect(linkDeadline(ringing, limits)).toBe(3_010);
    expect(run(ringing, [3_009, RINGING]).link.current).toBe(POSTS);
    const silent = run(ringing, [3_010, RINGING]).link;
    expect([silent.current, silent.posts?.isSilent]).toEqual([undefined, true]);
    expect(run(silent, [4_000, heard("one", true)]).link.current).toBe(POSTS);
  });

  test("R16.3 R16.9 ends with the broker, with what it was for, and when the broker does not know the peer", () => {
    expect(run(posted, [20, { ...WAITING, mayDial: false, posts: false }]).link).toMatchObject({
      current: undefined,
      posts: undefined,
    });
    expect(run(posted, [20, { ...RINGING, inUse: false }]).link.posts).toBeUndefined();
    const absent = run(posted, [20, { type: "absent" }]).link;
    expect([absent.current, absent.absent]).toEqual([undefined, true]);
    expect(run(absent, [30, heard("one", true)]).link).toMatchObject({ current: POSTS, absent: false });
    expect(run(NO_LINK, [20, { type: "absent" }]).link).toMatchObject({ absent: true, posts: undefined });
  });
});

describe("dialing where posts pass", () => {
  const dials = (link: Link, nowMs: number, input: LinkInput = WAITING) =>
    run(link, [nowMs, input]).effects.some((effect) => effect.do === "dial");

  test("R16.8 waits for an answer, for half a second", () => {
    const waiting = run(NO_LINK, [0, WAITING]).link;
    expect(linkDeadline(waiting, limits)).toBe(500);
    expect([dials(waiting, 499), dials(waiting, 500)]).toEqual([false, true]);
    expect(dials(NO_LINK, 0, { ...WAITING, posts: false })).toBe(true);
  });

  test("R16.8 does not wait once the peer says so, nor for a line", () => {
    const told = run(NO_LINK, [0, WAITING], [50, { type: "told", link: "dial" }]).link;
    expect(dials(told, 50)).toBe(true);
    expect(dials(run(NO_LINK, [0, WAITING]).link, 50, { ...WAITING, urgent: true })).toBe(true);
    expect(dials(NO_LINK, 0, { ...RINGING, urgent: true })).toBe(true);
  });

  test("R16.8 leaves it to a peer that says `wait`, and wakes for nothing", () => {
    const told = run(NO_LINK, [0, WAITING], [50, { type: "told", link: "wait" }]).link;
    expect(dials(told, 60_000)).toBe(false);
    expect(linkDeadline(run(told, [50, WAITING]).link, limits)).toBe(2_000);
    expect(dials(run(told, [90, { type: "told", link: "dial" }]).link, 90)).toBe(true);
  });

  test("R16.8 `dial` is the later word, whichever post comes first", () => {
    const told = run(NO_LINK, [0, WAITING], [50, { type: "told", link: "dial" }]).link;
    expect(run(told, [60, { type: "told", link: "wait" }]).link.dialAtMs).toBe(0);
  });

  test("R16.8 a peer that is not needed says nothing about dialing", () => {
    expect(run(NO_LINK, [0, { type: "told", link: "dial" }]).link).toEqual(NO_LINK);
  });
});
