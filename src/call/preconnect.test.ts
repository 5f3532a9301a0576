// Calls that are set up while they ring: when, with whom, what the call takes over, and what is released.
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { noteCall } from "../testing/calls.fixture.ts";
import { createCall } from "../testing/clients.fixture.ts";
import type { Call } from "./call.ts";
import { LateMedia } from "./late-media.ts";
import type { CreateMedia } from "./media-port.ts";
import { MemoryWire, streamOf } from "./memory-media.fixture.ts";
import { type PreconnectOptions, preconnectCalls } from "./preconnect.ts";
import { type CallOptions, startCall } from "./start-call.ts";

type Who = "ada" | "bob";

/** Ada rings bob. Both set their calls up while it rings, unless told otherwise. */
async function createRinging(
  may: { readonly [W in Who]?: (peer: string) => boolean } = {},
  streamOnAccept?: PreconnectOptions["streamOnAccept"],
  answer?: PreconnectOptions["answer"],
) {
  const scene = await createCall();
  const wire = new MemoryWire();
  const { createMedia } = wire;
  const set = (who: Who): (() => void) => {
    const mayConnect = may[who];
    if (mayConnect) scene[who].setPolicy({ mayConnect });
    const { clock } = scene;
    const chosen = { ...(streamOnAccept && { streamOnAccept }), ...(answer && { answer }) };
    return preconnectCalls(scene[who], { ...chosen, createMedia, clock });
  };
  const stops = { ada: set("ada"), bob: set("bob") };
  const remote = await scene.ring();
  const options = { clock: scene.clock, createMedia };
  const start = (who: Who, more: CallOptions = {}): Call =>
    startCall(who === "ada" ? scene.local : remote, { ...options, ...more });
  const accept = async (): Promise<void> => {
    remote.accept();
    await scene.clock.settle();
  };
  return { ...scene, wire, remote, start, accept, stops };
}

describe("while it rings", () => {
  test("both ends have a media connection, with nothing to send", async () => {
    const { wire } = await createRinging();
    expect(wire.sides.map(({ parts }) => [parts.leads, parts.ahead, parts.sendings])).toEqual([
      [true, true, []],
      [false, true, []],
    ]);
  });

  test("each end is asked about the other: a peer that may not takes no part", async () => {
    const asked: string[] = [];
    const no = (peer: string): boolean => {
      asked.push(peer);
      return false;
    };
    const { wire } = await createRinging({ bob: no });
    expect([[...new Set(asked)], wire.sides.map(({ parts }) => parts.leads)]).toEqual([["ada"], [true]]);
    const other = await createRinging({ ada: no });
    expect([[...new Set(asked)], other.wire.sides]).toEqual([["ada", "bob"], []]);
  });

  test.each(["refuse", "cancel", "close"] as const)("it is let go of at both ends after %s", async (how) => {
    const { ada, local, remote, wire, clock } = await createRinging();
    expect(wire.open).toBe(2);
    if (how === "close") await ada.close();
    else if (how === "refuse") remote.refuse();
    else local.cancel();
    await clock.settle();
    expect(wire.open).toBe(0);
  });

  test("if it rings again, after the callee's page was reloaded, it is set up again", async () => {
    const { local, wire, clock } = await createRinging();
    (local as unknown as { fire(event: "received"): void }).fire("received");
    await clock.settle();
    expect(wire.sides.map(({ closed }) => closed)).toEqual([true, true, false, false]);
  });

  test("a callee that has not heard the caller's first signal promises nothing, so the call waits for none", async () => {
    const { ada, bob, ring, local, clock } = await createCall();
    const wire = new MemoryWire();
    const options = { createMedia: wire.createMedia, clock };
    preconnectCalls(ada, options);
    const remote = await ring();
    // Its offer is lost: nobody listens yet.
    await clock.settle();
    preconnectCalls(bob, options);
    wire.sides[0]?.parts.events.signal({ id: 0 });
    await clock.settle();
    remote.accept();
    await clock.settle();
    const [near, far] = [startCall(local, options), startCall(remote, options)];
    await clock.settle();
    expect([near.state, far.state, wire.open]).toEqual(["connected", "connected", 2]);
  });

  test("a client is set up once at a time", async () => {
    const { ada, stops } = await createRinging();
    expect(() => preconnectCalls(ada)).toThrow(
      "Cannot preconnectCalls: this client does so already: call the function that the first call returned.",
    );
    stops.ada();
    preconnectCalls(ada)();
  });

  test("an end that stops releases what is not a call yet, and sets up nothing further", async () => {
    const { ada, stops, wire, remote, accept, start, clock } = await createRinging();
    stops.ada();
    stops.bob();
    expect(wire.open).toBe(0);
    await accept();
    const [near, far] = [start("ada"), start("bob")];
    await clock.settle();
    expect([near.state, far.state, remote.state]).toEqual(["connected", "connected", "accepted"]);
    ada.createLocalInvitation("bob").send();
    await clock.settle();
    expect(wire.sides).toHaveLength(4);
  });

  test("an invitation that rings before preconnectCalls sees it is set up too", async () => {
    const { ada, bob, ring, clock } = await createCall();
    const wire = new MemoryWire();
    await ring();
    const options = { createMedia: wire.createMedia };
    preconnectCalls(bob, options);
    preconnectCalls(ada, options);
    await clock.settle();
    expect(wire.open).toBe(2);
  });

  test("an accepted invitation waits for its call, but not forever", async () => {
    const { accept, wire, clock } = await createRinging();
    await accept();
    await clock.advance(29_000);
    expect(wire.open).toBe(2);
    await clock.advance(2_000);
    expect(wire.open).toBe(0);
  });

  test("a caller that keeps starting again is followed only a few times", async () => {
    const { local, wire, clock } = await createRinging();
    for (let count = 0; count < 20; count += 1) {
      local.sendWhileRinging({ m: "preconnect", a: `attempt ${count}`, n: 0, data: {} });
    }
    await clock.settle();
    expect(wire.sides.filter(({ parts }) => !parts.leads).length).toBe(5);
  });

  test("a caller that sends too much is no longer heard", async () => {
    const { local, wire, clock } = await createRinging();
    const feed = vi.spyOn(wire.sides[1] as NonNullable<(typeof wire.sides)[0]>, "feed");
    const signals: { a?: string }[] = [];
    wire.sides[0]?.parts.events.signal({ id: 0 });
    local.on("dataWhileRinging", (signal) => signals.push(signal as object));
    await clock.settle();
    wire.sides[1]?.parts.events.signal({ id: 1 });
    await clock.settle();
    const a = signals.at(-1)?.a;
    for (let count = 0; count < 1_000; count += 1) {
      local.sendWhileRinging({ m: "preconnect", a, n: count, data: { id: 0 } });
      // Slowly enough for the link.
      if (count % 10 === 0) await clock.advance(250);
    }
    expect(feed.mock.calls.length).toBeGreaterThan(300);
    expect(feed.mock.calls.length).toBeLessThan(400);
  });

  test("what is too long to send while it rings waits for the call, and no error is uncaught", async () => {
    const errors: unknown[] = [];
    vi.stubGlobal("reportError", (error: unknown) => errors.push(error));
    onTestFinished(() => void vi.unstubAllGlobals());
    const { wire, accept, start, clock } = await createRinging();
    const [near, far] = wire.sides;
    const long = { id: 1, pad: "x".repeat(100_000) };
    far?.parts.events.signal(long);
    await clock.settle();
    const feed = vi.spyOn(near as NonNullable<typeof near>, "feed");
    await accept();
    start("ada");
    start("bob");
    await clock.settle();
    expect([feed.mock.calls, errors]).toEqual([[[long]], []]);
  });

  test("if many strangers ring, a few are set up at a time, and the rest when they are answered", async () => {
    const { bob, clock, join } = await createCall();
    bob.setPolicy({ whenBusy: "ring" });
    const wire = new MemoryWire();
    const options = { createMedia: wire.createMedia, clock };
    preconnectCalls(bob, options);
    const callers = Array.from({ length: 40 }, (_, n) => join(`caller-${n}`));
    for (const caller of callers) preconnectCalls(caller, options);
    await clock.settle();
    const local = callers.map((caller) => caller.createLocalInvitation("bob").send());
    await clock.settle();
    const ours = () => wire.sides.filter(({ parts }) => !parts.leads);
    expect([bob.invitations.length, ours().length]).toEqual([40, 5]);
    // Another invitation can take the free place, but no faster than the long-run rate.
    for (const invitation of local) invitation.cancel();
    await clock.advance(5_000);
    for (let times = 0; times < 10; times += 1) {
      for (const caller of callers.slice(0, 5)) caller.createLocalInvitation("bob").send();
      await clock.settle();
      for (const caller of callers.slice(0, 5))
        for (const open of caller.invitations) if ("cancel" in open) open.cancel();
      await clock.settle();
    }
    expect(ours().length).toBeLessThan(30);
    expect(ours().filter(({ closed }) => !closed)).toEqual([]);
  });

  test("strangers leave room for those whom the app knows", async () => {
    const { bob, clock, join } = await createCall();
    bob.setPolicy({ whenBusy: "ring", knows: (peer) => peer.startsWith("friend") });
    const wire = new MemoryWire();
    const options = { createMedia: wire.createMedia, clock };
    preconnectCalls(bob, options);
    const callers = Array.from({ length: 20 }, (_, n) => join(n < 12 ? `stranger-${n}` : `friend-${n}`));
    for (const caller of callers) preconnectCalls(caller, options);
    await clock.settle();
    const ours = () => wire.sides.filter(({ parts, closed }) => !parts.leads && !closed).length;
    for (const caller of callers.slice(0, 12)) caller.createLocalInvitation("bob").send();
    await clock.settle();
    expect(ours()).toBe(5);
    for (const caller of callers.slice(12)) caller.createLocalInvitation("bob").send();
    await clock.settle();
    expect(ours()).toBe(10);
  });

  test("what the caller sends while the accept is on its way still counts", async () => {
    const { wire, remote, clock } = await createRinging();
    const [near, far] = wire.sides;
    const feed = vi.spyOn(far as NonNullable<typeof far>, "feed");
    remote.accept();
    near?.parts.events.signal({ id: 0 });
    await clock.settle();
    expect(feed.mock.calls).toEqual([[{ id: 0 }]]);
  });

  test.each([
    // The events that it is connected and settled are kept as well.
    ["words", "", 8_190],
    ["bytes", "x".repeat(262_144 - 128 - 64), 4],
  ])(
    "if a stranger sends too many %s to keep, the call builds a connection of its own",
    async (_, data, most) => {
      const { wire, accept, start, clock } = await createRinging();
      const far = wire.sides[1];
      for (let count = 0; count < most; count += 1) far?.parts.events.data(data);
      await clock.settle();
      expect(far?.closed).toBe(false);
      far?.parts.events.data(data);
      expect(far?.closed).toBe(true);
      await accept();
      const [near, callee] = [start("ada"), start("bob")];
      const notes = noteCall(callee);
      await clock.advance(3_000);
      expect([near.state, callee.state, notes.filter((note) => Array.isArray(note))]).toEqual([
        "connected",
        "connected",
        [],
      ]);
    },
  );

  test("if a caller's permission is withdrawn, what was set up is lost", async () => {
    let may = true;
    const { local, wire, clock } = await createRinging({ bob: () => may });
    may = false;
    local.sendWhileRinging({ m: "preconnect", a: "after a reload", n: 0, data: {} });
    await clock.settle();
    expect([wire.sides[1]?.closed, wire.sides.length]).toEqual([true, 2]);
  });

  test("what is late of an earlier attempt changes nothing", async () => {
    const { local, wire, clock } = await createRinging();
    const send = vi.spyOn(local, "sendWhileRinging");
    wire.sides[0]?.parts.events.signal({ id: 0 });
    const [first] = send.mock.calls[0] as [{ readonly a: string }];
    local.sendWhileRinging({ ...first, a: "after a reload", n: 0 });
    await clock.settle();
    const states = () => wire.sides.slice(1).map(({ closed }) => closed);
    expect(states()).toEqual([true, false]);
    local.sendWhileRinging(first);
    await clock.settle();
    expect(states()).toEqual([true, false]);
  });

  test("a callee that rings again and again makes a caller begin only a few times", async () => {
    const { local, wire } = await createRinging();
    const { fire } = local as unknown as { fire(event: "received"): void };
    for (let n = 0; n < 20; n += 1) fire.call(local, "received");
    expect(wire.sides.filter(({ parts }) => parts.leads).length).toBe(5);
  });

  test("no name of an attempt comes from Math.random, whose values give tokens away", async () => {
    const random = vi.spyOn(Math, "random");
    onTestFinished(() => random.mockRestore());
    await createRinging();
    await createRinging({ ada: () => false });
    expect(random).not.toHaveBeenCalled();
  });

  test("signals that do not belong to a call are left to the app", async () => {
    const { local, wire, clock } = await createRinging();
    for (const word of [
      null,
      "preconnect",
      { m: "preconnect", a: 7, n: 0, data: {} },
      { m: "preconnect", a: "x", n: 0 },
      { m: "preconnect", a: "x", data: {} },
      { m: "preconnect", a: "x", n: -1, data: {} },
    ]) {
      local.sendWhileRinging(word);
    }
    await clock.settle();
    expect(wire.sides).toHaveLength(2);
  });
});

describe("the stream that goes out on accept", () => {
  test("is sent before the caller's confirmation is back, and its call continues with it", async () => {
    const { stream } = streamOf("audio", "video");
    const { remote, start, wire, clock } = await createRinging({}, () => stream);
    const callee = wire.sides[1];
    expect(callee?.sent).toEqual([]);
    remote.accept();
    expect([remote.state, callee?.sent.map((it) => it.stream)]).toEqual(["accepting", [stream]]);
    await clock.settle();
    const near = start("ada");
    const far = start("bob", { stream });
    const notes = noteCall(near);
    await clock.settle();
    expect(notes.toSorted()).toEqual(["connected", "stream", "track", "track"]);
    expect([far.snapshot.streams.length, callee?.sent.length, wire.sides.length]).toEqual([1, 1, 2]);
  });

  test("is asked for once, whatever changes until the caller confirms", async () => {
    const asked = vi.fn<() => MediaStream>(() => streamOf("video").stream);
    const { remote, wire, accept } = await createRinging({}, asked);
    remote.accept();
    const { fire } = remote as unknown as { fire(event: "changed", snapshot: unknown): void };
    fire.call(remote, "changed", remote.snapshot);
    await accept().catch(() => {});
    expect([asked.mock.calls.length, wire.sides[1]?.sent.length]).toEqual([1, 1]);
  });

  test("falls silent if the call starts without it, or with another", async () => {
    for (const other of [undefined, streamOf("audio").stream]) {
      const { accept, start, wire, clock } = await createRinging({}, () => streamOf("video").stream);
      await accept();
      const near = start("ada");
      start("bob", { stream: other });
      await clock.settle();
      expect(wire.sides[1]?.sent.map((it) => it.stream)).toEqual(other === undefined ? [] : [other]);
      expect(near.snapshot.remoteStreams).toHaveLength(other === undefined ? 0 : 1);
      expect([near.state, wire.collisions]).toEqual(["connected", 0]);
    }
  });

  test("is not sent if this side did not set the connection up, or has no stream", async () => {
    const asked: string[] = [];
    const none = ({ caller }: { readonly caller: string }): undefined => void asked.push(caller);
    const { accept, wire } = await createRinging({}, none);
    await accept();
    expect([asked, wire.sides[1]?.sent]).toEqual([["ada"], []]);
    const alone = await createRinging({ bob: () => false }, none);
    await alone.accept();
    expect(asked).toEqual(["ada", "ada"]);
  });
});

describe("the call", () => {
  test("takes over the connection at once, and sends its stream without a negotiation", async () => {
    const { accept, start, wire, clock } = await createRinging();
    await accept();
    const near = start("ada", { stream: streamOf("audio", "video").stream });
    const far = start("bob", { stream: streamOf("video").stream });
    const notes = [noteCall(near), noteCall(far)];
    await clock.settle();
    expect(notes.map((it) => it.toSorted())).toEqual([
      ["connected", "stream", "track"],
      ["connected", "stream", "track", "track"],
    ]);
    expect([wire.sides.length, wire.collisions]).toEqual([2, 0]);
  });

  test.each(["ada", "bob"] as const)(
    "sends what %s adds later in the free room, without a negotiation",
    async (who) => {
      const { accept, start, wire, clock } = await createRinging();
      await accept();
      const calls = { ada: start("ada"), bob: start("bob") };
      await clock.settle();
      const sync = wire.sides.map((side) => vi.spyOn(side, "sync"));
      calls[who].addStream(streamOf("audio", "video").stream);
      await clock.settle();
      expect(calls[who === "ada" ? "bob" : "ada"].snapshot.remoteStreams).toHaveLength(1);
      expect(sync.map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
      expect(calls[who].snapshot.streams).toHaveLength(1);
    },
  );

  test("is built with the servers that it was given, if it was set up without any and is not up", async () => {
    const { accept, start, wire, clock } = await createRinging({}, undefined, "on-accept");
    wire.isOpen = false;
    await accept();
    const config = { iceServers: [] };
    const [near, far] = [start("ada", { config }), start("bob", { config })];
    wire.isOpen = true;
    await clock.advance(2_000);
    expect([near.state, far.state]).toEqual(["connected", "connected"]);
    expect(wire.sides.filter(({ closed }) => !closed).map(({ parts }) => parts.config)).toEqual([
      config,
      config,
    ]);
  });

  test("sends what there is no room for after its turn", async () => {
    const { accept, start, wire, clock } = await createRinging();
    await accept();
    const [near, far] = [start("ada"), start("bob")];
    for (let n = 1; n <= 5; n += 1) {
      near.addStream(streamOf("video").stream);
      far.addStream(streamOf("audio").stream);
      far.addStream(streamOf("video").stream);
      await clock.settle();
    }
    expect([near.snapshot.remoteStreams.length, far.snapshot.remoteStreams.length]).toEqual([10, 5]);
    expect([wire.sides.length, wire.collisions]).toEqual([2, 0]);
  });

  test.each(["ada", "bob"] as const)("is built when the connection of %s is gone by then", async (who) => {
    const { accept, start, wire, clock } = await createRinging();
    wire.sides[who === "ada" ? 0 : 1]?.fail();
    await accept();
    const [near, far] = [start("ada"), start("bob")];
    await clock.advance(2_000);
    expect([near.state, far.state]).toEqual(["connected", "connected"]);
    expect(wire.open).toBe(2);
  });

  test("is rebuilt if it fails later", async () => {
    const { accept, start, wire, clock } = await createRinging();
    await accept();
    const [near, far] = [start("ada"), start("bob")];
    await clock.settle();
    wire.fail();
    await clock.advance(5_000);
    expect([near.state, far.state, wire.sides.length]).toEqual(["connected", "connected", 4]);
  });

  test("is built if the callee released the connection and the caller has not noticed", async () => {
    const { accept, start, stops, wire, clock } = await createRinging();
    await accept();
    const near = start("ada");
    await clock.settle();
    const [caller, callee] = wire.sides;
    if (callee !== undefined) callee.closed = true;
    stops.bob();
    const far = start("bob");
    await clock.advance(3_000);
    expect([near.state, far.state, caller?.closed]).toEqual(["connected", "connected", true]);
  });

  test("is built if only the caller set a connection up", async () => {
    const { accept, start, wire, clock } = await createRinging({ bob: () => false });
    await accept();
    const [near, far] = [start("ada"), start("bob")];
    await clock.settle();
    expect([near.state, far.state, wire.open]).toEqual(["connected", "connected", 2]);
  });

  test("that is ended at once gets no further events", async () => {
    const { accept, start, wire, clock } = await createRinging();
    await accept();
    const near = start("ada", { stream: streamOf("audio").stream });
    const notes = noteCall(near);
    near.hangUp();
    await clock.settle();
    expect(notes).toEqual([["ended", { reason: "hung-up-here", content: "" }], "ended"]);
    start("bob");
    await clock.settle();
    expect(wire.open).toBe(0);
  });
});

describe("what is held until the acceptance", () => {
  const no = (): boolean => false;
  test.each([
    ["the callee may not connect", { bob: no }, undefined, 1],
    ["the callee answers on accept", {}, "on-accept", 1],
    ["the caller may not connect", { ada: no }, undefined, 0],
    ["neither may connect", { ada: no, bob: no }, undefined, 0],
  ] as const)(
    "%s: it is set up as the person accepts, and the call goes on with it",
    async (_, may, answer, before) => {
      const { stream } = streamOf("video");
      const { wire, accept, start, clock } = await createRinging(may, () => stream, answer);
      expect(wire.sides.map(({ parts }) => parts.leads)).toEqual([true].slice(0, before));
      await accept();
      expect(wire.sides.map(({ parts }) => parts.leads).toSorted()).toEqual([false, true]);
      const [near, far] = [start("ada"), start("bob", { stream })];
      await clock.settle();
      expect([near.state, far.state, near.snapshot.remoteStreams.length]).toEqual([
        "connected",
        "connected",
        1,
      ]);
      expect(wire.sides).toHaveLength(2);
    },
  );

  test("a call that starts before anything was set up begins it", async () => {
    const { wire, local, remote, accept, start, clock } = await createRinging({ ada: no, bob: no });
    const calls: Call[] = [];
    // Before `preconnectCalls` hears of it, because a specific event fires first.
    local.once("accepted", () => calls.push(start("ada")));
    remote.once("accepted", () => calls.push(start("bob")));
    await accept();
    await clock.settle();
    expect(calls.map(({ state }) => state)).toEqual(["connected", "connected"]);
    expect(wire.sides).toHaveLength(2);
  });

  test("a call that has taken a connection over goes on when preconnecting stops", async () => {
    const { wire, local, remote, stops, accept, start } = await createRinging({}, undefined, "on-accept");
    const calls: Call[] = [];
    // Its answer is still on its way.
    local.once("accepted", () => {
      calls.push(start("ada"));
      stops.ada();
    });
    remote.once("accepted", () => {
      calls.push(start("bob"));
      stops.bob();
    });
    await accept();
    expect(calls.map(({ state }) => state)).toEqual(["connected", "connected"]);
    expect([wire.open, wire.sides.length]).toEqual([2, 2]);
  });

  test("a callee that accepts before its answer is there keeps the connection", async () => {
    let load: (create: CreateMedia) => void = () => {};
    const loaded = new Promise<CreateMedia>((resolve) => {
      load = resolve;
    });
    const scene = await createCall();
    const wire = new MemoryWire();
    const { clock, local, ada, bob } = scene;
    preconnectCalls(ada, { createMedia: wire.createMedia, clock });
    preconnectCalls(bob, { createMedia: (parts) => new LateMedia(parts, loaded), clock });
    const remote = await scene.ring();
    remote.accept();
    await clock.settle();
    const options = { clock, createMedia: wire.createMedia };
    const [near, far] = [startCall(local, options), startCall(remote, options)];
    load(wire.createMedia);
    await clock.settle();
    expect([near.state, far.state, wire.sides.length]).toEqual(["connected", "connected", 2]);
  });

  test("if the answer is lost, the caller begins again in five seconds", async () => {
    const { wire, remote, accept, start, clock } = await createRinging({}, undefined, "on-accept");
    const send = vi.spyOn(remote, "sendWhileRinging").mockReturnValue(true);
    await accept();
    expect(send).toHaveBeenCalled();
    const [near, far] = [start("ada"), start("bob")];
    await clock.advance(4_000);
    expect(near.state).toBe("connecting");
    await clock.advance(2_000);
    expect([near.state, far.state, wire.open]).toEqual(["connected", "connected", 2]);
  });

  test("a caller whose signals are too many to hold is heard again in its call", async () => {
    const { wire, local, accept, start, clock } = await createRinging({ bob: no });
    let attempt: unknown;
    const send = local.sendWhileRinging.bind(local);
    wire.sides[0]?.parts.events.signal({ id: 0 });
    const spy = vi.spyOn(local, "sendWhileRinging").mockImplementation((message) => {
      attempt = (message as { readonly a: string }).a;
      return send(message);
    });
    wire.sides[0]?.parts.events.signal({ id: 0 });
    spy.mockRestore();
    const data = { pad: "x".repeat(50_000) };
    for (let n = 1; n < 4; n += 1) send({ m: "preconnect", a: attempt, n, data });
    await clock.settle();
    await accept();
    expect(wire.sides).toHaveLength(1);
    const [near, far] = [start("ada"), start("bob")];
    await clock.advance(10_000);
    expect([near.state, far.state, wire.open]).toEqual(["connected", "connected", 2]);
  });

  test("a connection that is held is let go of when the invitation ends", async () => {
    const { wire, local, clock } = await createRinging({ bob: no });
    expect(wire.open).toBe(1);
    local.cancel();
    await clock.settle();
    expect([wire.open, wire.sides.length]).toEqual([0, 1]);
  });
});
