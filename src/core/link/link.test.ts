// The link to one peer: which channel carries it, when it is dialed, doubted and closed.
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { linkDeadline, reduceLink } from "./link.ts";
import { type Link, type LinkInput, NO_LINK } from "./link-record.ts";

const limits = {
  ...DEFAULT_LIMITS,
  pingIntervalMs: 1_000,
  silenceMs: 3_000,
  linkIdleMs: 60_000,
  connectTimeoutMs: 10_000,
  retryMinMs: 250,
  retryMaxMs: 4_000,
};
const WANTED = {
  type: "settle",
  waiting: true,
  urgent: false,
  inUse: true,
  mayDial: true,
  isKnown: true,
  posts: false,
  channel: 7,
} as const;
const IN_USE = { ...WANTED, waiting: false };
const UNUSED = { ...IN_USE, inUse: false };

const opened = (channel: number, openedHere = true): LinkInput => ({ type: "opened", channel, openedHere });
const closed = (channel: number, absent = false): LinkInput => ({ type: "closed", channel, absent });
const heard = (channel: number): LinkInput => ({ type: "heard", channel });
const doubted = (channel: number): LinkInput => ({ type: "doubted", channel });

/** Takes inputs, each at its time, and returns the last step. */
function run(link: Link, ...steps: readonly (readonly [nowMs: number, input: LinkInput])[]) {
  let [after, effects] = [link, [] as ReturnType<typeof reduceLink>[1]];
  for (const [nowMs, input] of steps) {
    [after, effects] = reduceLink(after, input, { nowMs, limits });
  }
  return { link: after, effects };
}

const DIALING = run(NO_LINK, [0, WANTED]).link;
const UP = run(NO_LINK, [0, opened(1)]).link;
const TWO = run(UP, [0, opened(2, false)]).link;

describe("dialing", () => {
  test("R11.1 a link that is wanted and down is dialed", () => {
    const { link, effects } = run(NO_LINK, [0, WANTED]);
    expect(effects).toEqual([{ do: "dial", channel: 7 }]);
    expect(link.dial).toMatchObject({ kind: "dialing", channel: 7, giveUpAtMs: 10_000 });
  });

  test.each([
    ["it is up", UP, WANTED],
    ["nobody waits for the other side", NO_LINK, IN_USE],
    ["nothing is open at all", NO_LINK, UNUSED],
    ["there is no broker", NO_LINK, { ...WANTED, mayDial: false }],
    ["an attempt is under way", DIALING, WANTED],
  ] as const)("R11.1 it is not dialed while %s", (_name, link, needs) => {
    expect(run(link, [0, needs]).effects).toEqual([]);
  });

  test("R11.2 a failed attempt is followed by a pause, then by another", () => {
    const failed = run(DIALING, [500, closed(7)], [500, WANTED]);
    expect(failed.effects).toEqual([]);
    expect(linkDeadline(failed.link, limits)).toBe(750);
    expect(run(failed.link, [749, WANTED]).effects).toEqual([]);
    expect(run(failed.link, [750, WANTED]).effects).toEqual([{ do: "dial", channel: 7 }]);
  });

  test("R11.2 an attempt that neither opens nor fails is closed in its time, and counts as failed", () => {
    expect(run(DIALING, [9_999, WANTED]).effects).toEqual([]);
    const { link, effects } = run(DIALING, [10_000, WANTED]);
    expect(effects).toEqual([{ do: "close", channel: 7 }]);
    expect(link.dial).toEqual({ kind: "pausing", failures: 1, retryAtMs: 10_250 });
  });

  test("a failed attempt says whether the broker knows the peer; an open channel is proof that it does", () => {
    const absent = run(DIALING, [500, closed(7, true)]).link;
    expect(absent.absent).toBe(true);
    expect(run(absent, [600, opened(8, false)]).link.absent).toBe(false);
    expect(run(DIALING, [500, closed(7, false)]).link.absent).toBe(false);
    // The broker would have reported that within the time of an attempt.
    const again = run(absent, [1_000, WANTED]).link;
    expect([again.dial.kind, again.absent]).toEqual(["dialing", true]);
    expect(run(again, [11_000, WANTED]).link.absent).toBe(false);
  });

  test("an attempt under way goes on when nobody needs it any more; a pause does not", () => {
    expect(run(DIALING, [500, UNUSED]).link.dial.kind).toBe("dialing");
    expect(run(DIALING, [500, closed(7)], [500, UNUSED]).link.dial).toEqual(NO_LINK.dial);
  });

  test("an attempt that opens is the link; another channel beside it leaves the attempt alone", () => {
    const up = run(DIALING, [500, opened(7)]).link;
    expect(up).toMatchObject({ current: 7, dial: { kind: "resting", failures: 0 } });
    expect(run(DIALING, [500, opened(8, false)]).link).toMatchObject({
      current: 8,
      dial: { kind: "dialing" },
    });
  });
});

describe("channels", () => {
  test("the first channel carries the link; a second one beside it does not take over by itself", () => {
    expect(UP.current).toBe(1);
    expect(TWO.current).toBe(1);
  });

  test("when the current channel closes, the latest of the others carries the link", () => {
    const three = run(TWO, [0, opened(3)]).link;
    expect(run(three, [0, closed(1)]).link.current).toBe(3);
    expect(run(three, [0, closed(3)]).link.current).toBe(1);
    expect(run(TWO, [0, closed(1)], [0, closed(2)]).link.current).toBeUndefined();
  });

  test("each channel opened from here is greeted one generation above all that are known", () => {
    const greeting = (generation: number) => [{ do: "greet", channel: 9, generation }];
    expect(run(NO_LINK, [0, opened(9)]).effects).toEqual(greeting(1));
    expect(run(UP, [0, opened(9)]).effects).toEqual(greeting(2));
    const told = { type: "hello", channel: 2, session: "life-one", generation: 5, weWin: true } as const;
    expect(run(TWO, [0, told], [0, opened(9)]).effects).toEqual(greeting(6));
    expect(run(UP, [0, opened(9, false)]).effects).toEqual(greeting(0));
  });

  test.each([
    ["heard", heard(9)],
    ["doubted", doubted(9)],
    ["hello", { type: "hello", channel: 9, session: "life-one", generation: 1, weWin: true }],
  ] as const)("%s on a channel that is not open changes nothing", (_name, input) => {
    const { link, effects } = run(UP, [5, input]);
    expect(link).toBe(UP);
    expect(effects).toEqual([]);
  });

  test("a channel that is not known and closes leaves the link as it is", () => {
    expect(run(UP, [5, closed(9)]).link).toEqual(UP);
  });

  test.each([
    ["an attempt that failed", DIALING, 7],
    ["an open channel", UP, 1],
  ] as const)("of %s nothing is left to close", (_name, link, channel) => {
    expect(run(link, [5, closed(channel)]).effects).toEqual([]);
  });

  test("a request to state what is open moves the link to its channel, and changes nothing on the current one", () => {
    const asked = (channel: number): LinkInput => ({ type: "asked", channel });
    const watched = run(TWO, [0, IN_USE]).link;
    expect(run(watched, [5, asked(1)])).toEqual({ link: watched, effects: [] });
    expect(run(watched, [5, asked(1)]).link).toBe(watched);
    const moved = run(watched, [5, asked(2)]);
    expect(moved.link).toMatchObject({ current: 2, watch: undefined });
    expect(moved.effects).toEqual([]);
  });

  test("R11.2 the other side's hello forgets the failures before it", () => {
    const failures = { ...NO_LINK, dial: { kind: "resting", failures: 3 } } as const;
    const told = { type: "hello", channel: 1, session: "life-one", generation: 1, weWin: true } as const;
    expect(run(failures, [0, opened(1)]).link.dial.failures).toBe(3);
    expect(run(failures, [0, opened(1)], [0, told]).link.dial.failures).toBe(0);
  });

  test("a link that is cut off closes every channel at once; an attempt under way goes on", () => {
    const busy = { ...TWO, dial: DIALING.dial };
    const { link, effects } = run(busy, [5, { type: "cutOff" }]);
    expect(effects).toEqual([
      { do: "close", channel: 1 },
      { do: "close", channel: 2 },
    ]);
    expect(link).toEqual({ ...NO_LINK, dial: DIALING.dial });
  });
});

describe("an unused link", () => {
  test("R11.3 is closed after the idle time", () => {
    const idle = run(TWO, [100, UNUSED]);
    expect(idle.effects).toEqual([]);
    expect(linkDeadline(idle.link, limits)).toBe(60_100);
    expect(run(idle.link, [60_099, UNUSED]).effects).toEqual([]);
    const { link, effects } = run(idle.link, [60_100, UNUSED]);
    expect(link).toEqual(NO_LINK);
    expect(effects).toEqual([
      { do: "close", channel: 1 },
      { do: "close", channel: 2 },
    ]);
  });

  test("R11.3 use in between restarts the idle time", () => {
    const { link } = run(UP, [100, UNUSED], [50_000, IN_USE], [50_100, UNUSED]);
    expect(link.idleAtMs).toBe(110_100);
  });

  test("that has no channel has nothing to close", () => {
    expect(run(NO_LINK, [100, UNUSED]).link.idleAtMs).toBeUndefined();
  });
});

describe("liveness", () => {
  const watched = run(UP, [0, IN_USE]).link;

  test("R8.1 a link in use that is quiet for the ping interval is asked, once", () => {
    expect(linkDeadline(watched, limits)).toBe(1_000);
    expect(run(watched, [999, IN_USE]).effects).toEqual([]);
    const asked = run(watched, [1_000, IN_USE]);
    expect(asked.effects).toEqual([{ do: "ping", channel: 1 }]);
    expect(run(asked.link, [1_001, IN_USE]).effects).toEqual([]);
  });

  test("R8.1 any text is a sign of life", () => {
    const { link, effects } = run(watched, [900, heard(1)], [1_000, IN_USE]);
    expect(effects).toEqual([]);
    expect(linkDeadline(link, limits)).toBe(1_900);
  });

  test("R8.1 an unused link is not asked", () => {
    expect(run(watched, [1_000, UNUSED])).toMatchObject({ effects: [], link: { watch: undefined } });
  });

  test("a sign of life begins no watch over a link that is not in use", () => {
    expect(run(UP, [5, heard(1)]).link.watch).toBeUndefined();
  });

  test("a sign of life on another channel says nothing about the current one", () => {
    const { link } = run(TWO, [0, IN_USE], [900, heard(2)]);
    expect(linkDeadline(link, limits)).toBe(1_000);
  });

  test("R8.2 silence for its time takes the link down, and another channel is dialed beside it", () => {
    const asked = run(UP, [0, WANTED], [1_000, WANTED]).link;
    expect(run(asked, [2_999, WANTED]).effects).toEqual([]);
    const { link, effects } = run(asked, [3_000, WANTED]);
    expect(link.current).toBeUndefined();
    expect(link.channels.has(1)).toBe(true);
    expect(effects).toEqual([{ do: "dial", channel: 7 }]);
  });

  test("R8.2 another channel that can carry the link does, without a new attempt", () => {
    const { link, effects } = run(TWO, [0, WANTED], [1_000, WANTED], [3_000, WANTED]);
    expect(link.current).toBe(2);
    expect(effects).toEqual([]);
  });

  test("R8.2 a page that slept asks before it holds the channel for silent", () => {
    const { link, effects } = run(watched, [3_600_000, IN_USE]);
    expect(effects).toEqual([{ do: "ping", channel: 1 }]);
    expect(link.current).toBe(1);
  });

  test("R8.3 a sign of life makes a silent channel carry the link again, if no other does", () => {
    const silent = run(UP, [0, doubted(1)]).link;
    expect(silent.current).toBeUndefined();
    expect(run(silent, [1, heard(1)]).link.current).toBe(1);
    expect(run(silent, [1, heard(1)]).link.channels).toEqual(UP.channels);
    const replaced = run(silent, [1, opened(2)], [2, heard(1)]).link;
    expect(replaced.current).toBe(2);
    expect(run(replaced, [3, closed(2)]).link.current).toBe(1);
  });

  test("R8.4 a hint makes the channel silent at once", () => {
    expect(run(TWO, [0, doubted(1)]).link.current).toBe(2);
    expect(run(TWO, [0, doubted(2)]).link.current).toBe(1);
    expect(run(TWO, [0, doubted(2)], [0, doubted(1)]).link.current).toBeUndefined();
  });
});
