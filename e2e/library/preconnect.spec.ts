// Calls that are set up while they ring, in two browsers: what exists before the answer, what does not, and the resulting call.
import { expect } from "@playwright/test";
import type { CallPageOptions } from "../call/main.ts";
import { type CallPeer, is, seesMovement, shows, statesOf, test } from "../support/call.ts";
import { LONG } from "../support/long.ts";

type Calls = { join(name: string, options?: Partial<CallPageOptions>): Promise<CallPeer> };

/** Ada rings bob, who has not answered yet. */
async function ring(
  calls: Calls,
  {
    ada = {},
    bob = {},
  }: { readonly ada?: Partial<CallPageOptions>; readonly bob?: Partial<CallPageOptions> } = {},
): Promise<[CallPeer, CallPeer]> {
  const both = { preconnects: true };
  const peers = [
    await calls.join("ada", { ...both, ...ada }),
    await calls.join("bob", { ...both, ...bob }),
  ] as const;
  await peers[0].page.evaluate((callee) => window.callPage.invite(callee), peers[1].id);
  await peers[0].page.waitForFunction(() => window.callPage.invitation?.state === "received");
  return [...peers];
}

/** Waits until there is a media connection at both. */
async function arePreconnected(...peers: readonly CallPeer[]): Promise<void> {
  for (const { page } of peers) {
    await page.waitForFunction(() => window.callPage.connections[0]?.connectionState === "connected");
  }
}

function accept({ page }: CallPeer): Promise<void> {
  return page.evaluate(() => {
    const { invitation } = window.callPage;
    if (invitation?.role === "remote") invitation.accept();
  });
}

/** Two peers in a call that was set up while it rang. */
async function connect(calls: Calls, options = {}): Promise<[CallPeer, CallPeer]> {
  const [ada, bob] = await ring(calls, options);
  await arePreconnected(ada, bob);
  await accept(bob);
  await Promise.all([is(ada, "connected"), is(bob, "connected")]);
  return [ada, bob];
}

/** The states of a page's media connections, the oldest first. */
function connectionsOf({ page }: CallPeer): Promise<string[]> {
  return page.evaluate(() => window.callPage.connections.map(({ connectionState }) => connectionState));
}

test("while it rings there is a connection with nothing on it; after the accept both see each other on it", async ({
  calls,
}) => {
  const [ada, bob] = await ring(calls);
  await arePreconnected(ada, bob);
  for (const { page } of [ada, bob]) {
    const sent = await page.evaluate(() =>
      window.callPage.connections[0]?.getSenders().map(({ track }) => track),
    );
    expect(sent).toEqual([null, null]);
    expect(await page.getByLabel("The other side").count()).toBe(0);
  }
  await accept(bob);
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
  for (const peer of [ada, bob]) {
    await shows(peer, "remoteStreams", 1);
    expect(await connectionsOf(peer)).toEqual(["connected"]);
    expect(await statesOf(peer)).toEqual(["connected"]);
  }
});

for (const who of ["ada", "bob"] as const) {
  test(`if ${who} does not take part there is no connection before the accept, and a call after it`, async ({
    calls,
  }) => {
    const [ada, bob] = await ring(calls, { [who]: { preconnects: false } });
    // Everything that could have been sent before the answer was sent by then.
    await bob.page.evaluate(() => window.callPage.invitation?.sendWhileRinging("is anybody listening?"));
    await ada.page.waitForFunction(() => window.callPage.client.stats.framesReceived >= 3);
    expect(await connectionsOf(bob)).toEqual([]);
    await accept(bob);
    await Promise.all([seesMovement(ada), seesMovement(bob)]);
    expect((await connectionsOf(bob)).length).toBe(1);
  });
}

for (const how of ["refused", "canceled"] as const) {
  test(`one that is ${how} is closed at both ends`, async ({ calls }) => {
    const [ada, bob] = await ring(calls);
    await arePreconnected(ada, bob);
    const by = how === "refused" ? bob : ada;
    await by.page.evaluate(() => {
      const { invitation } = window.callPage;
      if (invitation?.role === "remote") invitation.refuse();
      else invitation?.cancel();
    });
    for (const { page } of [ada, bob]) {
      await page.waitForFunction(() => window.callPage.connections[0]?.connectionState === "closed");
    }
  });
}

test("if the callee's page is reloaded while it rings, the call is set up again", async ({ calls }) => {
  const [ada, bob] = await ring(calls);
  await arePreconnected(ada, bob);
  await bob.page.reload();
  await bob.page.waitForFunction(() => window.openCallPage !== undefined);
  const options = { id: bob.id, media: { audio: true, video: true }, preconnects: true };
  await bob.page.evaluate((it) => window.openCallPage(it), options);
  await arePreconnected(bob);
  await accept(bob);
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
  const [last, ...earlier] = (await connectionsOf(ada)).reverse();
  expect([last, new Set(earlier)]).toEqual(["connected", new Set(["closed"])]);
});

test("a side that sends only sound is seen to send only sound", async ({ calls }) => {
  const [ada, bob] = await connect(calls, { ada: { media: { audio: true } } });
  await shows(bob, "remoteStreams", 1);
  await seesMovement(ada);
  const kinds = await bob.page.evaluate(() =>
    window.callPage.call?.snapshot.remoteStreams[0]?.getTracks().map(({ kind }) => kind),
  );
  expect(kinds).toEqual(["audio"]);
});

test("a call without any media carries data, and accepts pictures later", async ({ calls }) => {
  const nothing = { media: undefined };
  const [ada, bob] = await connect(calls, { ada: nothing, bob: nothing });
  await ada.page.evaluate(() => window.callPage.call?.send("only words"));
  await bob.page.waitForFunction(() => window.callPage.data[0] === "only words");
  for (let n = 1; n <= 3; n += 1) {
    await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => window.callPage.addPicture())));
    await Promise.all([shows(ada, "remoteStreams", n), shows(bob, "remoteStreams", n)]);
  }
  expect(await statesOf(ada)).toEqual(["connected"]);
});

test("a stream that goes out on accept, and is added to the call shortly after its start, is seen", async ({
  calls,
}) => {
  const [ada, bob] = await connect(calls, { bob: { addsLater: true } });
  await shows(ada, "remoteCamera", "on");
  await seesMovement(ada);
  await shows(bob, "streams", 1);
});

for (const who of ["caller", "callee"] as const) {
  test(
    `what the ${who} sends on it can be taken away, and sent again`,
    who === "caller" ? {} : LONG,
    async ({ calls }) => {
      const [ada, bob] = await connect(calls);
      const [here, there] = who === "caller" ? [ada, bob] : [bob, ada];
      await seesMovement(there);
      for (let times = 0; times < 2; times += 1) {
        await here.page.evaluate(() => window.callPage.call?.hold());
        await shows(there, "remoteStreams", 0);
        await here.page.evaluate(() => window.callPage.call?.resume());
        await shows(there, "remoteStreams", 1);
        await seesMovement(there);
      }
      expect(await statesOf(there)).toEqual(["connected"]);
    },
  );
}

test("another camera replaces the first, without a message between the two", async ({ calls }) => {
  const [ada, bob] = await connect(calls);
  await seesMovement(bob);
  await ada.page.evaluate(() => {
    const { call } = window.callPage;
    const before = call?.snapshot.streams[0]?.getVideoTracks()[0];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [64, 48];
    // The browser sends a still picture only now and then.
    setInterval(() => canvas.getContext("2d")?.fillRect(0, 0, Math.random() * 64, 48), 50);
    const after = canvas.captureStream(5).getVideoTracks()[0];
    if (before !== undefined && after !== undefined) call?.replaceTrack(before, after);
  });
  const shown = bob.page.getByLabel("The other side");
  await expect.poll(() => shown.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBe(64);
});

test("media that is closed during the call is rebuilt, and moves again", async ({ calls }) => {
  const [ada, bob] = await connect(calls);
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
  await ada.page.evaluate(() => window.callPage.connections[0]?.close());
  await bob.page.waitForFunction(() => window.callPage.states.length === 3);
  expect(await statesOf(bob)).toEqual(["connected", "reconnecting", "connected"]);
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
  // One certificate for the life of the page.
  const prints = await ada.page.evaluate(() =>
    window.callPage.connections.map(
      (it) => it.getConfiguration().certificates?.[0]?.getFingerprints()[0]?.value,
    ),
  );
  expect(prints).toEqual([prints[0], prints[0]]);
  expect(prints[0]).toMatch(/^[0-9a-f:]{95}$/i);
});

test("an accept at once, before the connection is set up, leads to a call", async ({ calls }) => {
  const [ada, bob] = [
    await calls.join("ada", { preconnects: true }),
    await calls.join("bob", { preconnects: true }),
  ];
  await bob.page.evaluate(() => {
    window.callPage.client.on("invitation", (invitation) => invitation.accept());
  });
  await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
});

test("two people who call each other at once see each other, on one connection", async ({ calls }) => {
  const both = { preconnects: true };
  const [ada, bob] = [await calls.join("ada", both), await calls.join("bob", both)];
  const invite = ({ page }: CallPeer, to: CallPeer): Promise<void> =>
    page.evaluate((callee) => window.callPage.invite(callee), to.id);
  await Promise.all([invite(ada, bob), invite(bob, ada)]);
  await Promise.all([is(ada, "connected"), is(bob, "connected")]);
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
  for (const peer of [ada, bob]) {
    expect((await connectionsOf(peer)).filter((state) => state !== "closed")).toEqual(["connected"]);
    expect(await statesOf(peer)).toEqual(["connected"]);
  }
});

for (const who of ["caller", "callee"] as const) {
  test(`if the ${who}'s page is reloaded right after the accept, the other side's call ends`, async ({
    calls,
  }) => {
    const [ada, bob] = await ring(calls);
    await arePreconnected(ada, bob);
    const [here, there] = who === "caller" ? [ada, bob] : [bob, ada];
    await accept(bob);
    await there.page.waitForFunction(() => window.callPage.call !== undefined);
    await here.page.reload();
    await is(there, "ended");
    expect(await statesOf(there)).toContain("peer-left");
    expect(await connectionsOf(there)).toEqual(["closed"]);
  });
}

const HELD = [
  ["the callee answers on accept", { bob: { answer: "on-accept" } }, 1],
  ["the callee may not connect before", { bob: { mayConnect: false } }, 1],
  ["the caller may not connect before", { ada: { mayConnect: false } }, 0],
  ["neither may connect before", { ada: { mayConnect: false }, bob: { mayConnect: false } }, 0],
] as const;

for (const [why, options, offers] of HELD) {
  test(`${why}: the one connection of the call is set up as the person accepts`, async ({ calls }) => {
    const [ada, bob] = await ring(calls, options);
    await ada.page.waitForFunction(() => window.callPage.heard.length > 0);
    expect([(await connectionsOf(ada)).length, await connectionsOf(bob)]).toEqual([offers, []]);
    await accept(bob);
    await Promise.all([seesMovement(ada), seesMovement(bob)]);
    expect([await connectionsOf(ada), await connectionsOf(bob)]).toEqual([["connected"], ["connected"]]);
    // A call that began without it would have its answer on the line.
    const answers = await ada.page.evaluate(() =>
      (window.callPage.heard as { readonly data?: { readonly type?: string } }[]).filter(
        ({ data }) => data?.type === "answer",
      ),
    );
    expect(answers).toHaveLength(1);
  });
}

test("a callee whose answer is held shows the caller no address before the accept", async ({ calls }) => {
  const [ada, bob] = await ring(calls, { bob: { mayConnect: false } });
  await ada.page.waitForFunction(() => window.callPage.heard.length > 0);
  // Whatever bob would have said by now was said before this.
  await bob.page.evaluate(() => window.callPage.invitation?.sendWhileRinging({ m: "the last one" }));
  await ada.page.waitForFunction(() => window.callPage.heard.length > 1);
  expect(
    await ada.page.evaluate(() => (window.callPage.heard as { readonly m: string }[]).map(({ m }) => m)),
  ).toEqual(["held", "the last one"]);
  expect(await connectionsOf(bob)).toEqual([]);
  await accept(bob);
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
});
