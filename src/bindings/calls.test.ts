// The call of an invitation, as a screen has it: it starts with the accept, and ends with the screen.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryStream, type MemoryTrack } from "../call/memory-media.fixture.ts";
import { note } from "../testing/bindings.fixture.ts";
import { createAccepted } from "../testing/calls.fixture.ts";
import { createCall } from "../testing/clients.fixture.ts";
import { type CallPlan, callOf, NO_CALL } from "./calls.ts";
import { createPage } from "./page.ts";
import { LINGER_MS } from "./users.ts";

/** Everything that was captured, and how the next capture goes. */
let captured: MemoryStream[] = [];
let asked: MediaStreamConstraints[] = [];
let answer: () => Promise<void> = async () => {};

beforeEach(() => {
  captured = [];
  asked = [];
  answer = async () => {};
  const getUserMedia = async (constraints: MediaStreamConstraints) => {
    asked.push(constraints);
    await answer();
    const kinds = (["audio", "video"] as const).filter((kind) => constraints[kind]);
    captured.push(new MemoryStream(...kinds));
    return captured.at(-1);
  };
  const mediaDevices = Object.assign(new EventTarget(), { getUserMedia, enumerateDevices: async () => [] });
  vi.stubGlobal("navigator", { mediaDevices });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const live = (): number =>
  captured.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === "live").length;

/** Ada and bob with an accepted invitation, and ada's screen. */
async function createScreen(news: CallPlan = {}) {
  const scene = await createAccepted();
  const page = createPage(scene.clock);
  const plan = (): CallPlan => ({ clock: scene.clock, createMedia: scene.wire.createMedia, ...news });
  return { ...scene, page, plan, source: callOf(scene.local, plan, page) };
}

describe("a call on a screen", () => {
  test("starts as soon as the invitation is accepted, and captures nothing before", async () => {
    const scene = await createCall();
    const source = callOf(scene.local, () => ({ clock: scene.clock }), createPage(scene.clock));
    const { values } = note(source);
    const remote = await scene.ring();
    await scene.clock.settle();
    expect(asked).toEqual([]);
    expect(values).toHaveLength(1);
    remote.accept();
    await scene.clock.settle();
    expect(source.snapshot.call?.state).toBe("connecting");
    expect(asked).toHaveLength(1);
    source.snapshot.hangUp();
  });

  test("connects, shows both sides' streams, and releases what it captured at the end", async () => {
    const { clock, start, source } = await createScreen();
    note(source);
    const far = start("bob", { stream: new MemoryStream("audio") as never });
    await clock.settle();
    const { call, snapshot, stream, remoteStream, errors } = source.snapshot;
    expect(snapshot?.state).toBe("connected");
    expect(stream).toBe(captured[0]);
    expect(remoteStream?.getTracks()).toHaveLength(1);
    expect(call?.snapshot.streams).toEqual([stream]);
    expect(errors).toEqual([]);
    far.hangUp("bye");
    await clock.settle();
    expect(source.snapshot.snapshot?.end).toMatchObject({ reason: "hung-up-there", content: "bye" });
    expect(source.snapshot.stream).toBeUndefined();
    expect(live()).toBe(0);
  });

  test.each([
    ["a video call", undefined, undefined, [{ audio: true, video: true }]],
    ["an audio call", "audio", undefined, [{ audio: true, video: false }]],
    ["a data call", "data", undefined, []],
    ["media: false", undefined, false, []],
    ["its own constraints", "data", { audio: true }, [{ audio: true }]],
  ] as const)("captures what is to be sent: %s", async (_name, kind, media, expected) => {
    const scene = await createCall();
    const invitation = scene.ada.createLocalInvitation("bob", kind ? { kind } : {}).send();
    await scene.clock.settle();
    scene.bob.invitations.map((it) => it.role === "remote" && it.accept());
    await scene.clock.settle();
    const source = callOf(invitation, () => ({ clock: scene.clock, media }), createPage(scene.clock));
    const { end } = note(source);
    await scene.clock.settle();
    expect(asked).toEqual(expected);
    end();
    await scene.clock.advance(LINGER_MS);
    expect(live()).toBe(0);
  });

  test("a stream that the app gives is sent and not stopped, and nothing is captured", async () => {
    const stream = new MemoryStream("video");
    const { clock, source } = await createScreen({ stream: stream as never });
    const { end } = note(source);
    await clock.settle();
    expect(asked).toEqual([]);
    expect(source.snapshot.stream).toBe(stream);
    end();
    await clock.advance(LINGER_MS);
    expect(source.snapshot.snapshot?.end?.reason).toBe("hung-up-here");
    expect(stream.getTracks().map(({ readyState }: MemoryTrack) => readyState)).toEqual(["live"]);
  });

  test("what is missing is listed, and the call goes on", async () => {
    const { clock, source, start } = await createScreen();
    answer = () => Promise.reject(new DOMException("", "NotFoundError"));
    note(source);
    start("bob");
    await clock.settle();
    expect(source.snapshot.errors).toMatchObject([
      { code: "no-device", device: "microphone" },
      { code: "no-device", device: "camera" },
    ]);
    expect(source.snapshot.snapshot?.state).toBe("connected");
  });

  test("so is a camera that is unplugged", async () => {
    const { clock, source, start } = await createScreen();
    note(source);
    start("bob");
    await clock.settle();
    captured[0]?.getTracks().map((track) => track.unplug());
    expect(source.snapshot.errors.map(({ code }) => code)).toContain("unplugged");
  });

  test.each([
    ["options", { limits: { nonsense: 1 } as object }],
    ["constraints", { media: {} }],
  ])("so is a mistake in its %s", async (_name, news) => {
    const { clock, source } = await createScreen(news);
    note(source);
    await clock.settle();
    expect(source.snapshot.errors).toMatchObject([{ code: "invalid-option" }]);
  });
});

describe("a screen that goes", () => {
  test.each([0, LINGER_MS - 1])(
    "and comes back after %i ms keeps the call and its camera",
    async (pauseMs) => {
      const { clock, page, plan, source, local, start } = await createScreen();
      const first = note(source);
      start("bob");
      await clock.settle();
      first.end();
      first.end();
      await clock.advance(pauseMs);
      const second = note(callOf(local, plan, page));
      await clock.advance(2 * LINGER_MS);
      expect(second.values.at(-1)?.snapshot?.state).toBe("connected");
      expect([asked.length, live()]).toEqual([1, 2]);
    },
  );

  test("for good ends the call at both sides, releases the camera, and leaves no timer", async () => {
    const { clock, ada, bob, source, start } = await createScreen();
    const { end } = note(source);
    const far = start("bob");
    await clock.settle();
    end();
    await clock.advance(LINGER_MS);
    expect(far.snapshot.end?.reason).toBe("hung-up-there");
    expect(live()).toBe(0);
    await Promise.all([ada.close(), bob.close()]);
    expect(clock.timers).toBe(0);
    note(source);
    expect(source.snapshot.snapshot?.end?.reason).toBe("hung-up-here");
    expect(asked).toHaveLength(1);
  });

  test("while the person is asked for the camera: what comes late is stopped at once", async () => {
    const { clock, source } = await createScreen();
    let allow = (): void => {};
    answer = () =>
      new Promise((resolve) => {
        allow = resolve;
      });
    const { end } = note(source);
    end();
    await clock.advance(LINGER_MS);
    allow();
    await clock.settle();
    expect(captured).toHaveLength(1);
    expect(live()).toBe(0);
    expect(source.snapshot.stream).toBeUndefined();
  });

  test("before the accept starts nothing, and comes back in time", async () => {
    const scene = await createCall();
    const source = callOf(scene.local, () => ({ clock: scene.clock, media: false }), createPage(scene.clock));
    const { end } = note(source);
    const remote = await scene.ring();
    end();
    await scene.clock.advance(LINGER_MS);
    remote.accept();
    await scene.clock.settle();
    expect(source.snapshot.call).toBeUndefined();
    note(source);
    expect(source.snapshot.call?.state).toBe("connecting");
    source.snapshot.hangUp();
  });
});

describe("hangUp", () => {
  test("cancels the invitation while it is placed", async () => {
    const scene = await createCall();
    const source = callOf(scene.local, undefined, createPage(scene.clock));
    source.snapshot.hangUp();
    const remote = await scene.ring();
    source.snapshot.hangUp("never mind");
    source.snapshot.hangUp();
    await scene.clock.settle();
    expect(remote.snapshot.outcome).toMatchObject({ kind: "canceled", content: "never mind" });
  });

  test("refuses the invitation while it rings here", async () => {
    const scene = await createCall();
    const remote = await scene.ring();
    callOf(remote, undefined, createPage(scene.clock)).snapshot.hangUp("later");
    await scene.clock.settle();
    expect(scene.local.snapshot.outcome).toMatchObject({ kind: "refused", response: "later" });
  });

  test("ends the call with parting words", async () => {
    const { clock, source, start } = await createScreen();
    note(source);
    const far = start("bob");
    await clock.settle();
    source.snapshot.hangUp("bye");
    await clock.settle();
    expect(far.snapshot.end).toMatchObject({ reason: "hung-up-there", content: "bye" });
  });

  test("without an invitation does nothing", () => {
    expect(NO_CALL.hangUp()).toBeUndefined();
  });
});
