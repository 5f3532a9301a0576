// One connection that is set up early: which way its signals go, and whether a call can go on with it.
import { describe, expect, test } from "vitest";
import { InvitationError } from "../base/pure/errors.ts";
import type { Media, MediaEvents, MediaParts } from "./media-port.ts";
import { Preconnection } from "./preconnection.ts";

function createEarly(leads: boolean) {
  const said: object[] = [];
  const onLine: object[] = [];
  let events: MediaEvents | undefined;
  const early = new Preconnection({
    leads,
    config: undefined,
    createMedia: (parts) => {
      ({ events } = parts);
      return { feed: () => {}, close: () => {} } as Partial<Media> as Media;
    },
    say: (data) => {
      said.push(data);
      return true;
    },
  });
  early.start();
  const call = {
    signal: (data: object) => onLine.push(data),
    connected: () => {},
    settled: () => {},
  } as Partial<MediaEvents>;
  const adopt = async (): Promise<void> => {
    early.adopt({ events: call } as MediaParts);
    await Promise.resolve();
  };
  return { early, events: events as unknown as MediaEvents, said, onLine, adopt };
}

const offer = { type: "offer", sdp: "" };
const candidate = { candidate: {} };

describe("the way of a signal", () => {
  test("before there is a call, while it rings and just after", async () => {
    const { events, said, onLine } = createEarly(true);
    for (const signal of [offer, candidate]) events.signal(signal);
    events.settled();
    events.connected();
    events.signal({ filled: ["audio"] });
    expect([said, onLine]).toEqual([[offer, candidate, { filled: ["audio"] }], []]);
  });

  test("with a call, the first description and all candidates until it is up; the rest on the line", async () => {
    const { events, said, onLine, adopt } = createEarly(true);
    await adopt();
    for (const signal of [offer, candidate]) events.signal(signal);
    expect([said, onLine]).toEqual([[offer, candidate], []]);
    events.settled();
    for (const signal of [offer, candidate]) events.signal(signal);
    expect([said, onLine]).toEqual([[offer, candidate, candidate], [offer]]);
    events.connected();
    events.signal(candidate);
    expect(onLine).toEqual([offer, candidate]);
  });
});

describe("whether it is of use", () => {
  test("to the side that follows, also after it failed, but not if its code could not be loaded", () => {
    const [failed, unloaded] = [createEarly(false), createEarly(false)];
    failed.events.failed(new Error("no path"));
    unloaded.events.failed(new InvitationError("load-failed", "Cannot load."));
    expect([failed.early.isOfUse, unloaded.early.isOfUse]).toEqual([true, false]);
  });

  test("to the side that leads, once an answer is there or promised, until it fails", () => {
    const [answered, promised] = [createEarly(true), createEarly(true)];
    expect([answered.early.isOfUse, promised.early.isOfUse]).toEqual([false, false]);
    answered.events.settled();
    promised.early.expectAnswer();
    expect([answered.early.isOfUse, promised.early.isOfUse]).toEqual([true, true]);
    for (const { events } of [answered, promised]) events.failed(new Error("no path"));
    expect([answered.early.isOfUse, promised.early.isOfUse]).toEqual([false, false]);
  });
});
