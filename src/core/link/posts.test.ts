// What is known of a peer's page from its posts, and when posts carry a link, are repeated and fall silent.
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { linkDeadline, reduceLink } from "./link.ts";
import { type Link, type LinkInput, NO_LINK } from "./link-record.ts";
import { carries, hearPost, POSTS } from "./posts.ts";

const limits = { ...DEFAULT_LIMITS, postRepeatMs: 2_000, postSilenceMs: 3_000, postAnswerMs: 500 };
const WAITING = {
  type: "settle",
  waiting: true,
  urgent: false,
  inUse: true,
  online: true,
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

const heard = (session: string, answers: boolean): LinkInput => ({ type: "posted", session, answers });
const FIRST = hearPost(undefined, { session: "one", answers: false }, 100);
const ANSWERED = hearPost(FIRST, { session: "one", answers: true }, 200);

describe("the page that posts", () => {
  test("R16.3 carries the link once it has answered", () => {
    expect([carries(undefined), carries(FIRST), carries(ANSWERED)]).toEqual([false, false, true]);
    expect(carries({ ...ANSWERED, isSilent: true })).toBe(false);
  });

  test("R16.3 is heard only when it answers: an old post is no sign of life", () => {
    expect(hearPost(ANSWERED, { session: "one", answers: false }, 900)).toBe(ANSWERED);
    expect(hearPost({ ...ANSWERED, isSilent: true }, { session: "one", answers: true }, 900)).toEqual({
      ...ANSWERED,
      heardMs: 900,
    });
  });

  test("R16.3 is replaced by another, and does not come back", () => {
    const two = hearPost(ANSWERED, { session: "two", answers: false }, 300);
    expect(two).toEqual({ session: "two", former: "one", isTwoWay: false, heardMs: 300, isSilent: false });
    expect(hearPost(two, { session: "one", answers: true }, 400)).toBe(two);
    expect(hearPost(two, { session: "three", answers: true }, 500)).toMatchObject({ session: "three" });
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
    expect(run(posted, [20, { ...WAITING, online: false, posts: false }]).link).toMatchObject({
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

  test("R16.8 a peer that is not needed says nothing about dialing", () => {
    expect(run(NO_LINK, [0, { type: "told", link: "dial" }]).link).toBe(NO_LINK);
  });
});
