// A call between two people: how it starts, what they send and see, how it survives losses, and how it ends.
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { InvitationError } from "../base/pure/errors.ts";
import { createAccepted, createConnected, noteCall } from "../testing/calls.fixture.ts";
import { createCall, errorOf } from "../testing/clients.fixture.ts";
import { LateMedia } from "./late-media.ts";
import type { CreateMedia } from "./media-port.ts";
import { streamOf } from "./memory-media.fixture.ts";
import { startCall } from "./start-call.ts";

const hungUp = (where: "here" | "there", content = "") => ["ended", { reason: `hung-up-${where}`, content }];

describe("the start", () => {
  test("both sides start, are connected, and get each other's streams", async () => {
    const { near, far, nearNotes, farNotes } = await createConnected({
      ada: { stream: streamOf("audio", "video").stream },
      bob: { stream: streamOf("audio").stream },
    });
    expect(nearNotes.toSorted()).toEqual(["connected", "stream", "track"]);
    expect(farNotes.toSorted()).toEqual(["connected", "stream", "track", "track"]);
    expect(near.snapshot).toMatchObject({
      state: "connected",
      peer: "bob",
      microphone: "on",
      camera: "on",
      remoteMicrophone: "on",
      remoteCamera: "none",
    });
    expect(near.snapshot.remoteStreams).toHaveLength(1);
    expect(far.snapshot).toMatchObject({ state: "connected", peer: "ada" });
  });

  test.each(["ada", "bob"] as const)("%s may start long before the other side", async (first) => {
    const { start, clock } = await createAccepted();
    const early = start(first);
    await clock.advance(20_000);
    expect(early.state).toBe("connecting");
    const late = start(first === "ada" ? "bob" : "ada");
    await clock.settle();
    expect([early.state, late.state]).toEqual(["connected", "connected"]);
  });

  test("if the other side does not start, it ends at both as never connected", async () => {
    const { start, clock } = await createAccepted();
    const notes = noteCall(start("ada"));
    await clock.advance(30_000);
    expect(notes).toEqual([["ended", { reason: "never-connected", content: "" }], "ended"]);
    const late = start("bob");
    const lateNotes = noteCall(late);
    await clock.settle();
    expect(lateNotes).toEqual([["ended", { reason: "never-connected", content: "" }], "ended"]);
  });

  test("if the code of media cannot be loaded here, it ends at both, and the error is reported", async () => {
    const { start, clock } = await createAccepted();
    const error = new InvitationError("load-failed", "Cannot load the code of calls.");
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    onTestFinished(() => void vi.unstubAllGlobals());
    const near = start("ada", { createMedia: (parts) => new LateMedia(parts, Promise.reject(error)) });
    const far = start("bob");
    await clock.settle();
    expect(near.snapshot.end).toEqual({ reason: "load-failed", content: "" });
    expect(far.snapshot.end).toEqual({ reason: "never-connected", content: "" });
    expect(reported.mock.calls).toEqual([[error]]);
  });

  test("media that never comes up ends it as failed", async () => {
    const { start, wire, clock } = await createAccepted();
    wire.isOpen = false;
    const near = start("ada");
    start("bob");
    await clock.advance(10_000);
    wire.fail();
    await clock.advance(20_000);
    expect(near.snapshot.end).toEqual({ reason: "media-failed", content: "" });
  });

  test("media that neither comes up nor fails is given up in time, and rebuilt", async () => {
    const { start, wire, clock } = await createAccepted();
    wire.isOpen = false;
    const [near, far] = [start("ada"), start("bob")];
    await clock.advance(14_000);
    wire.isOpen = true;
    expect([near.state, far.state]).toEqual(["connecting", "connecting"]);
    await clock.advance(2_000);
    expect([near.state, far.state]).toEqual(["connected", "connected"]);
  });

  test("it starts once, and checks its limits", async () => {
    const { start } = await createAccepted();
    const limits = { connectTimeoutMs: 1 };
    expect(errorOf(() => start("ada", { limits })).message).toBe(
      "Cannot startCall: connectTimeoutMs must be a whole number from 1000 to 600000 (ms).",
    );
    const call = start("ada");
    expect(start("ada")).toBe(call);
    call.hangUp();
    expect(errorOf(() => start("ada"))).toMatchObject({
      code: "illegal-command",
      operation: "startCall",
      message: "Cannot startCall: the invitation's call has ended. Invite again for another one.",
    });
  });

  test("its errors use its own terms", async () => {
    const { local, ring } = await createCall();
    expect(errorOf(() => startCall(local))).toMatchObject({
      code: "illegal-command",
      operation: "startCall",
      state: "idle",
    });
    const remote = await ring();
    expect(errorOf(() => startCall(remote)).message).toBe(
      "Cannot startCall: the invitation is ringing. Only an accepted one becomes a call.",
    );
    remote.accept();
    await vi.waitFor(() => expect(local.state).toBe("accepted"));
    local.openLine();
    expect(errorOf(() => startCall(local)).message).toBe(
      "Cannot startCall: the invitation's line was opened by openLine, for something else.",
    );
  });
});

describe("what is sent", () => {
  test("data goes both ways once connected", async () => {
    const { start, clock } = await createAccepted();
    const early = start("ada");
    expect(errorOf(() => early.send("x")).message).toBe("Cannot send in the call: it is connecting.");
    const { near, far, nearNotes, farNotes, clock: time } = await createConnected();
    near.send("hello");
    far.send(new Uint8Array([7]));
    await time.settle();
    await clock.settle();
    expect(farNotes.at(-1)).toEqual(["data", "hello"]);
    expect(nearNotes.at(-1)).toEqual(["data", new Uint8Array([7])]);
  });

  test("both sides may add streams at once, again and again", async () => {
    const { near, far, wire, clock } = await createConnected();
    for (let n = 1; n <= 10; n += 1) {
      near.addStream(streamOf("video").stream);
      far.addStream(streamOf("audio").stream);
      if (n % 2 === 0) far.addStream(streamOf("video").stream);
      await clock.settle();
    }
    expect(wire.collisions).toBe(0);
    expect(near.snapshot.remoteStreams).toHaveLength(15);
    expect(far.snapshot.remoteStreams).toHaveLength(10);
    expect([near.state, far.state]).toEqual(["connected", "connected"]);
  });

  test("a stream that is removed goes at the other side too; adding it again is one more change", async () => {
    const { stream } = streamOf("video");
    const { near, far, clock } = await createConnected({ ada: { stream } });
    near.removeStream(stream);
    near.addStream(streamOf("audio").stream);
    await clock.settle();
    near.addStream(stream);
    near.removeStream(stream);
    await clock.settle();
    expect(far.snapshot.remoteStreams).toHaveLength(1);
    expect(near.snapshot.streams).toHaveLength(1);
  });

  test("what is added while it connects is sent", async () => {
    const { start, clock } = await createAccepted();
    const [near, far] = [start("ada"), start("bob")];
    near.addStream(streamOf("video").stream);
    far.addStream(streamOf("video").stream);
    await clock.settle();
    expect([near, far].map(({ snapshot }) => snapshot.remoteStreams.length)).toEqual([1, 1]);
  });

  test("muting and turning the camera off are reported, and apply to what is added later", async () => {
    const { stream, track } = streamOf("audio");
    const { near, far, clock } = await createConnected({ ada: { stream } });
    near.setMuted(true);
    near.setCameraOff(true);
    const later = streamOf("video");
    near.addStream(later.stream);
    await clock.settle();
    expect([track.enabled, later.track.enabled]).toEqual([false, false]);
    expect(far.snapshot).toMatchObject({ remoteMicrophone: "off", remoteCamera: "off" });
    near.setMuted(false);
    await clock.settle();
    expect(track.enabled).toBe(true);
    expect(far.snapshot).toMatchObject({ remoteMicrophone: "on", remoteCamera: "off" });
  });

  test("a camera that is unplugged is an error with a sentence and is reported, and the call continues", async () => {
    const { stream, track } = streamOf("video", "audio");
    const { near, far, nearNotes, clock } = await createConnected({ ada: { stream } });
    const messages: string[] = [];
    near.on("mediaError", ({ code, device, message }) => messages.push(code, device, message));
    track.unplug();
    await clock.settle();
    expect(messages.slice(0, 2)).toEqual(["unplugged", "camera"]);
    expect(messages[2]).toContain("Connect it again");
    expect(nearNotes.at(-1)).toBe("mediaError");
    expect(far.snapshot).toMatchObject({ state: "connected", remoteCamera: "none", remoteMicrophone: "on" });
  });

  test("no track is sent twice: the second stream with it is refused, and the call continues", async () => {
    const { stream } = streamOf("audio", "video");
    const { near } = await createConnected({ ada: { stream } });
    const again = { getTracks: () => stream.getTracks().slice(1) } as MediaStream;
    expect(errorOf(() => near.addStream(again)).message).toContain("a track of the stream is sent already");
    expect(near.state).toBe("connected");
  });

  test("data that no browser can send at once is refused as too long", async () => {
    const { near } = await createConnected();
    for (const data of ["é".repeat(131_073), new Uint8Array(262_145)]) {
      expect(errorOf(() => near.send(data)).code).toBe("content-too-long");
    }
    near.send("é".repeat(131_072));
  });

  test("one microphone in two calls: each call reports its state, and the end of one call does not turn it on in the other", async () => {
    const { stream, track } = streamOf("audio");
    const first = await createConnected({ ada: { stream } });
    first.near.setMuted(true);
    first.near.hold();
    const second = await createConnected({ ada: { stream } });
    expect([second.near.snapshot.microphone, second.far.snapshot.remoteMicrophone]).toEqual(["off", "off"]);
    second.near.setMuted(false);
    expect([track.enabled, second.near.snapshot.microphone]).toEqual([true, "on"]);
    second.near.hold();
    first.near.resume();
    expect([track.enabled, first.near.snapshot.microphone]).toEqual([false, "off"]);
    second.near.setMuted(true);
    first.near.hangUp();
    expect(track.enabled).toBe(false);
    second.near.hangUp();
    expect(track.enabled).toBe(true);
  });

  test("what one call keeps off is off in a call that starts meanwhile, also after the first has ended", async () => {
    const { stream, track } = streamOf("audio");
    const first = await createConnected({ ada: { stream } });
    first.near.setMuted(true);
    first.near.hold();
    const second = await createConnected({ ada: { stream } });
    first.near.hangUp();
    expect([track.enabled, second.near.snapshot.microphone]).toEqual([false, "off"]);
    second.near.setMuted(false);
    expect(track.enabled).toBe(true);
  });

  test("a call on hold turns nothing off in the active call", async () => {
    const { stream, track } = streamOf("audio");
    const first = await createConnected({ ada: { stream } });
    first.near.setMuted(true);
    first.near.hold();
    const second = await createConnected({ ada: { stream } });
    second.near.setMuted(false);
    const other = streamOf("audio").track;
    first.near.replaceTrack(track, other);
    second.near.replaceTrack(track, other);
    first.near.hold();
    expect([other.enabled, second.near.snapshot.microphone]).toEqual([true, "on"]);
    second.near.hold();
    first.near.resume();
    expect([other.enabled, first.near.snapshot.microphone]).toEqual([false, "off"]);
  });

  test("one microphone in two active calls is off in both or in none, and each reports it", async () => {
    const { stream, track } = streamOf("audio");
    const first = await createConnected({ ada: { stream } });
    const second = await createConnected({ ada: { stream } });
    const seen = () => [first.far, second.far].map(({ snapshot }) => snapshot.remoteMicrophone);
    first.near.setMuted(true);
    await Promise.all([first.clock.settle(), second.clock.settle()]);
    expect([second.near.snapshot.microphone, ...seen()]).toEqual(["off", "off", "off"]);
    second.near.setMuted(false);
    await Promise.all([first.clock.settle(), second.clock.settle()]);
    expect([track.enabled, first.near.snapshot.microphone, ...seen()]).toEqual([true, "on", "on", "on"]);
    // Nothing was on hold.
    first.near.resume();
    const another = streamOf("audio");
    first.near.addStream(another.stream);
    expect([track.enabled, another.track.enabled]).toEqual([true, true]);
    first.near.setMuted(true);
    first.near.hangUp();
    expect([track.enabled, second.near.snapshot.microphone]).toEqual([false, "off"]);
  });

  test("turning something off or on in a call on hold takes effect when the hold ends, and not in the active call", async () => {
    const { stream, track } = streamOf("audio");
    const first = await createConnected({ ada: { stream } });
    first.near.hold();
    const second = await createConnected({ ada: { stream } });
    first.near.setMuted(true);
    await first.clock.settle();
    expect([track.enabled, first.near.snapshot.microphone, first.far.snapshot.remoteMicrophone]).toEqual([
      true,
      "off",
      "off",
    ]);
    second.near.hold();
    first.near.resume();
    expect([track.enabled, first.near.snapshot.microphone]).toEqual([false, "off"]);
    first.near.hold();
    first.near.setMuted(false);
    expect([track.enabled, first.near.snapshot.microphone]).toEqual([false, "on"]);
    first.near.resume();
    expect([track.enabled, first.near.snapshot.microphone]).toEqual([true, "on"]);
  });

  test("what another call turned off is also off for its replacement, and for added streams", async () => {
    const { stream, track } = streamOf("audio");
    const first = await createConnected({ ada: { stream } });
    const held = await createConnected({ ada: { stream } });
    held.near.hold();
    first.near.setMuted(true);
    const second = await createConnected({ ada: { stream } });
    const [other, more] = [streamOf("audio"), streamOf("audio")];
    second.near.replaceTrack(track, other.track);
    second.near.addStream(more.stream);
    expect([other.track.enabled, more.track.enabled, second.near.snapshot.microphone]).toEqual([
      false,
      false,
      "off",
    ]);
    held.near.resume();
    const third = streamOf("audio").track;
    held.near.replaceTrack(track, third);
    expect([third.enabled, held.near.snapshot.microphone]).toEqual([false, "off"]);
  });

  test("a call on hold does not turn off what another call turned off and on again", async () => {
    const { stream, track } = streamOf("audio");
    const first = await createConnected({ ada: { stream } });
    first.near.setMuted(true);
    const second = await createConnected({ ada: { stream } });
    second.near.hold();
    first.near.setMuted(false);
    expect(second.near.snapshot.microphone).toBe("on");
    second.near.resume();
    expect([track.enabled, first.near.snapshot.microphone, second.near.snapshot.microphone]).toEqual([
      true,
      "on",
      "on",
    ]);
  });

  test("what was muted in one call is on in the next", async () => {
    const { stream, track } = streamOf("audio");
    const { near } = await createConnected({ ada: { stream } });
    near.setMuted(true);
    near.hangUp();
    expect(track.enabled).toBe(true);
  });

  test("what the app itself disabled is reported as off, and stays off", async () => {
    const { stream, track } = streamOf("video");
    track.enabled = false;
    const { near, far } = await createConnected({ ada: { stream } });
    expect([near.snapshot.camera, far.snapshot.remoteCamera]).toEqual(["off", "off"]);
    near.hangUp();
    expect(track.enabled).toBe(false);
  });

  test("a track is replaced without a notice to the other side", async () => {
    const { stream, track } = streamOf("video");
    const { near, far, clock } = await createConnected({ ada: { stream } });
    const next = streamOf("video").track;
    near.replaceTrack(track, next);
    track.unplug();
    await clock.settle();
    expect(far.snapshot.remoteCamera).toBe("on");
    expect(errorOf(() => near.replaceTrack(track, next)).message).toContain("this track is not sent");
    expect(errorOf(() => near.replaceTrack(next, streamOf("audio").track)).code).toBe("invalid-option");
  });

  test("a track that was replaced while it was off is on again, also when it is put back", async () => {
    const { stream, track } = streamOf("video");
    const { near, far, clock } = await createConnected({ ada: { stream } });
    const other = streamOf("video").track;
    near.setCameraOff(true);
    near.replaceTrack(track, other);
    // Not before it has stopped going out.
    expect([track.enabled, other.enabled]).toEqual([false, false]);
    await clock.settle();
    expect([track.enabled, other.enabled]).toEqual([true, false]);
    near.setCameraOff(false);
    near.replaceTrack(other, track);
    await clock.settle();
    expect([track.enabled, near.snapshot.camera, far.snapshot.remoteCamera]).toEqual([true, "on", "on"]);
  });

  test("both sides know which stream is a screen, whenever it was added, and it does not count as a camera", async () => {
    const { near, far, clock } = await createConnected();
    const screen = streamOf("video");
    near.addStream(screen.stream, { screen: true });
    near.setCameraOff(true);
    near.addStream(streamOf("video").stream);
    await clock.settle();
    expect(near.snapshot).toMatchObject({ screen: screen.stream, camera: "off" });
    expect(far.snapshot.remoteStreams).toHaveLength(2);
    expect(far.snapshot.remoteScreen).toBe(far.snapshot.remoteStreams[0]);
    near.hold();
    near.resume();
    await clock.settle();
    expect(screen.track.enabled).toBe(true);
    // It is sent again, under another id.
    expect(far.snapshot.remoteScreen).toBeDefined();
    expect(far.snapshot.remoteScreen).toBe(far.snapshot.remoteStreams[0]);
    near.removeStream(near.snapshot.streams[1] as MediaStream);
    await clock.settle();
    expect(far.snapshot).toMatchObject({ remoteCamera: "none" });
  });

  test("a screen that its person ends in the browser is no longer sent, which is not an error", async () => {
    const { near, far, nearNotes, clock } = await createConnected();
    const screen = streamOf("video", "audio");
    near.addStream(screen.stream, { screen: true });
    await clock.settle();
    nearNotes.length = 0;
    const [picture, sound] = screen.stream.getTracks() as (MediaStreamTrack & { unplug(): void })[];
    sound?.unplug();
    await clock.settle();
    expect(near.snapshot.screen).toBe(screen.stream);
    picture?.unplug();
    await clock.settle();
    expect([near.snapshot.screen, near.snapshot.streams, nearNotes]).toEqual([undefined, [], []]);
    expect([far.snapshot.remoteScreen, far.snapshot.remoteStreams]).toEqual([undefined, []]);
  });

  test("on hold nothing is sent, the other side knows, and everything is sent again afterwards", async () => {
    const { stream, track } = streamOf("video", "audio");
    const { near, far, nearNotes, clock } = await createConnected({ ada: { stream } });
    near.hold();
    await clock.settle();
    expect(near.snapshot).toMatchObject({ held: true, remoteHeld: false, camera: "on" });
    expect(near.snapshot.streams).toEqual([stream]);
    expect(far.snapshot).toMatchObject({ held: false, remoteHeld: true, remoteStreams: [] });
    // Unchanged, because another call may send it meanwhile.
    expect(track).toMatchObject({ enabled: true, readyState: "live" });
    near.send("still there?");
    const before = near.snapshot;
    near.hold();
    expect(near.snapshot).toBe(before);
    near.resume();
    await clock.settle();
    expect(far.snapshot).toMatchObject({ remoteHeld: false, state: "connected" });
    expect(far.snapshot.remoteStreams).toHaveLength(1);
    expect(nearNotes).toEqual(["connected"]);
  });

  test.each(["hold", "removeStream"] as const)(
    "%s silences at once, also while the other side cannot be asked; what was off is turned on only after that",
    async (how) => {
      const { stream, track } = streamOf("audio");
      const { far, wire, network, clock } = await createConnected({ bob: { stream } });
      const [, media] = wire.sides;
      far.setMuted(true);
      network.cut("ada", "bob");
      far[how](stream);
      expect([media?.sent.length, media?.heard, track.enabled]).toEqual([1, [], false]);
      await clock.settle();
      expect(track.enabled).toBe(how === "removeStream");
      if (how === "removeStream") return;
      far.resume();
      expect(media?.heard).toEqual(media?.sent);
    },
  );

  test("both sides hold and resume at once", async () => {
    const options = { ada: { stream: streamOf("video").stream }, bob: { stream: streamOf("audio").stream } };
    const { near, far, wire, clock } = await createConnected(options);
    for (const call of [near, far]) call.hold();
    await clock.settle();
    expect([near, far].map(({ snapshot }) => snapshot.remoteStreams)).toEqual([[], []]);
    expect([near, far].every(({ snapshot }) => snapshot.held && snapshot.remoteHeld)).toBe(true);
    for (const call of [near, far]) call.resume();
    await clock.settle();
    expect([near, far].map(({ snapshot }) => snapshot.remoteStreams.length)).toEqual([1, 1]);
    expect(wire.collisions).toBe(0);
  });

  test("what is added or rebuilt during a hold is sent after it", async () => {
    const { stream } = streamOf("video");
    const { near, far, wire, clock } = await createConnected({ ada: { stream } });
    near.hold();
    near.addStream(streamOf("audio").stream);
    wire.fail();
    await clock.advance(2_000);
    expect(far.snapshot).toMatchObject({ state: "connected", remoteHeld: true, remoteStreams: [] });
    near.resume();
    await clock.settle();
    expect(far.snapshot.remoteStreams).toHaveLength(2);
  });

  test("calls that make no sense are refused", async () => {
    const { stream } = streamOf("video");
    const { near } = await createConnected({ ada: { stream } });
    expect(errorOf(() => near.addStream(stream)).message).toContain("sent already");
    expect(errorOf(() => near.addStream(streamOf().stream)).message).toContain("no track");
    expect(errorOf(() => near.removeStream(streamOf("audio").stream)).message).toContain("not sent");
    expect(errorOf(() => near.hangUp(7 as never)).code).toBe("invalid-content");
    expect(errorOf(() => near.hangUp("x".repeat(8_192))).code).toBe("content-too-long");
  });

  test("statistics are a few numbers", async () => {
    const { near } = await createConnected();
    expect(await near.stats()).toMatchObject({ roundTripMs: 20, path: "direct" });
    near.hangUp();
    expect(await near.stats()).toMatchObject({ roundTripMs: undefined, path: undefined });
  });
});

describe("losses", () => {
  test("media that breaks is rebuilt, with everything that is sent", async () => {
    const { stream } = streamOf("video");
    const { near, far, nearNotes, farNotes, wire, clock } = await createConnected({ ada: { stream } });
    wire.fail();
    await clock.advance(2_000);
    expect(nearNotes).toEqual(["connected", "reconnecting", "connected"]);
    expect(farNotes).toEqual([
      "connected",
      "track",
      "stream",
      "reconnecting",
      "connected",
      "track",
      "stream",
    ]);
    expect(far.snapshot.remoteStreams).toHaveLength(1);
    expect([near.state, wire.open]).toEqual(["connected", 2]);
  });

  test.each([0, 1])("media that breaks at one side only is rebuilt (%i)", async (side) => {
    const { near, far, wire, clock } = await createConnected();
    wire.sides[side]?.fail();
    await clock.advance(2_000);
    expect([near.state, far.state, wire.open]).toEqual(["connected", "connected", 2]);
    near.addStream(streamOf("audio").stream);
    far.addStream(streamOf("audio").stream);
    await clock.settle();
    expect([near, far].map(({ snapshot }) => snapshot.remoteStreams.length)).toEqual([1, 1]);
  });

  test("if no line takes a signal, media is rebuilt and everything is sent", async () => {
    const { start, wire, clock } = await createAccepted();
    const createMedia: CreateMedia = (parts) =>
      wire.createMedia({
        ...parts,
        events: {
          ...parts.events,
          // Later signals of the first connection of each side are too long.
          signal: (data) =>
            parts.events.signal(
              wire.sides.length <= 2 && isLong ? { ...data, pad: "x".repeat(400_000) } : data,
            ),
        },
      });
    let isLong = false;
    const [near, far] = [start("ada", { createMedia }), start("bob", { createMedia })];
    await clock.settle();
    isLong = true;
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    onTestFinished(() => void vi.unstubAllGlobals());
    near.addStream(streamOf("video").stream);
    await clock.advance(5_000);
    expect(reported).not.toHaveBeenCalled();
    expect([near.state, far.state, far.snapshot.remoteStreams.length]).toEqual(["connected", "connected", 1]);
  });

  test("media that recovers by itself is left alone", async () => {
    const { nearNotes, wire, clock } = await createConnected();
    wire.doubt();
    await clock.advance(5_000);
    wire.recover();
    await clock.settle();
    expect(nearNotes).toEqual(["connected", "reconnecting", "connected"]);
    expect(wire.sides).toHaveLength(2);
  });

  test("if the link dies, it is rebuilt, and so is media that was in doubt", async () => {
    const { near, far, nearNotes, wire, network, clock } = await createConnected();
    wire.doubt();
    network.cut("ada", "bob");
    await clock.advance(5_000);
    expect(nearNotes).toEqual(["connected", "reconnecting", "connected"]);
    expect([near.state, far.state, wire.open]).toEqual(["connected", "connected", 2]);
    expect(wire.sides.length).toBeGreaterThan(2);
  });

  test("a mute while the link is down is reported when the link is back", async () => {
    const { near, far, network, clock } = await createConnected({
      ada: { stream: streamOf("audio").stream },
    });
    network.cut("ada", "bob");
    for (let n = 0; n < 201; n += 1) near.setMuted(n % 2 === 0);
    await clock.advance(5_000);
    expect(far.snapshot.remoteMicrophone).toBe("off");
  });

  test("a peer that crashed is gone, in bounded time", async () => {
    const { near, nearNotes, wire, network, clock } = await createConnected();
    network.crash("bob");
    wire.doubt();
    await clock.advance(25_000);
    expect(nearNotes).toEqual([
      "connected",
      "reconnecting",
      ["ended", { reason: "peer-gone", content: "" }],
      "ended",
    ]);
    expect(near.snapshot.end).toEqual({ reason: "peer-gone", content: "" });
  });

  test("media that does not come back ends it as failed, at both sides", async () => {
    const { near, far, wire, clock } = await createConnected();
    wire.isOpen = false;
    wire.fail();
    await clock.advance(21_000);
    expect([near, far].map(({ snapshot }) => snapshot.end?.reason)).toEqual(["media-failed", "media-failed"]);
  });
});

describe("the end", () => {
  test.each([
    ["caller", "near", "far"],
    ["callee", "far", "near"],
  ] as const)("the %s hangs up: each side is told once, and shows no trouble", async (_, here, there) => {
    const call = await createConnected();
    call[here].hangUp("bye");
    call[here].hangUp();
    await call.clock.advance(5_000);
    expect(call[`${here}Notes`]).toEqual(["connected", hungUp("here", "bye"), "ended"]);
    expect(call[`${there}Notes`]).toEqual(["connected", hungUp("there", "bye"), "ended"]);
    expect(call.wire.open).toBe(0);
  });

  test("hanging up before the other side has started ends its call as it starts", async () => {
    const { start, clock } = await createAccepted();
    start("bob").hangUp();
    const notes = noteCall(start("ada"));
    await clock.settle();
    expect(notes).toEqual([hungUp("there"), "ended"]);
  });

  test("if both hang up at once, each ends as hung up here", async () => {
    const { near, far, clock } = await createConnected();
    near.hangUp();
    far.hangUp();
    await clock.settle();
    expect([near, far].map(({ snapshot }) => snapshot.end?.reason)).toEqual(["hung-up-here", "hung-up-here"]);
  });

  test("a client that closes ends its calls; for the other side the peer has left", async () => {
    const { ada, near, far, clock } = await createConnected();
    await ada.close();
    await clock.settle();
    expect([near, far].map(({ snapshot }) => snapshot.end?.reason)).toEqual(["closed", "peer-left"]);
  });

  test("nothing is left: no timer, no media, no listener on a track, and no command", async () => {
    const { stream, track } = streamOf("audio");
    const { ada, bob, near, nearNotes, wire, clock } = await createConnected({ ada: { stream } });
    near[Symbol.dispose]();
    track.unplug();
    expect(nearNotes.at(-1)).toBe("ended");
    for (const act of [
      () => near.addStream(streamOf("audio").stream),
      () => near.removeStream(stream),
      () => near.setMuted(true),
      () => near.hold(),
      () => near.resume(),
      () => near.setCameraOff(true),
      () => near.send("x"),
    ]) {
      expect(errorOf(act)).toMatchObject({ code: "illegal-command", state: "ended" });
    }
    await clock.settle();
    await Promise.all([ada.close(), bob.close()]);
    expect([clock.timers, wire.open]).toEqual([0, 0]);
  });

  test("a snapshot is the same object until something changes", async () => {
    const { near, far, clock } = await createConnected({ ada: { stream: streamOf("audio").stream } });
    const before = [near.snapshot, far.snapshot];
    near.setMuted(false);
    await clock.advance(5_000);
    expect([near.snapshot === before[0], far.snapshot === before[1]]).toEqual([true, true]);
  });
});
