// A client that closes while no link is up ends its calls at once. The other side hears of it on the media connection, and ends
// its call too. Events that only look similar end nothing.
import { describe, expect, test } from "vitest";
import { createAccepted, createConnected, noteCall } from "../testing/calls.fixture.ts";
import { createCall } from "../testing/clients.fixture.ts";
import { MemoryWire, streamOf } from "./memory-media.fixture.ts";
import { preconnectCalls } from "./preconnect.ts";
import { startCall } from "./start-call.ts";

/** A call without a link, and without a broker to get another. */
async function createCutOff() {
  const call = await createConnected({ ada: { stream: streamOf("audio", "video").stream } });
  call.network.setBroker(false);
  call.network.cut("ada", "bob");
  await call.clock.settle();
  return call;
}

/** An accepted invitation whose media was set up while it rang, without a link or a broker. No call has started. */
async function createPreconnected() {
  const { ada, bob, ring, clock, network, local } = await createCall();
  const wire = new MemoryWire();
  const options = { createMedia: wire.createMedia, clock };
  for (const client of [ada, bob]) preconnectCalls(client, { ...options });
  const remote = await ring();
  remote.accept();
  await clock.settle();
  network.setBroker(false);
  network.cut("ada", "bob");
  return { ada, local, remote, wire, options, clock };
}

describe("a client that is closed with no link", () => {
  test.each(["ada", "bob"] as const)("%s: nothing goes out any more in the same tick", async (who) => {
    const { [who]: client, near, far, wire } = await createCutOff();
    const call = who === "ada" ? near : far;
    const media = wire.sides[who === "ada" ? 0 : 1];
    expect(media?.closed).toBe(false);
    void client.close();
    expect([call.snapshot.end?.reason, media?.closed]).toEqual(["closed", true]);
  });

  test.each([
    ["ada", "far"],
    ["bob", "near"],
  ] as const)("%s: the other side's call ends at once, as left", async (who, there) => {
    const call = await createCutOff();
    await call[who].close();
    await call.clock.settle();
    expect(call[there].snapshot.end).toEqual({ reason: "peer-left", content: "" });
    expect([call.wire.open, call.ada.calls, call.bob.calls]).toEqual([0, [], []]);
  });

  test("a call on hold ends at the other side, too", async () => {
    const { ada, near, far, clock } = await createCutOff();
    near.hold();
    far.hold();
    await ada.close();
    await clock.settle();
    expect(far.snapshot.end?.reason).toBe("peer-left");
  });

  test("what was set up while it rang is closed in the same tick, before any call of it", async () => {
    const { ada, local, remote, wire, options, clock } = await createPreconnected();
    const far = startCall(remote, options);
    const notes = noteCall(far);
    await clock.settle();
    expect([local.state, wire.open]).toEqual(["accepted", 2]);
    void ada.close();
    expect(wire.open).toBe(1);
    await clock.settle();
    expect([notes.at(-1), far.snapshot.end?.reason, wire.open]).toEqual(["ended", "peer-left", 0]);
  });

  test("a call that starts later ends as it starts", async () => {
    const { ada, local, remote, wire, options, clock } = await createPreconnected();
    startCall(local, options);
    void ada.close();
    await clock.settle();
    const far = startCall(remote, options);
    await clock.settle();
    expect([far.snapshot.end?.reason, wire.open]).toEqual(["peer-left", 0]);
  });
});

describe("an event that only looks similar", () => {
  test("if media closes at the other side, without a link, the call waits for the link", async () => {
    const { near, far, wire, network, clock } = await createCutOff();
    wire.sides[0]?.fail();
    await clock.advance(5_000);
    expect([near.state, far.state]).toEqual(["reconnecting", "reconnecting"]);
    network.setBroker(true);
    await clock.advance(10_000);
    expect([near.state, far.state]).toEqual(["connected", "connected"]);
  });

  test("a link that is cut while media works ends nothing", async () => {
    const { near, far, network, clock } = await createCutOff();
    network.setBroker(true);
    await clock.advance(10_000);
    expect([near.state, far.state]).toEqual(["connected", "connected"]);
  });

  test("media that is rebuilt ends nothing, whichever side closed the old connection", async () => {
    const { near, far, wire, network, clock } = await createConnected();
    for (let times = 0; times < 3; times += 1) {
      wire.doubt();
      network.cut("ada", "bob");
      await clock.advance(5_000);
      expect([near.state, far.state]).toEqual(["connected", "connected"]);
    }
  });

  test("after a crash there is no farewell: the other side's call reconnects, and is then gone", async () => {
    const { far, farNotes, network, clock } = await createConnected();
    network.crash("ada");
    await clock.advance(10_000);
    expect(far.state).toBe("reconnecting");
    await clock.advance(20_000);
    expect(farNotes.at(-2)).toEqual(["ended", { reason: "peer-gone", content: "" }]);
  });

  test("a hang-up has its reason and its words", async () => {
    const { start, clock } = await createAccepted();
    const [near, far] = [start("ada"), start("bob")];
    await clock.settle();
    near.hangUp("bye");
    await clock.settle();
    expect(far.snapshot.end).toEqual({ reason: "hung-up-there", content: "bye" });
  });
});
