// The call of an invitation, as a screen has it: it starts with the accept, and ends with the screen.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startCall } from "../call/index.ts";
import { MemoryStream, type MemoryTrack } from "../call/memory-media.fixture.ts";
import { note } from "../testing/bindings.fixture.ts";
import { createAccepted } from "../testing/calls.fixture.ts";
import { createCall, createScene, ringingAt } from "../testing/clients.fixture.ts";
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

describe("several screens of one call", () => {
  test.each([
    ["a second one without options changes nothing", [{ audio: true }, undefined], { audio: true }],
    ["those of the first count", [{ audio: true }, { video: true }], { audio: true }],
    ["those of the first that gives some count", [undefined, { video: true }], { video: true }],
  ] as const)("%s", async (_name, given, expected) => {
    const scene = await createCall();
    const page = createPage(scene.clock);
    const sources = given.map((media) =>
      callOf(scene.local, () => media && { clock: scene.clock, media }, page),
    );
    for (const source of sources) note(source);
    (await scene.ring()).accept();
    await scene.clock.settle();
    expect(asked).toEqual([expected]);
    sources[0]?.snapshot.hangUp();
  });

  test("when the first goes, the next one's options count; without any, its own still do", async () => {
    const scene = await createCall();
    const page = createPage(scene.clock);
    const show = (media?: MediaStreamConstraints) =>
      note(callOf(scene.local, () => media && { clock: scene.clock, media }, page));
    const first = show({ video: true });
    const second = show({ audio: true });
    show();
    first.end();
    second.end();
    const remote = await scene.ring();
    remote.accept();
    await scene.clock.settle();
    expect(asked).toEqual([{ audio: true }]);
    callOf(scene.local, undefined, page).snapshot.hangUp();
  });

  test("the options of one who has gone for good are forgotten", async () => {
    const scene = await createCall();
    const page = createPage(scene.clock);
    note(callOf(scene.local, () => ({ clock: scene.clock, media: { audio: true } }), page)).end();
    const remote = await scene.ring();
    await scene.clock.advance(LINGER_MS);
    remote.accept();
    await scene.clock.settle();
    const source = callOf(scene.local, undefined, page);
    note(source);
    await scene.clock.settle();
    expect(asked).toEqual([{ audio: true, video: true }]);
    source.snapshot.hangUp();
  });
});

describe("a call that cannot start", () => {
  test("says why once, however many screens come", async () => {
    const { clock, local, source } = await createScreen();
    local.openLine();
    const { values } = note(source);
    for (let time = 0; time < 5; time += 1) note(source).end();
    await clock.settle();
    expect(source.snapshot.errors).toMatchObject([{ code: "illegal-command" }]);
    expect(values).toHaveLength(1);
  });

  test("starts for a screen without the mistake, and the mistake is no longer listed", async () => {
    const { local, page, plan, source } = await createScreen({ limits: { nonsense: 1 } as object });
    note(source).end();
    expect(source.snapshot.errors).toHaveLength(1);
    note(callOf(local, () => ({ ...plan(), limits: {} }), page));
    expect(source.snapshot.call?.state).toBe("connecting");
    expect(source.snapshot.errors).toEqual([]);
    source.snapshot.hangUp();
  });

  test("because its options throw lists that, too", async () => {
    const { local, page } = await createScreen();
    const mistake = new Error("no options yet");
    const broken = (): never => {
      throw mistake;
    };
    const source = callOf(local, broken, page);
    note(source);
    expect(source.snapshot.errors).toEqual([mistake]);
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

  test("refuses it while it waits here because both call each other", async () => {
    const { clock, join } = createScene();
    const ada = join("ada", { newId: () => "zzzzzzzz" });
    const bob = join("bob", { newId: () => "aaaaaaaa" });
    await clock.settle();
    const local = ada.createLocalInvitation("bob").send();
    await clock.settle();
    const remote = ringingAt(bob);
    bob.createLocalInvitation("ada").send();
    expect(remote.state).toBe("deferred");
    callOf(remote, undefined, createPage(clock)).snapshot.hangUp("later");
    await clock.settle();
    expect(remote.state).toBe("refused");
    expect(local.state).not.toBe("accepted");
  });

  /** Bob accepts and hangs up before ada's confirmation is there. */
  async function hangUpEarly(content: string, isShown = true) {
    const scene = await createCall();
    const remote = await scene.ring();
    const source = callOf(remote, () => ({ clock: scene.clock }), createPage(scene.clock));
    const { end } = isShown ? note(source) : { end: () => {} };
    remote.accept();
    source.snapshot.hangUp(content);
    end();
    expect(remote.state).toBe("accepting");
    await scene.clock.settle();
    const far = startCall(scene.local, { clock: scene.clock });
    await scene.clock.settle();
    return { ...scene, far, source };
  }

  test.each([
    ["the screen", true],
    ["nobody", false],
  ])(
    "while the acceptance is confirmed ends the call when it starts, without a camera; %s listens",
    async (_name, isShown) => {
      const { far, source } = await hangUpEarly("sorry", isShown);
      expect(source.snapshot.snapshot?.end?.reason).toBe("hung-up-here");
      expect(far.snapshot.end).toMatchObject({ reason: "hung-up-there", content: "sorry" });
      expect(asked).toEqual([]);
    },
  );

  test("even if the screen has gone for good before the confirmation", async () => {
    const scene = await createCall();
    const remote = await scene.ring();
    const source = callOf(remote, () => ({ clock: scene.clock }), createPage(scene.clock));
    const { end } = note(source);
    remote.accept();
    source.snapshot.hangUp();
    end();
    scene.clock.tick(LINGER_MS);
    expect(remote.state).toBe("accepting");
    await scene.clock.settle();
    expect([source.snapshot.snapshot?.end?.reason, asked.length]).toEqual(["hung-up-here", 0]);
  });

  test("with words that are too long ends it all the same, and says so", async () => {
    const { far, source } = await hangUpEarly("x".repeat(9000));
    expect(far.snapshot.end).toMatchObject({ reason: "hung-up-there", content: "" });
    expect(source.snapshot.errors).toMatchObject([{ code: "content-too-long" }]);
  });

  test("by the first listener who sees the call captures nothing either", async () => {
    const { clock, source } = await createScreen();
    source.subscribe(() => source.snapshot.hangUp());
    await clock.settle();
    expect(source.snapshot.snapshot?.end?.reason).toBe("hung-up-here");
    expect(asked).toEqual([]);
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
