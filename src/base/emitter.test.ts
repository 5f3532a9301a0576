// Events with the same API as those of PeerJS objects.
import { afterEach, describe, expect, test, vi } from "vitest";
import { Emitter } from "./emitter.ts";
import { report } from "./report.ts";

class Bell extends Emitter<{ readonly ring: readonly [times: number]; readonly stop: readonly [] }> {
  constructor() {
    super({ ring: true, stop: true });
  }

  ring(times: number): void {
    this.fire("ring", times);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("on, once and off", () => {
  test("listeners are called in the order in which they were added, with the event's arguments", () => {
    const bell = new Bell();
    const calls: unknown[] = [];
    const returned = bell
      .on("ring", (times) => calls.push(["first", times]))
      .on("ring", (times) => calls.push(["second", times]));
    bell.ring(3);
    expect(returned).toBe(bell);
    expect(calls).toEqual([
      ["first", 3],
      ["second", 3],
    ]);
  });

  test("a once listener is called once, even if it fires the event again", () => {
    const bell = new Bell();
    const listener = vi.fn(() => bell.ring(2));
    bell.once("ring", listener);
    bell.ring(1);
    bell.ring(3);
    expect(listener.mock.calls).toEqual([[1]]);
  });

  test("if the same function is added by on and by once, only the once goes", () => {
    const bell = new Bell();
    const listener = vi.fn();
    bell.on("ring", listener).once("ring", listener);
    bell.ring(1);
    bell.ring(2);
    expect(listener.mock.calls).toEqual([[1], [1], [2]]);
  });

  test("off removes one listener, or all listeners of an event; removeAllListeners removes all", () => {
    const bell = new Bell();
    const [one, two] = [vi.fn(), vi.fn()];
    bell.on("ring", one).once("ring", two).on("stop", two);
    bell.off("ring", two);
    expect([bell.listenerCount("ring"), bell.listenerCount("stop")]).toEqual([1, 1]);
    bell.off("ring");
    bell.ring(1);
    expect(one).not.toHaveBeenCalled();
    bell.on("ring", one).removeAllListeners("ring");
    expect([bell.listenerCount("ring"), bell.listenerCount("stop")]).toEqual([0, 1]);
    bell.removeAllListeners();
    expect(bell.listenerCount("stop")).toBe(0);
  });
});

describe("a listener that throws", () => {
  test("is reported by reportError, and the next one is called", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const bell = new Bell();
    const next = vi.fn();
    const boom = new Error("boom");
    bell.once("ring", () => {
      throw boom;
    });
    bell.on("ring", next);
    bell.ring(1);
    bell.ring(2);
    expect(reported.mock.calls).toEqual([[boom]]);
    expect(next.mock.calls).toEqual([[1], [2]]);
  });

  test("without reportError, its error is an unhandled rejection, later", async () => {
    vi.stubGlobal("reportError", undefined);
    vi.useFakeTimers();
    const boom = new Error("boom");
    const rejected = vi.spyOn(Promise, "reject").mockImplementation((() => undefined) as never);
    report(boom);
    expect(rejected).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(rejected.mock.calls).toEqual([[boom]]);
    rejected.mockRestore();
  });
});
