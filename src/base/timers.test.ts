// Each key's timer runs at the time it was last set to, and the clock is asked for few timers.
import { describe, expect, test } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { Timers } from "./timers.ts";

/** Timers on a clock that starts at 0, and the log of what ran when. */
function create() {
  const clock = createFakeClock(0);
  const timers = new Timers(clock);
  const ran: string[] = [];
  const set = (key: string, atMs: number | undefined): void =>
    timers.set(key, atMs, () => ran.push(`${key} at ${clock.nowMs()}`));
  return { clock, timers, ran, set };
}

describe("timers", () => {
  test("each runs once, at its time", () => {
    const { clock, ran, set } = create();
    set("b", 20);
    set("a", 10);
    clock.tick(100);
    expect(ran).toEqual(["a at 10", "b at 20"]);
    expect(clock.timers).toBe(0);
  });

  test("one that is postponed runs at the later time only, however often it is postponed", () => {
    const { clock, ran, set } = create();
    for (const atMs of [10, 20, 30]) set("a", atMs);
    expect(clock.timers).toBe(1);
    clock.tick(29);
    expect(ran).toEqual([]);
    clock.tick(1);
    expect(ran).toEqual(["a at 30"]);
    expect(clock.timers).toBe(0);
  });

  test("one that is postponed and then moved forward again runs at the earlier time only", () => {
    const { clock, ran, set } = create();
    for (const atMs of [10, 30, 20]) set("a", atMs);
    clock.tick(100);
    expect(ran).toEqual(["a at 20"]);
  });

  test("one that is moved forward runs earlier, once", () => {
    const { clock, ran, set } = create();
    for (const atMs of [30, 10]) set("a", atMs);
    expect(clock.timers).toBe(1);
    clock.tick(100);
    expect(ran).toEqual(["a at 10"]);
  });

  test("one that is canceled never runs, postponed before or not", () => {
    const { clock, ran, set } = create();
    set("a", 10);
    set("a", undefined);
    for (const atMs of [10, 20, undefined]) set("b", atMs);
    set("never set", undefined);
    expect(clock.timers).toBe(0);
    clock.tick(100);
    expect(ran).toEqual([]);
  });

  test("one that runs may set itself again", () => {
    const { clock, timers } = create();
    const ranAtMs: number[] = [];
    const again = (): void => {
      ranAtMs.push(clock.nowMs());
      if (ranAtMs.length < 3) timers.set("a", clock.nowMs() + 5, again);
    };
    timers.set("a", 5, again);
    clock.tick(100);
    expect(ranAtMs).toEqual([5, 10, 15]);
  });

  test("clear cancels all of them", () => {
    const { clock, timers, ran, set } = create();
    set("a", 10);
    set("b", 20);
    timers.clear();
    expect(clock.timers).toBe(0);
    clock.tick(100);
    expect(ran).toEqual([]);
  });
});
