// Chromium and Firefox call each other, in both directions: the invitation, both pictures, data, and the end.
import { expect } from "@playwright/test";
import { type Caller, FIREFOX, is, test } from "../support/firefox.ts";

test.skip(
  FIREFOX === undefined,
  "no Firefox found: install it (on Debian: firefox-esr), or set FIREFOX_PATH",
);

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const fakes = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fakes] });
  },
});

for (const [calling, called] of [
  ["chromium", "firefox"],
  ["firefox", "chromium"],
] as const) {
  test.describe(`${calling} calls ${called}`, () => {
    test.use({ calling });

    test("both see each other move, data goes both ways, and the callee hangs up", async ({
      inCall: [caller, callee],
    }) => {
      await Promise.all([seesMovement(caller), seesMovement(callee)]);
      await say(caller, "hello");
      await hears(callee, "hello");
      await say(callee, "hello yourself");
      await hears(caller, "hello yourself");
      await callee.tab.evaluate(() => window.callPage.call?.hangUp("see you"), undefined);
      await Promise.all([is(caller, "ended"), is(callee, "ended")]);
      expect(await statesOf(callee)).toEqual(["connected", "hung-up-here see you", "ended"]);
      expect(await statesOf(caller)).toEqual(["connected", "hung-up-there see you", "ended"]);
    });

    test("both add a picture at the same time, and the caller is told that a camera was turned off", async ({
      inCall: [caller, callee],
    }) => {
      await Promise.all(
        [caller, callee].map(({ tab }) => tab.evaluate(() => window.callPage.addPicture(), undefined)),
      );
      await Promise.all([seesStreams(caller, 2), seesStreams(callee, 2)]);
      await callee.tab.evaluate(() => window.callPage.call?.setCameraOff(true), undefined);
      await caller.tab.until(() => window.callPage.call?.snapshot.remoteCamera === "off", undefined);
      expect(await statesOf(caller)).toEqual(["connected"]);
      expect(await statesOf(callee)).toEqual(["connected"]);
    });

    test("media that dies at the callee is rebuilt, and so is a link that dies", async ({
      inCall: [caller, callee],
    }) => {
      const whole = ["connected", "reconnecting", "connected"];
      await callee.tab.evaluate(() => window.callPage.connections[0]?.close(), undefined);
      await caller.tab.until(() => window.callPage.states.length === 3, undefined);
      expect(await statesOf(caller)).toEqual(whole);
      await Promise.all([seesMovement(caller), seesMovement(callee)]);
      await callee.tab.evaluate(() => window.callPage.cutLink(), undefined);
      await caller.tab.until(() => window.callPage.states.length === 5, undefined);
      expect(await statesOf(caller)).toEqual([...whole, ...whole.slice(1)]);
      await Promise.all([seesMovement(caller), seesMovement(callee)]);
    });

    for (const [how, early] of [
      ["while it rings", { preconnects: true }],
      ["as it is accepted", { preconnects: true, answer: "on-accept" }],
      ["with nothing before the accept", { preconnects: true, mayConnect: false }],
    ] as const) {
      test.describe(`with a call that is set up ${how}`, () => {
        test.use({ early });

        test("both see each other move on that connection", async ({ inCall: [caller, callee] }) => {
          await Promise.all([seesMovement(caller), seesMovement(callee)]);
          for (const { tab } of [caller, callee]) {
            expect(await tab.evaluate(() => window.callPage.connections.length, undefined)).toBe(1);
            expect(
              await tab.evaluate(
                () => window.callPage.call?.snapshot.remoteStreams[0]?.getTracks().length,
                undefined,
              ),
            ).toBe(2);
          }
        });
      });
    }

    test("a caller whose Peer is destroyed has left, though there is no link to report it", async ({
      inCall: [caller, callee],
    }) => {
      await caller.tab.evaluate(() => window.callPage.destroyPeer(), undefined);
      await is(callee, "ended");
      expect(await statesOf(callee)).toContain("peer-left");
    });

    test("if the caller's page is left, the callee is told at once", async ({ inCall: [caller, callee] }) => {
      await caller.tab.leave();
      await is(callee, "ended");
      expect(await statesOf(callee)).toContain("peer-left");
    });
  });
}

function say({ tab }: Caller, words: string): Promise<void> {
  return tab.evaluate((it) => window.callPage.call?.send(it), words);
}

function hears({ tab }: Caller, words: string): Promise<void> {
  return tab.until((it) => window.callPage.data.includes(it), words);
}

function seesStreams({ tab }: Caller, count: number): Promise<void> {
  return tab.until((it) => window.callPage.call?.snapshot.remoteStreams.length === it, count);
}

/**
 * Waits until the newest picture of the other side moves: ten more frames are shown, and they are not all the same. Firefox's
 * playback quality counts no frames of a stream, so the frames are counted as they are shown.
 */
async function seesMovement({ tab }: Caller): Promise<void> {
  await tab.until(() => ([...document.querySelectorAll("video")].at(-1)?.videoWidth ?? 0) > 0, undefined);
  await tab.evaluate(async () => {
    const video = [...document.querySelectorAll("video")].at(-1) as HTMLVideoElement;
    const canvas = document.createElement("canvas");
    const paint = (): string => {
      canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL();
    };
    const pictures = new Set<string>();
    for (let frames = 0; frames < 10 || pictures.size < 2; frames += 1) {
      await new Promise((shown) => video.requestVideoFrameCallback(shown));
      pictures.add(paint());
    }
  }, undefined);
}

function statesOf({ tab }: Caller): Promise<readonly string[]> {
  return tab.evaluate(() => window.callPage.states, undefined);
}
