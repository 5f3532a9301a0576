// Events as RTM's objects have them.
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

  test("says which listeners it has", () => {
    const listener = vi.fn();
    const emitter = new RtmEmitter<Events>().once("stopped", listener);
    expect([emitter.listeners("stopped"), emitter.rawListeners("stopped")]).toEqual([[listener], [listener]]);
    expect(emitter.listenerCount("stopped")).toBe(1);
  });

  test("a listener that throws is reported, and the next one is called", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const next = vi.fn();
    const error = new Error("oh");
    new RtmEmitter<Events>()
      .on("stopped", () => {
        throw error;
      })
      .on("stopped", next)
      .emit("stopped");
    expect([reported.mock.calls, next.mock.calls]).toEqual([[[error]], [[]]]);
  });

  test("tells after the call that leads to it", async () => {
    const listener = vi.fn();
    const emitter = new RtmEmitter<Events>();
    emitter.tell("rang", "ada", 1);
    emitter.on("rang", listener);
    expect(listener).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(listener.mock.calls).toEqual([["ada", 1]]);
  });

  test("a follower stays whatever is taken off, comes after the listeners, and is not counted", () => {
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
