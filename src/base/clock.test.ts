// The clock of the system, as the client uses it.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSystemClock } from "./clock.ts";

const START = 1_700_000_000_000;
const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the time", () => {
  test("starts as the wall clock and goes on with it", () => {
    const clock = createSystemClock();
    expect(clock.nowMs()).toBe(START);
    vi.advanceTimersByTime(1_234);
    expect(clock.nowMs()).toBe(START + 1_234);
  });

  test("never goes back when the wall clock is set back", () => {
    const clock = createSystemClock();
    vi.advanceTimersByTime(1_000);
    vi.setSystemTime(START - HOUR);
    expect(clock.nowMs()).toBe(START + 1_000);
    vi.advanceTimersByTime(500);
    expect(clock.nowMs()).toBe(START + 1_500);
  });

  test("counts the time that passed before the wall clock was set back, even if nobody asked", () => {
    const clock = createSystemClock();
    vi.advanceTimersByTime(1_000);
    vi.setSystemTime(START - HOUR);
    vi.advanceTimersByTime(500);
    expect(clock.nowMs()).toBe(START + 1_500);
  });

  test("runs no faster for being asked often, though the wall clock moves in whole milliseconds", () => {
    const wall = vi.spyOn(Date, "now");
    const monotonic = vi.spyOn(performance, "now");
    const show = (ms: number): void => {
      wall.mockReturnValue(START + Math.floor(ms));
      monotonic.mockReturnValue(ms);
    };
    show(0);
    const clock = createSystemClock();
    for (let ms = 0; ms <= 1_000; ms += 0.25) {
      show(ms);
      clock.nowMs();
    }
    expect(clock.nowMs()).toBe(START + 1_000);
    vi.restoreAllMocks();
  });

  test("counts the hours that the machine slept, while the monotonic clock stood still", () => {
    const clock = createSystemClock();
    vi.setSystemTime(START + 2 * HOUR);
    expect(clock.nowMs()).toBe(START + 2 * HOUR);
  });
});

describe("timers", () => {
  test("run once their time has come, never earlier", () => {
    const clock = createSystemClock();
    const run = vi.fn();
    clock.schedule(START + 1_000.5, run);
    vi.advanceTimersByTime(1_000);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("for a time in the past run soon, but not at once", () => {
    const run = vi.fn();
    createSystemClock().schedule(START - 5, run);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(0);
    expect(run).toHaveBeenCalledOnce();
  });

  test("that are longer than a browser's timer can be still run", () => {
    const longMs = 60 * 24 * HOUR;
    const run = vi.fn();
    const set = vi.spyOn(globalThis, "setTimeout");
    createSystemClock().schedule(START + longMs, run);
    vi.advanceTimersByTime(longMs - 1);
    expect(set.mock.calls.map(([, ms]) => ms)).toEqual([
      2 ** 31 - 1,
      2 ** 31 - 1,
      longMs - 2 * (2 ** 31 - 1),
    ]);
    set.mockRestore();
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
  });

  test("that fire early wait for the rest of their time", () => {
    const clock = createSystemClock();
    const run = vi.fn();
    clock.schedule(START + 1_000, run);
    // The wall clock is set back and the monotonic clock stood still, so a timer fires before enough time has passed.
    vi.spyOn(performance, "now").mockReturnValue(0);
    vi.setSystemTime(START - 600);
    clock.nowMs();
    vi.advanceTimersByTime(1_000);
    vi.mocked(performance.now).mockRestore();
    vi.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledOnce();
  });

  test.each([0, 1_000, 60 * 24 * HOUR])("that are called off never run (%i ms)", (ms) => {
    const run = vi.fn();
    const callOff = createSystemClock().schedule(START + ms, run);
    callOff();
    callOff();
    vi.advanceTimersByTime(2 * ms + 1);
    expect(run).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that are canceled in the middle of a long time never run", () => {
    const longMs = 60 * 24 * HOUR;
    const run = vi.fn();
    const callOff = createSystemClock().schedule(START + longMs, run);
    vi.advanceTimersByTime(longMs - HOUR);
    callOff();
    vi.advanceTimersByTime(longMs);
    expect(run).not.toHaveBeenCalled();
  });
});
