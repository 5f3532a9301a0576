// The call after acceptance, in two browsers: what both see and send, what is reported, losses and ends.
import { expect } from "@playwright/test";
import { is, seesMovement, shows, statesOf, test } from "../support/call.ts";
import { LONG } from "../support/long.ts";

test("after an accept both see each other move, data goes both ways, and there are statistics", async ({
  calls,
}) => {
  const [ada, bob] = await calls.connect();
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
  await ada.page.evaluate(() => window.callPage.call?.send("hello"));
  await bob.page.evaluate(() => window.callPage.call?.send(new Uint8Array([1, 2, 3])));
  await bob.page.waitForFunction(() => window.callPage.data[0] === "hello");
  await ada.page.waitForFunction(() => String(window.callPage.data[0]) === "1,2,3");
  const stats = async () => {
    await ada.page.evaluate(() => window.callPage.call?.stats());
    await seesMovement(ada);
    return ada.page.evaluate(() => window.callPage.call?.stats());
  };
  const seen = await stats();
  expect(seen?.path).toBe("direct");
  expect(seen?.receivedBitsPerSecond).toBeGreaterThan(10_000);
  expect(seen?.roundTripMs).toBeGreaterThanOrEqual(0);
});

test("a call without any media carries data", async ({ calls }) => {
  const [ada, bob] = await calls.connect({ media: undefined });
  await ada.page.evaluate(() => window.callPage.call?.send("only words"));
  await bob.page.waitForFunction(() => window.callPage.data[0] === "only words");
});

test("ADR 14: no call has a pool of candidates, whatever the app says", async ({ calls }) => {
  for (const { page } of await calls.connect()) {
    const sizes = await page.evaluate(() => {
      return window.callPage.connections.map((it) => it.getConfiguration().iceCandidatePoolSize);
    });
    expect(sizes).toEqual([0]);
  }
});

test("a caller without a camera sees a callee that has one", async ({ calls }) => {
  const [ada, bob] = [await calls.join("ada", { media: undefined }), await calls.join("bob")];
  await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
  await seesMovement(ada);
  await shows(bob, "remoteCamera", "none");
});

test("muting and turning the camera off are reported to the other side", async ({ calls }) => {
  const [ada, bob] = await calls.connect();
  await ada.page.evaluate(() => window.callPage.call?.setMuted(true));
  await shows(bob, "remoteMicrophone", "off");
  await ada.page.evaluate(() => window.callPage.call?.setCameraOff(true));
  await shows(bob, "remoteCamera", "off");
  await ada.page.evaluate(() => window.callPage.call?.setMuted(false));
  await shows(bob, "remoteMicrophone", "on");
});

for (const who of ["caller", "callee"] as const) {
  test(`the ${who} hangs up: both ends are told once, with the reason`, async ({ calls }) => {
    const [ada, bob] = await calls.connect();
    const [here, there] = who === "caller" ? [ada, bob] : [bob, ada];
    await here.page.evaluate(() => window.callPage.call?.hangUp("see you"));
    await Promise.all([is(ada, "ended"), is(bob, "ended")]);
    expect(await statesOf(here)).toEqual(["connected", "hung-up-here see you", "ended"]);
    expect(await statesOf(there)).toEqual(["connected", "hung-up-there see you", "ended"]);
  });
}

test("both add a stream at the same time, ten times", async ({ calls }) => {
  const [ada, bob] = await calls.connect();
  for (let n = 2; n <= 11; n += 1) {
    await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => window.callPage.addPicture())));
    await Promise.all([shows(ada, "remoteStreams", n), shows(bob, "remoteStreams", n)]);
  }
  expect(await statesOf(ada)).toEqual(["connected"]);
  expect(await statesOf(bob)).toEqual(["connected"]);
});

test("a stream that is no longer sent is gone at the other side, and can be sent again", async ({
  calls,
}) => {
  const [ada, bob] = await calls.connect();
  for (const [act, left] of [
    ["removeStream", 0],
    ["addStream", 1],
    ["removeStream", 0],
    ["addStream", 1],
  ] as const) {
    await bob.page.evaluate((what) => {
      const { call } = window.callPage;
      const stream = (window as { sent?: MediaStream }).sent ?? call?.snapshot.streams[0];
      if (stream === undefined) throw new Error("nothing is sent");
      (window as { sent?: MediaStream }).sent = stream;
      call?.[what](stream);
    }, act);
    await shows(ada, "remoteStreams", left);
  }
  await seesMovement(ada);
});

for (const who of ["caller", "callee"] as const) {
  test(`the ${who} puts the call on hold: the other side sees why nothing moves, and then it moves again`, async ({
    calls,
  }) => {
    const [ada, bob] = await calls.connect();
    const [here, there] = who === "caller" ? [ada, bob] : [bob, ada];
    for (let times = 0; times < 2; times += 1) {
      await here.page.evaluate(() => window.callPage.call?.hold());
      await shows(there, "remoteHeld", true);
      await shows(there, "remoteStreams", 0);
      await shows(here, "remoteStreams", 1);
      await here.page.evaluate(() => window.callPage.call?.resume());
      await shows(there, "remoteHeld", false);
      await shows(there, "remoteStreams", 1);
      await seesMovement(there);
    }
    expect(await statesOf(there)).toEqual(["connected"]);
  });
}

test("the other side knows which stream is a screen, over a hold, and when media is rebuilt", async ({
  calls,
}) => {
  const [ada, bob] = await calls.connect();
  /** Which of the streams is the screen, as the other side sees it. */
  const isScreenOf = (count: number): Promise<unknown> =>
    bob.page.waitForFunction((streams) => {
      const { remoteStreams, remoteScreen } = window.callPage.call?.snapshot ?? {};
      return remoteStreams?.length === streams && remoteStreams.at(-1) === remoteScreen;
    }, count);
  await ada.page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.getContext("2d");
    window.callPage.call?.addStream(canvas.captureStream(10), { screen: true });
  });
  await isScreenOf(2);
  await ada.page.evaluate(() => window.callPage.call?.setCameraOff(true));
  await shows(bob, "remoteCamera", "off");
  await ada.page.evaluate(() => window.callPage.call?.hold());
  await shows(bob, "remoteStreams", 0);
  await ada.page.evaluate(() => window.callPage.call?.resume());
  await isScreenOf(2);
  await ada.page.evaluate(() => window.callPage.connections[0]?.close());
  await bob.page.waitForFunction(() => window.callPage.states.length === 3);
  await isScreenOf(2);
});

test("media that is closed during the call is rebuilt, and moves again", async ({ calls }) => {
  const [ada, bob] = await calls.connect();
  await ada.page.evaluate(() => window.callPage.connections[0]?.close());
  await bob.page.waitForFunction(() => window.callPage.states.length === 3);
  await Promise.all([is(ada, "connected"), is(bob, "connected")]);
  expect(await statesOf(bob)).toEqual(["connected", "reconnecting", "connected"]);
  await Promise.all([seesMovement(ada), seesMovement(bob)]);
});

test("a link that dies during the call is rebuilt, while media continues", async ({ calls }) => {
  const [ada, bob] = await calls.connect();
  await ada.page.evaluate(() => window.callPage.cutLink());
  await bob.page.waitForFunction(() => window.callPage.states.length === 3);
  await Promise.all([is(ada, "connected"), is(bob, "connected")]);
  expect(await statesOf(bob)).toEqual(["connected", "reconnecting", "connected"]);
  expect(await ada.page.evaluate(() => window.callPage.connections.length)).toBe(1);
  await seesMovement(ada);
  await bob.page.evaluate(() => window.callPage.call?.setMuted(true));
  await shows(ada, "remoteMicrophone", "off");
});

test("a peer that crashes is gone in bounded time", LONG, async ({ calls }) => {
  const [ada, bob] = await calls.connect({ limits: { reconnectTimeoutMs: 8_000 } });
  await bob.page.goto("chrome://crash").catch(() => "as it should");
  await is(ada, "reconnecting");
  await is(ada, "ended");
  expect(await statesOf(ada)).toEqual(["connected", "reconnecting", "peer-gone", "ended"]);
});

test("if a page is left, the other side is told at once", async ({ calls }) => {
  const [ada, bob] = await calls.connect();
  await bob.page.goto("about:blank");
  await is(ada, "ended");
  expect(await statesOf(ada)).toContain("peer-left");
});
