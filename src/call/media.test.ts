// What simple-peer says, as a call hears it. What needs a browser is tested in one (e2e/call.spec.ts).
import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { createMedia } from "./media.ts";
import type { MediaEvents } from "./media-port.ts";

const peers = vi.hoisted(() => [] as (EventEmitter & { connected: boolean })[]);
const browser = vi.hoisted(() => ({ refuses: false }));

vi.mock("simple-peer/simplepeer.min.js", () => ({
  default: class extends EventEmitter {
    connected = false;
    destroyed = false;
    readonly _pc = browser.refuses ? undefined : { getTransceivers: () => [], close: () => {} };
    constructor() {
      super();
      peers.push(this);
      // As simple-peer where there is no connection to be had.
      if (browser.refuses) this.destroy(new Error("too many connections"));
    }
    destroy(error?: Error): void {
      this.destroyed = true;
      queueMicrotask(() => {
        if (error !== undefined) this.emit("error", error);
        this.emit("close");
      });
    }
  },
}));

test("a way through the network that wobbles before anything can be sent is not a connection yet", () => {
  const connected = vi.fn();
  const events: Partial<MediaEvents> = { connected, doubted: vi.fn() };
  createMedia({ leads: true, config: {}, sendings: [], ahead: false, events: events as MediaEvents });
  const [peer] = peers;
  const go = (...states: string[]): void => {
    for (const state of states) peer?.emit("iceStateChange", state);
  };
  go("connected", "disconnected", "connected");
  expect(connected).not.toHaveBeenCalled();
  Object.assign(peer ?? {}, { connected: true });
  peer?.emit("connect");
  expect(connected).toHaveBeenCalledTimes(1);
  go("disconnected", "connected");
  expect(connected).toHaveBeenCalledTimes(2);
});

test.each([true, false])(
  "a browser that makes no connection is a failure, and it can be closed (ahead: %s)",
  async (ahead) => {
    browser.refuses = true;
    const failed = vi.fn();
    const parts = {
      leads: true,
      config: {},
      sendings: [],
      events: { failed } as Partial<MediaEvents> as MediaEvents,
    };
    const media = createMedia({ ...parts, ahead });
    await Promise.resolve();
    expect(failed.mock.calls).toEqual([[new Error("too many connections")]]);
    await media.keepTo([]);
    media.close();
  },
);
