// A page with the elements alone, ready for a test.
import type { Page } from "@playwright/test";
import { test as base } from "../support/pages.ts";

/** The test function of this folder. */
export const test = base.extend<{ bare: Page }>({
  bare: async ({ pages }, use) => {
    const page = await pages.open("bare", { permissions: ["camera", "microphone"] });
    await page.addInitScript(countResources);
    await page.goto("/e2e/ui/");
    await page.waitForFunction(() => "uiPage" in window);
    await use(page);
  },
});

declare global {
  interface Window {
    /** What the page holds at the moment: timers, listeners on what outlives an element, audio contexts, and tracks. */
    readonly held: { timers: number; listeners: number; contexts: number; tracks(): number };
  }
}

/** Counts what an element must give back. Runs in the page before its scripts. */
function countResources(): void {
  const timers = new Set<unknown>();
  const tracks: MediaStreamTrack[] = [];
  const held = { timers: 0, listeners: 0, contexts: 0, tracks: () => tracks.filter(isLive).length };
  const isLive = ({ readyState }: MediaStreamTrack): boolean => readyState === "live";
  const { setInterval: set, clearInterval: clear } = window;
  Object.assign(window, {
    held,
    setInterval: (...args: Parameters<typeof setInterval>) => {
      const timer = set(...args);
      timers.add(timer);
      held.timers = timers.size;
      return timer;
    },
    clearInterval: (timer: unknown) => {
      clear(timer as number);
      timers.delete(timer);
      held.timers = timers.size;
    },
  });
  for (const target of [navigator.mediaDevices, PermissionStatus.prototype, document]) {
    const { addEventListener: add, removeEventListener: remove } = target;
    target.addEventListener = function (this: EventTarget, ...args: unknown[]) {
      held.listeners += 1;
      add.apply(this, args as never);
    } as never;
    target.removeEventListener = function (this: EventTarget, ...args: unknown[]) {
      held.listeners -= 1;
      remove.apply(this, args as never);
    } as never;
  }
  const Context = AudioContext;
  window.AudioContext = class extends Context {
    constructor() {
      super();
      held.contexts += 1;
    }
    override close() {
      held.contexts -= 1;
      return super.close();
    }
  };
  for (const name of ["getUserMedia", "getDisplayMedia"] as const) {
    const ask = navigator.mediaDevices[name].bind(navigator.mediaDevices);
    navigator.mediaDevices[name] = async (...args: unknown[]) => {
      const stream = await ask(...(args as []));
      tracks.push(...stream.getTracks());
      return stream;
    };
  }
}
