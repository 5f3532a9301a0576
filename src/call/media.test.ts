// What simple-peer says, as a call hears it. What needs a browser is tested in one (e2e/call.spec.ts).
import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { createMedia } from "./media.ts";
import type { MediaEvents } from "./media-port.ts";

const peers = vi.hoisted(() => [] as (EventEmitter & { connected: boolean })[]);
/** `log`: what was done to a connection. `channel`: the one for the last word. */
const browser = vi.hoisted(() => ({
  refuses: false,
  log: [] as string[],
  channel: {} as Partial<RTCDataChannel>,
}));

vi.mock("simple-peer/simplepeer.min.js", () => ({
  default: class extends EventEmitter {
    connected = false;
    destroyed = false;
    readonly _pc = browser.refuses
      ? undefined
      : {
          getTransceivers: () => [],
          createDataChannel: () => browser.channel,
          close: () => browser.log.push("closed"),
        };
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

test("whose client is closed says so before the connection is, and then nothing", () => {
  const left = vi.fn();
  const events = { left } as Partial<MediaEvents> as MediaEvents;
  const media = createMedia({ leads: true, config: {}, sendings: [], ahead: false, events });
  const hear = (data: string) => browser.channel.onmessage?.call({} as never, { data } as MessageEvent);
  hear("something else");
  expect(left).not.toHaveBeenCalled();
  hear("left");
  expect(left).toHaveBeenCalledTimes(1);
  browser.log.length = 0;
  browser.channel.send = (word: unknown) => void browser.log.push(String(word));
  media.leave();
  expect(browser.log).toEqual(["left", "closed"]);
  hear("left");
  expect(left).toHaveBeenCalledTimes(1);
});

test("a connection that cannot say it is closed all the same", () => {
  const media = createMedia({
    leads: true,
    config: {},
    sendings: [],
    ahead: false,
    events: {} as MediaEvents,
  });
  browser.log.length = 0;
  browser.channel.send = () => {
    throw new DOMException("connecting", "InvalidStateError");
  };
  media.leave();
  expect(browser.log).toEqual(["closed"]);
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
