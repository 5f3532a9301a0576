// The clock that only a test moves.
import { describe, expect, test } from "vitest";
import { createFakeClock } from "./fake-clock.ts";

describe("a fake clock", () => {
  test("stands still until it is moved", async () => {
    const clock = createFakeClock(500);
    expect(clock.nowMs()).toBe(500);
    await clock.settle();
    expect(clock.nowMs()).toBe(500);
    await clock.advance(20);
    clock.tick(3);
    expect(clock.nowMs()).toBe(523);
  });

  test.each(["advance", "tick"] as const)(
    "%s runs the timers that are due, each at its own time and in order",
    async (move) => {
      const clock = createFakeClock(0);
      const ran: unknown[] = [];
      for (const atMs of [30, 10, 20, 10, 41]) clock.schedule(atMs, () => ran.push([atMs, clock.nowMs()]));
      await clock[move](40);
      expect(ran).toEqual([
        [10, 10],
        [10, 10],
        [20, 20],
        [30, 30],
      ]);
      expect([clock.timers, clock.nowMs()]).toEqual([1, 40]);
    },
  );

  test("a timer that is set meanwhile runs if it is due, and a canceled one does not", async () => {
    const clock = createFakeClock(0);
    const ran: string[] = [];
    clock.schedule(10, () => clock.schedule(15, () => ran.push("nested")));
    const callOff = clock.schedule(12, () => ran.push("called off"));
    callOff();
    callOff();
    await clock.advance(20);
    expect(ran).toEqual(["nested"]);
    expect(clock.timers).toBe(0);
  });

  test("after a sleep, timers run late, at the next advance", async () => {
    const clock = createFakeClock(0);
    const ran: number[] = [];
    clock.schedule(10, () => ran.push(clock.nowMs()));
    clock.sleep(50);
    expect(ran).toEqual([]);
    await clock.advance(0);
    expect(ran).toEqual([50]);
  });

  test("settle waits for microtasks and for what they lead to", async () => {
    const clock = createFakeClock();
    let depth = 0;
    const dig = (): void => {
      depth += 1;
      if (depth < 50) queueMicrotask(dig);
    };
    dig();
    await clock.settle();
    expect(depth).toBe(50);
  });
});
