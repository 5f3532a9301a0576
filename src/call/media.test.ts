// How media.ts translates simple-peer's events for a call. What needs a browser is tested in one (e2e/library/call.spec.ts).
import { EventEmitter } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { createMedia } from "./media.ts";
import type { MediaEvents } from "./media-port.ts";
import { TooMuchError } from "./signals.ts";

const peers = vi.hoisted(() => [] as (EventEmitter & { connected: boolean })[]);
/** The handler of a new data channel. */
type OnDataChannel = (event: { readonly channel: { close(): void } }) => void;

/** `log`: the calls to a connection. `channel`: the one for the farewell. `pc`: the newest connection. */
const browser = vi.hoisted(() => ({
  refuses: false,
  log: [] as string[],
  channel: {} as Partial<RTCDataChannel>,
  ondatachannel: undefined as OnDataChannel | undefined,
  pc: undefined as { ondatachannel: OnDataChannel | undefined } | undefined,
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
          ondatachannel: browser.ondatachannel,
        };
    constructor() {
      super();
      peers.push(this);
      browser.pc = this._pc;
      // As simple-peer does if it cannot create a connection.
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

test("a network path that flaps before anything can be sent is not a connection yet", () => {
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

test("whose client is closed sends the farewell before the connection is up, and then nothing", () => {
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

test("a connection that cannot send the farewell is closed anyway", () => {
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
  "a browser that creates no connection is a failure, and closing works (ahead: %s)",
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

/** A connection, its simple-peer, and the events that the call got. */
function createWatched(leads: boolean) {
  browser.refuses = false;
  const failed = vi.fn<(cause: unknown) => void>();
  const events = { failed, signal: vi.fn(), data: vi.fn(), track: vi.fn() };
  const media = createMedia({ leads, config: {}, sendings: [], ahead: false, events: events as never });
  const peer = peers.at(-1) as (typeof peers)[0] & { signal?: unknown };
  return { media, peer, ...events };
}

describe("what the other side can do to a connection", () => {
  test.each([
    [false, { type: "offer", sdp: "m=audio\r\n".repeat(260) }, "describes too much"],
    [false, { type: "answer", sdp: "v=0" }, "signals what no connection does"],
    [true, { candidate: 7 }, "signals what no connection does"],
  ])(
    "we lead: %s, an impossible signal is a failure of the connection, and simple-peer never gets it",
    async (leads, data, why) => {
      const { media, peer, failed } = createWatched(leads);
      const signal = vi.fn();
      Object.assign(peer, { signal });
      media.feed(data);
      await Promise.resolve();
      expect([signal.mock.calls, String(failed.mock.calls[0]?.[0])]).toEqual([
        [],
        expect.stringContaining(why),
      ]);
    },
  );

  test("an error that simple-peer throws is a failure of the connection", async () => {
    const { media, peer, failed } = createWatched(false);
    const error = new TypeError("the browser will not");
    Object.assign(peer, { signal: vi.fn().mockThrow(error) });
    media.feed({ type: "offer", sdp: "v=0" });
    await Promise.resolve();
    expect(failed.mock.calls).toEqual([[error]]);
  });

  test("candidates are tried up to the bound, and the rest is ignored", () => {
    const { media, peer, failed } = createWatched(true);
    const signal = vi.fn();
    Object.assign(peer, { signal });
    for (let n = 0; n < 1_000; n += 1)
      media.feed({ candidate: { candidate: `candidate:${n}`, sdpMid: "0" } });
    expect([signal.mock.calls.length, failed.mock.calls.length]).toEqual([256, 0]);
  });

  test.each(["x".repeat(262_145), new Uint8Array(262_145)])(
    "data that is too long exceeds the bounds, and does not reach the app",
    async (long) => {
      const { peer, failed, data } = createWatched(true);
      peer.emit("data", long);
      await Promise.resolve();
      expect([data.mock.calls, failed.mock.calls]).toEqual([[], [[expect.any(TooMuchError)]]]);
    },
  );

  test("a description of our own that is too long is not sent: the next connection starts small", async () => {
    const { peer, failed, signal } = createWatched(true);
    peer.emit("signal", { type: "offer", sdp: "m=audio\r\n".repeat(65) });
    await Promise.resolve();
    expect(signal).not.toHaveBeenCalled();
    expect(failed.mock.calls[0]?.[0]).not.toBeInstanceOf(TooMuchError);
  });

  test.each([true, false])(
    "one data channel is the call's, and all others are closed (leads: %s)",
    (leads) => {
      const taken = vi.fn();
      browser.ondatachannel = taken;
      createWatched(leads);
      const closed = Array.from({ length: 3 }, () => {
        const close = vi.fn();
        browser.pc?.ondatachannel?.({ channel: { close } });
        return close.mock.calls.length;
      });
      expect([taken.mock.calls.length, closed]).toEqual(leads ? [0, [1, 1, 1]] : [1, [0, 1, 1]]);
    },
  );
});
