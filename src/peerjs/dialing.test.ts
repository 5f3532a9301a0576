// Opens one channel with as many requests as it takes. The test controls each request.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PeerId } from "../core/wire/ids.ts";
import type { ChannelEvents } from "../transport/transport.ts";
import { type Attempt, Dialing } from "./dialing.ts";

/** A request that the test controls. */
class FakeAttempt implements Attempt {
  readonly peer = "bob" as PeerId;
  readonly atMs = Date.now();
  answeredAfterMs: number | undefined;
  isClosed = false;
  readonly sent: string[] = [];
  events: ChannelEvents | undefined;

  start(events: ChannelEvents): void {
    this.events = events;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isClosed = true;
    this.events = undefined;
  }
}

/** A dial, its requests, and its events. */
function dial() {
  const attempts: FakeAttempt[] = [];
  const told: unknown[] = [];
  const unanswered = vi.fn();
  const ended = vi.fn();
  const dialing = new Dialing({
    peer: "bob" as PeerId,
    request: () => {
      const attempt = new FakeAttempt();
      attempts.push(attempt);
      return attempt;
    },
    unanswered,
    ended,
  });
  dialing.start({
    opened: () => told.push("opened"),
    text: (text) => told.push(text),
    doubted: () => told.push("doubted"),
    closed: (why) => told.push(why),
  });
  const nth = (index: number): FakeAttempt => {
    const attempt = attempts[index];
    if (attempt === undefined) throw new Error(`There is no request ${index}.`);
    return attempt;
  };
  return { dialing, attempts, nth, told, unanswered, ended };
}

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

test("a request that is lost on a page that reloads is repeated within a second, and the second one opens", () => {
  const { dialing, attempts, nth, told } = dial();
  vi.advanceTimersByTime(700);
  expect(attempts.map(({ atMs }) => atMs)).toEqual([0, 700]);
  nth(1).answeredAfterMs = 60;
  nth(1).events?.opened();
  nth(1).events?.text("hello");
  nth(1).events?.doubted();
  dialing.send("welcome");
  expect(told).toEqual(["opened", "hello", "doubted"]);
  expect([nth(0).isClosed, nth(1).isClosed, nth(1).sent]).toEqual([true, false, ["welcome"]]);
  nth(1).events?.closed("closed");
  expect(told.at(-1)).toBe("closed");
  expect(vi.getTimerCount()).toBe(0);
});

test("a slow answer to the first request counts, and the second request was unnecessary", () => {
  const { attempts, nth, told } = dial();
  vi.advanceTimersByTime(1_200);
  nth(0).answeredAfterMs = 1_200;
  vi.advanceTimersByTime(3_000);
  nth(0).events?.opened();
  expect(told).toEqual(["opened"]);
  expect([attempts.length, nth(0).isClosed, nth(1).isClosed]).toEqual([2, false, true]);
});

test("an answered request has time to open, as long as its answer suggests, and nothing is doubted", () => {
  const { attempts, nth, unanswered } = dial();
  nth(0).answeredAfterMs = 600;
  vi.advanceTimersByTime(2_399);
  expect(attempts).toHaveLength(1);
  nth(0).events?.opened();
  vi.advanceTimersByTime(60_000);
  expect([attempts.length, unanswered.mock.calls.length]).toEqual([1, 0]);
});

test("a request that a page answered just before it reloaded is repeated within a second", () => {
  const { attempts, nth, unanswered } = dial();
  nth(0).answeredAfterMs = 40;
  vi.advanceTimersByTime(700);
  expect([attempts.length, unanswered.mock.calls.length]).toEqual([2, 0]);
});

test("if nobody answers, there are only three requests, and each silence is reported", () => {
  const { dialing, attempts, told, unanswered, ended } = dial();
  vi.advanceTimersByTime(60_000);
  expect(attempts.map(({ atMs }) => atMs)).toEqual([0, 700, 2_100]);
  expect(unanswered).toHaveBeenCalledTimes(3);
  dialing.close();
  expect(attempts.every(({ isClosed }) => isClosed)).toBe(true);
  expect(told).toEqual([]);
  expect(ended).toHaveBeenCalledOnce();
});

test.each(["closed", "absent"] as const)(
  "it is %s once every request is, with the reason of the last one",
  (why) => {
    const { nth, told, ended } = dial();
    vi.advanceTimersByTime(700);
    nth(0).events?.closed(why);
    expect(told).toEqual([]);
    nth(1).events?.closed(why);
    expect(told).toEqual([why]);
    expect(ended).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  },
);

test("a peer that the broker reports as absent after five seconds is absent, though the request was repeated", () => {
  const { attempts, told } = dial();
  vi.advanceTimersByTime(5_000);
  for (const attempt of attempts) attempt.events?.closed("absent");
  expect(told).toEqual(["absent"]);
});

test("a dial that is closed early repeats nothing, and reports nothing", () => {
  const { dialing, attempts, told, unanswered } = dial();
  dialing.close();
  dialing.close();
  vi.advanceTimersByTime(60_000);
  expect([attempts.length, told, unanswered.mock.calls.length]).toEqual([1, [], 0]);
});

test("a dial that is closed because of the silence repeats nothing", () => {
  const { dialing, attempts, unanswered } = dial();
  unanswered.mockImplementation(() => dialing.close());
  vi.advanceTimersByTime(60_000);
  expect(attempts).toHaveLength(1);
});
