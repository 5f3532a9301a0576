// What a call sends changes, often and all at once. The call continues on its first connection.
import { expect } from "@playwright/test";
import { type CallPeer, is, seesMovement, shows, statesOf, test } from "../support/call.ts";
import { LONG } from "../support/long.ts";

/** The call continued without a break, on its first connection, with a limited number of sections. */
async function expectOneConnection({ page }: CallPeer, places = 12): Promise<void> {
  const [connections, sections] = await page.evaluate(() => {
    const { connections } = window.callPage;
    return [connections.length, connections[0]?.localDescription?.sdp.split("\nm=").length ?? 0] as const;
  });
  expect(connections).toBe(1);
  expect(sections - 1).toBeLessThanOrEqual(places);
}

for (const who of ["caller", "callee"] as const) {
  test(
    `the ${who} holds and resumes a dozen times: the sections are used again`,
    who === "caller" ? {} : LONG,
    async ({ calls }) => {
      const [ada, bob] = await calls.connect();
      const [here, there] = who === "caller" ? [ada, bob] : [bob, ada];
      for (let times = 0; times < 12; times += 1) {
        await here.page.evaluate(() => window.callPage.call?.hold());
        await shows(there, "remoteStreams", 0);
        await here.page.evaluate(() => window.callPage.call?.resume());
        await shows(there, "remoteStreams", 1);
      }
      await seesMovement(there);
      await seesMovement(here);
      expect([await statesOf(ada), await statesOf(bob)]).toEqual([["connected"], ["connected"]]);
      // Two sections for each side, and one for data.
      await expectOneConnection(ada, 5);
    },
  );
}

test("on hold nothing goes out, also while the other side cannot be asked", async ({ calls }) => {
  const [ada, bob] = await calls.connect();
  const state = await bob.page.evaluate(async () => {
    const { call, connections, cutLink } = window.callPage;
    cutLink();
    call?.hold();
    const isSent = (): boolean => connections[0]?.getSenders().some(({ track }) => track !== null) ?? true;
    // No event reports that a sender fell silent, so this polls in the page, because the line is back in a moment.
    while (isSent()) await new Promise((resolve) => setTimeout(resolve, 1));
    return call?.state;
  });
  expect(state).toBe("reconnecting");
  await Promise.all([is(ada, "connected"), is(bob, "connected")]);
  await shows(ada, "remoteHeld", true);
  await bob.page.evaluate(() => window.callPage.call?.resume());
  await shows(ada, "remoteHeld", false);
  await seesMovement(ada);
  await expectOneConnection(bob);
});

for (const preconnects of [undefined, true]) {
  for (const who of ["caller", "callee"] as const) {
    const how = preconnects ? "set up while it rang" : "set up on accept";
    test(
      `the ${who} moves its tracks about in one go, in a call ${how}`,
      how === "set up on accept" && who === "caller" ? {} : LONG,
      async ({ calls }) => {
        const options = preconnects === undefined ? {} : { preconnects };
        const [ada, bob] = [await calls.join("ada", options), await calls.join("bob", options)];
        await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
        if (preconnects) {
          await ada.page.waitForFunction(
            () => window.callPage.connections[0]?.connectionState === "connected",
          );
          await bob.page.evaluate(() => {
            const { invitation } = window.callPage;
            if (invitation?.role === "remote") invitation.accept();
          });
        }
        await Promise.all([is(ada, "connected"), is(bob, "connected")]);
        const [here, there] = who === "caller" ? [ada, bob] : [bob, ada];
        await seesMovement(there);
        // The microphone continues in another stream, with another camera.
        await here.page.evaluate(async () => {
          const { call } = window.callPage;
          const [stream] = call?.snapshot.streams ?? [];
          const camera = await navigator.mediaDevices.getUserMedia({ video: true });
          if (call === undefined || stream === undefined) throw new Error("There is no call.");
          call.removeStream(stream);
          call.addStream(new MediaStream([...stream.getAudioTracks(), ...camera.getVideoTracks()]));
        });
        await there.page.waitForFunction(() => {
          const streams = window.callPage.call?.snapshot.remoteStreams ?? [];
          return streams.length === 1 && streams[0]?.getTracks().length === 2;
        });
        await seesMovement(there);
        // A drawing replaces the camera, and the camera is sent beside it.
        await here.page.evaluate(() => {
          const { call } = window.callPage;
          const [camera] = call?.snapshot.streams[0]?.getVideoTracks() ?? [];
          const [drawing] = document.createElement("canvas").captureStream(5).getTracks();
          if (camera === undefined || drawing === undefined) throw new Error("There is no picture.");
          call?.replaceTrack(camera, drawing);
          call?.addStream(new MediaStream([camera]));
        });
        await shows(there, "remoteStreams", 2);
        await seesMovement(there);
        expect([await statesOf(ada), await statesOf(bob)]).toEqual([["connected"], ["connected"]]);
        await expectOneConnection(here);
      },
    );
  }
}
