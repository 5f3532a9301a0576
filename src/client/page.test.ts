// The events of a browser page, here made of two event targets.
import { afterEach, describe, expect, test, vi } from "vitest";
import { createCall, createScene, noteEvents } from "../testing/clients.fixture.ts";
import { watchPage } from "./page.ts";

afterEach(() => void vi.unstubAllGlobals());

/** A page that can be left, shown and hidden. Its listeners are global, as in a browser. */
function createPage() {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", document);
  const listeners = new Set<string>();
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    target.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners.add(args[0]);
      addEventListener.apply(target, args);
    };
    target.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners.delete(args[0]);
      removeEventListener.apply(target, args);
    };
  }
  vi.stubGlobal("addEventListener", window.addEventListener);
  vi.stubGlobal("removeEventListener", window.removeEventListener);
  const tell = (name: string): void => void window.dispatchEvent(new Event(name));
  const see = (visibilityState: string): void => {
    document.visibilityState = visibilityState;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  return { tell, see, listeners };
}

describe("watchPage", () => {
  test("reports when the page is left and when it is shown again, until it is stopped", () => {
    const { tell, see } = createPage();
    const [leaving, awake] = [vi.fn(), vi.fn()];
    const stop = watchPage({ leaving, awake });
    tell("pagehide");
    expect([leaving.mock.calls.length, awake.mock.calls.length]).toEqual([1, 0]);
    tell("pageshow");
    see("hidden");
    expect(awake).toHaveBeenCalledTimes(1);
    see("visible");
    expect(awake).toHaveBeenCalledTimes(2);
    stop();
    for (const name of ["pagehide", "pageshow"]) tell(name);
    see("visible");
    expect([leaving.mock.calls.length, awake.mock.calls.length]).toEqual([1, 2]);
  });

  test("without a page there is nothing to watch, and nothing to stop", () => {
    const [leaving, awake] = [vi.fn(), vi.fn()];
    expect(() => watchPage({ leaving, awake })()).not.toThrow();
  });
});

describe("a client on a page", () => {
  test("R13.2 that is left cancels what it sent", async () => {
    const { tell } = createPage();
    const scene = createScene();
    const ada = scene.join("ada");
    const local = ada.createLocalInvitation("bob").send();
    tell("pagehide");
    expect(await local.outcome).toEqual({ kind: "canceled", reason: "closed", content: "" });
  });

  test("R6.4 that slept checks its deadlines when it is seen again", async () => {
    const { see } = createPage();
    const { ring, local, clock } = await createCall();
    const remote = await ring();
    const notes = noteEvents(remote);
    clock.sleep(120_000);
    see("visible");
    expect(notes).toContainEqual(["failed", "expired"]);
    expect(local.state).toBe("failed");
  });

  test("that is closed stops watching", async () => {
    const { listeners } = createPage();
    const ada = createScene().join("ada");
    expect([...listeners].sort()).toEqual(["pagehide", "pageshow", "visibilitychange"]);
    await ada.close();
    expect(listeners.size).toBe(0);
  });
});
