// What simple-peer says, as a call hears it. What needs a browser is tested in one (e2e/call.spec.ts).
import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { createMedia } from "./media.ts";
import type { MediaEvents } from "./media-port.ts";

const peers = vi.hoisted(() => [] as (EventEmitter & { connected: boolean })[]);

vi.mock("simple-peer/simplepeer.min.js", () => ({
  default: class extends EventEmitter {
    connected = false;
    readonly _pc = {};
    constructor() {
      super();
      peers.push(this);
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
