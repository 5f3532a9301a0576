// Events of RTM's objects.
import { afterEach, describe, expect, test, vi } from "vitest";
import { RtmEmitter } from "./emitter.ts";

interface Events {
  rang(who: string, often: number): void;
  stopped(): void;
}

afterEach(() => void vi.unstubAllGlobals());

describe("an emitter", () => {
  test("on, once, off and removeAllListeners chain", () => {
    const emitter = new RtmEmitter<Events>();
    const [kept, once, gone] = [vi.fn(), vi.fn(), vi.fn()];
    const same = emitter.on("rang", kept).once("rang", once).on("rang", gone).off("rang", gone);
    expect(same).toBe(emitter);
    expect([emitter.emit("rang", "ada", 1), emitter.emit("rang", "bob", 2)]).toEqual([true, true]);
    expect(kept.mock.calls).toEqual([
      ["ada", 1],
      ["bob", 2],
    ]);
    expect([once.mock.calls.length, gone.mock.calls.length]).toEqual([1, 0]);
    expect(emitter.removeAllListeners("rang").emit("rang", "cyd", 3)).toBe(false);
    emitter.on("rang", kept).on("stopped", once).removeAllListeners();
    expect([emitter.listenerCount("rang"), emitter.listenerCount("stopped")]).toEqual([0, 0]);
  });

  test("returns its listeners", () => {
    const listener = vi.fn();
    const emitter = new RtmEmitter<Events>().once("stopped", listener);
    expect([emitter.listeners("stopped"), emitter.rawListeners("stopped")]).toEqual([[listener], [listener]]);
    expect(emitter.listenerCount("stopped")).toBe(1);
  });

  test("a listener that throws is an uncaught error, and the next one is called", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const next = vi.fn();
    new RtmEmitter<Events>()
      .on("stopped", () => {
        throw new Error("oh");
      })
      .on("stopped", next)
      .emit("stopped");
    expect(next.mock.calls).toEqual([[]]);
    expect(reported.mock.calls).toEqual([[new Error("oh")]]);
  });

  test("has the methods of Node's emitter, which an app may call on RTM's objects", () => {
    const emitter = new RtmEmitter<Events>();
    const heard: string[] = [];
    const [one, two, three, four] = ["one", "two", "three", "four"].map((it) => () => void heard.push(it));
    if (!one || !two || !three || !four) throw new Error("There are four.");
    const same = emitter.addListener("stopped", one).prependListener("stopped", two);
    expect(same.prependOnceListener("stopped", three).once("stopped", four).setMaxListeners(0)).toBe(emitter);
    emitter.emit("stopped");
    emitter.emit("stopped");
    expect(heard).toEqual(["three", "two", "one", "four", "two", "one"]);
    expect(emitter.eventNames()).toEqual(["stopped"]);
    expect(emitter.removeListener("stopped", one).removeListener("stopped", two).eventNames()).toEqual([]);
  });

  test("off removes one listener, the last that was added, and ignores unknown ones", () => {
    const emitter = new RtmEmitter<Events>();
    const [twice, other] = [vi.fn(), vi.fn()];
    emitter.on("stopped", twice).on("stopped", other).on("stopped", twice);
    emitter.off("stopped", undefined).off("stopped", vi.fn()).off("rang", twice);
    expect(emitter.off("stopped", twice).listeners("stopped")).toEqual([twice, other]);
  });

  test("the same listener added by on and by once is called by both", () => {
    const listener = vi.fn();
    const emitter = new RtmEmitter<Events>().on("stopped", listener).once("stopped", listener);
    emitter.emit("stopped");
    emitter.emit("stopped");
    expect([listener.mock.calls.length, emitter.listenerCount("stopped")]).toEqual([3, 1]);
  });

  test("only functions can be added", () => {
    const add = () => new RtmEmitter<Events>().on("stopped", undefined as never);
    expect(add).toThrow(new TypeError("A listener of stopped must be a function, not undefined."));
  });

  test("fires after the call that causes the event", async () => {
    const listener = vi.fn();
    const emitter = new RtmEmitter<Events>();
    emitter.tell("rang", "ada", 1);
    emitter.on("rang", listener);
    expect(listener).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(listener.mock.calls).toEqual([["ada", 1]]);
  });

  test("a follower stays whatever is removed, comes after the listeners, and is not counted", () => {
    const emitter = new RtmEmitter<{ RemoteInvitationReceived: (words: string) => void }>();
    const heard: string[] = [];
    emitter.follow("RemoteInvitationReceived", (words) => heard.push(`follower ${words}`));
    emitter.on("RemoteInvitationReceived", (words) => heard.push(`listener ${words}`));
    expect(emitter.listenerCount("RemoteInvitationReceived")).toBe(1);
    emitter.emit("RemoteInvitationReceived", "1");
    emitter.removeAllListeners();
    emitter.emit("RemoteInvitationReceived", "2");
    expect(heard).toEqual(["listener 1", "follower 1", "follower 2"]);
  });
});
