// Wrong arguments from an app. Each is an InvitationError with the operation, the state, and what is allowed.
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { InvitationError } from "../index.ts";
import { createAccepted, createConnected } from "../testing/calls.fixture.ts";
import { createCall, errorOf } from "../testing/clients.fixture.ts";
import type { Call } from "./call.ts";
import { getMedia } from "./get-media.ts";
import { MemoryStream, MemoryWire, streamOf } from "./memory-media.fixture.ts";
import { preconnectCalls } from "./preconnect.ts";
import { startCall } from "./start-call.ts";

// biome-ignore lint/suspicious/noExplicitAny: what a type checker would refuse
type Anything = any;

const NO_THINGS: readonly Anything[] = [
  undefined,
  null,
  0,
  5,
  true,
  "x",
  "",
  Symbol("s"),
  5n,
  {},
  [],
  () => {},
];

/** Each thing as the single argument of a test, because an array would become several. */
const one = (things: readonly Anything[]): [Anything][] => things.map((it) => [it]);

/** The fields of an error of a call's command. */
function carries(call: Call, operation: string, act: () => unknown) {
  const { code, state, allowed, message, ...error } = errorOf(act);
  expect([error.operation, state]).toEqual([operation, call.state]);
  expect(message).toMatch(
    new RegExp(`^Cannot ${operation} in the call: .+\\.$|^Cannot ${operation} the call: .+\\.$`),
  );
  return { code, allowed };
}

describe("what is not data", () => {
  const bytes = new ArrayBuffer(2);
  test.each(
    one([
      ...NO_THINGS.filter((it) => typeof it !== "string"),
      [1, 2],
      new Date(0),
      bytes,
      new DataView(bytes),
      new Uint16Array(bytes),
      new Blob(["x"]),
      new String("x"),
      "\ud83d",
    ]),
  )("cannot be sent, nor arrives as another text: %s", async (data: Anything) => {
    const { near, farNotes, clock } = await createConnected();
    farNotes.length = 0;
    expect(carries(near, "send", () => near.send(data))).toEqual({ code: "invalid-content", allowed: [] });
    await clock.settle();
    expect(farNotes).toEqual([]);
  });

  test.each(["", "x", new Uint8Array(0), Buffer.from("x")])("text and bytes can: %j", async (data) => {
    const { near, farNotes, clock } = await createConnected();
    near.send(data);
    await clock.settle();
    expect(farNotes.at(-1)).toEqual(["data", data]);
  });
});

describe("what is not a stream, a track or a boolean", () => {
  test.each(one(NO_THINGS))("is refused by each command: %s", async (thing: Anything) => {
    const { stream, track } = streamOf("video");
    const { near } = await createConnected({ ada: { stream } });
    const refused = { code: "invalid-option", allowed: [] };
    const acts: [string, () => unknown][] = [
      ["addStream", () => near.addStream(thing)],
      ["removeStream", () => near.removeStream(thing)],
      ["replaceTrack", () => near.replaceTrack(thing, track)],
      ["replaceTrack", () => near.replaceTrack(track, thing)],
      ["replaceTrack", () => near.replaceTrack(thing, thing)],
    ];
    if (typeof thing !== "boolean") {
      acts.push(["setMuted", () => near.setMuted(thing)], ["setCameraOff", () => near.setCameraOff(thing)]);
    }
    for (const [operation, act] of acts) expect(carries(near, operation, act)).toEqual(refused);
    expect(near.snapshot).toMatchObject({ streams: [stream], state: "connected", camera: "on" });
  });

  test("a track is not a stream, and a stream is not a track", async () => {
    const { stream, track } = streamOf("video");
    const { near } = await createConnected({ ada: { stream } });
    expect(errorOf(() => near.addStream(track as Anything)).message).toBe(
      "Cannot addStream in the call: the stream must be a MediaStream, not an object.",
    );
    expect(errorOf(() => near.replaceTrack(track, stream as Anything)).message).toBe(
      "Cannot replaceTrack in the call: the new track must be a MediaStreamTrack, not an object.",
    );
  });

  test("a stream that has ended is not sent", async () => {
    const { stream, track } = streamOf("video");
    const { near } = await createConnected({ ada: { stream } });
    const ended = streamOf("video");
    ended.track.unplug();
    expect(errorOf(() => near.addStream(ended.stream)).message).toContain(
      "every track of the stream has ended",
    );
    expect(errorOf(() => near.replaceTrack(track, ended.track)).message).toContain("the new track has ended");
    const half = new MemoryStream("audio", "video");
    half.tracks[0]?.unplug();
    near.addStream(half as Anything);
    expect(near.snapshot.streams).toHaveLength(2);
  });

  test("the 31st track is refused, with the number that is allowed", async () => {
    const { near } = await createConnected({ ada: { stream: streamOf("audio").stream } });
    for (let count = 1; count < 30; count += 1) near.addStream(streamOf("video").stream);
    expect(errorOf(() => near.addStream(streamOf("video").stream)).message).toBe(
      "Cannot addStream in the call: at most 30 tracks can be sent at once, and 30 are.",
    );
    near.removeStream(near.snapshot.streams[0] as MediaStream);
    near.addStream(streamOf("video").stream);
    expect(near.snapshot.streams).toHaveLength(30);
  });

  test.each([null, 5, "screen", { screen: "yes" }, { screen: 1 }, { isScreen: true }])(
    "addStream refuses unknown options: %j",
    async (options: Anything) => {
      const { near } = await createConnected();
      const { code } = errorOf(() => near.addStream(streamOf("video").stream, options));
      expect([code, near.snapshot.streams]).toEqual(["invalid-option", []]);
    },
  );
});

describe("parting words", () => {
  test.each([null, 5, {}, Symbol("s"), "\ud83d"])("must be text: %s", async (content: Anything) => {
    const { near } = await createConnected();
    expect(carries(near, "hangUp", () => near.hangUp(content)).code).toBe("invalid-content");
    expect(near.state).toBe("connected");
  });
});

test("the error has what is allowed instead, before it is connected and after its end", async () => {
  const { start } = await createAccepted();
  const call = start("ada");
  const changes = ["addStream", "removeStream", "replaceTrack", "setMuted", "setCameraOff", "hold", "resume"];
  expect(carries(call, "send", () => call.send("x"))).toEqual({
    code: "illegal-command",
    allowed: [...changes, "hangUp"],
  });
  call.hangUp();
  for (const act of [
    () => call.hold(),
    () => call.setMuted("yes" as Anything),
    () => call.addStream(null as Anything),
  ]) {
    expect(errorOf(act)).toMatchObject({ code: "illegal-command", state: "ended", allowed: [] });
  }
});

test("data that the browser does not take now is not reported as a network problem", async () => {
  const { near, wire } = await createConnected();
  vi.spyOn(wire.sides[0] as NonNullable<(typeof wire.sides)[0]>, "send").mockReturnValue(false);
  expect(errorOf(() => near.send("x")).message).toContain("or too much waits to be sent");
});

describe("startCall", () => {
  test.each(one([...NO_THINGS, { role: "local" }]))("needs an invitation: %s", (thing: Anything) => {
    expect(errorOf(() => startCall(thing))).toMatchObject({ code: "invalid-option", operation: "startCall" });
  });

  test.each(
    one([
      null,
      5,
      "x",
      () => {},
      { stream: null },
      { stream: streamOf("video").track },
      { stream: streamOf(...Array(31).fill("video")).stream },
      { streams: [] },
      { config: "stun:x" },
      { config: null },
      { limits: null },
      { limits: 5 },
      { limits: { ttlMs: 5_000 } },
      { limits: { constructor: 5_000 } },
      { limits: { noticeMs: "5" } },
      { limits: { noticeMs: Number.NaN } },
      { clock: {} },
      { createMedia: {} },
    ]),
  )("takes no such options, and the invitation can still become a call: %j", async (options: Anything) => {
    const { local, start } = await createAccepted();
    expect(errorOf(() => startCall(local, options))).toMatchObject({
      code: "invalid-option",
      operation: "startCall",
    });
    expect(start("ada").state).toBe("connecting");
  });

  test("options may be undefined; a stream whose devices are gone sends nothing", async () => {
    const nothing = {
      config: undefined,
      stream: streamOf().stream,
      limits: { noticeMs: undefined } as Anything,
    };
    const { near } = await createConnected({ ada: nothing });
    expect(near.snapshot).toMatchObject({ state: "connected", streams: [] });
  });

  test("a configuration that the browser rejects is thrown at once, but other failures of the browser are not", async () => {
    const { local, remote } = await createAccepted();
    onTestFinished(() => void vi.unstubAllGlobals());
    const refuses = (name: string) => {
      vi.stubGlobal(
        "RTCPeerConnection",
        class {
          static generateCertificate = () => Promise.reject(new Error("none"));
          constructor() {
            throw new DOMException("no credential", name);
          }
        },
      );
    };
    const config = { iceServers: [{ urls: "turn:192.0.2.1" }] };
    refuses("InvalidAccessError");
    const { message, code, cause } = errorOf(() => startCall(local, { config }));
    expect([code, message]).toEqual([
      "invalid-option",
      "Cannot startCall: the browser does not take config: no credential",
    ]);
    expect(cause).toBeInstanceOf(DOMException);
    refuses("UnknownError");
    startCall(local, { config }).hangUp();
    startCall(remote).hangUp();
  });
});

describe("preconnectCalls", () => {
  test.each(one(NO_THINGS))("needs a client: %s", (thing: Anything) => {
    const act = () => preconnectCalls(thing, {});
    expect(errorOf(act)).toMatchObject({ code: "invalid-option", operation: "preconnectCalls" });
  });

  test.each(
    one([
      null,
      5,
      { mayPreconnect: () => true },
      { streamOnAccept: streamOf("video").stream },
      { answer: "onAccept" },
      { answer: true },
      { config: 5 },
      { clock: 5 },
      { createMedia: "x" },
      { limits: {} },
    ]),
  )("takes no such options: %j", async (options: Anything) => {
    const { ada } = await createCall();
    expect(errorOf(() => preconnectCalls(ada, options))).toMatchObject({
      code: "invalid-option",
      operation: "preconnectCalls",
    });
  });

  test.each([1, "yes", undefined, Promise.resolve(true)])(
    "mayConnect returns true or false: %s counts as no, and is reported",
    async (answer: Anything) => {
      const errors: Error[] = [];
      vi.stubGlobal("reportError", (error: Error) => errors.push(error));
      onTestFinished(() => void vi.unstubAllGlobals());
      const { ada, ring } = await createCall();
      const wire = new MemoryWire();
      preconnectCalls(ada, { createMedia: wire.createMedia });
      ada.setPolicy({ mayConnect: () => answer });
      await ring();
      expect([wire.sides.length, errors.map(({ message }) => message)]).toEqual([
        0,
        expect.arrayContaining([
          expect.stringMatching(/^mayConnect must answer true or false at once, not .+\.$/),
        ]),
      ]);
    },
  );

  test("if streamOnAccept does not return a stream, that is reported, and nothing is sent", async () => {
    const errors: Error[] = [];
    vi.stubGlobal("reportError", (error: Error) => errors.push(error));
    onTestFinished(() => void vi.unstubAllGlobals());
    const { bob, ada, ring, clock } = await createCall();
    const wire = new MemoryWire();
    const options = { createMedia: wire.createMedia };
    preconnectCalls(ada, options);
    preconnectCalls(bob, { ...options, streamOnAccept: () => Promise.resolve() as Anything });
    const remote = await ring();
    remote.accept();
    await clock.settle();
    expect([remote.state, errors]).toEqual(["accepted", [expect.any(InvitationError)]]);
  });
});

describe("getMedia", () => {
  test.each([null, 5, "video", {}, { audio: false, video: false }, { audio: 5 }, { video: "front" }])(
    "needs at least one device: %j",
    async (constraints: Anything) => {
      const source = { getUserMedia: () => Promise.reject(new Error("asked")) };
      await expect(getMedia(constraints, source)).rejects.toMatchObject({
        code: "invalid-option",
        operation: "getMedia",
      });
    },
  );

  test.each([null, {}, 5])("needs a source: %j", async (source: Anything) => {
    await expect(getMedia(undefined, source)).rejects.toMatchObject({ code: "invalid-option" });
  });
});
