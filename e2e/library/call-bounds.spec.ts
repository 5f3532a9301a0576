// Hostile software at the other side of a call, in browsers. The call ends with a reason, and no page reports an error.
import { expect } from "@playwright/test";
import { is, shows, statesOf, test } from "../support/call.ts";

test("fourteen streams from each side, with sound: all are seen, and the call continues", async ({
  calls,
}) => {
  const [ada, bob] = await calls.connect({ media: undefined });
  await Promise.all(
    [ada, bob].map(({ page }) =>
      page.evaluate(() => {
        for (let count = 0; count < 14; count += 1) window.callPage.addPicture(true);
      }),
    ),
  );
  await Promise.all([shows(ada, "remoteStreams", 14), shows(bob, "remoteStreams", 14)]);
  expect(await statesOf(ada)).toEqual(["connected"]);
});

for (const [what, reason, attack] of [
  ["begins 499 media connections", "too-much", "connections"],
  ["describes 260 tracks", "too-much", "sections"],
  ["describes nonsense", "media-failed", "nonsense"],
] as const) {
  test(`a caller that ${what}: the call ends as ${reason}, and the page continues to work`, async ({
    calls,
  }) => {
    const limits = { connectTimeoutMs: 2_000 };
    const [mallory, bob] = [await calls.join("mallory"), await calls.join("bob", { limits })];
    await mallory.page.evaluate(
      async ([callee, kind]) => {
        const line = await window.callPage.inviteBare(callee);
        const pc = new RTCPeerConnection();
        pc.createDataChannel("x");
        const places = kind === "sections" ? 259 : 0;
        for (let count = 0; count < places; count += 1) pc.addTransceiver("audio");
        const whole = (await pc.createOffer()).sdp ?? "";
        // Short enough for one signal, because the fields that all sections share appear once.
        const common = ["ice-ufrag", "ice-pwd", "fingerprint", "setup"].map((name) => {
          return whole.match(new RegExp(`^a=${name}:.*\\r\\n`, "m"))?.[0] ?? "";
        });
        const short = whole
          .replace(/^a=(?!mid|group|rtcp-mux|sendrecv|rtpmap:111).*\r\n/gm, "")
          .replace(/^(m=audio \d+ \S+ 111).*/gm, "$1")
          .replace("m=", `${common.join("")}m=`);
        const sdp = kind === "nonsense" ? "v=0\r\nm=?" : short;
        const times = kind === "connections" ? 499 : 1;
        for (let g = 1; g <= times && line.state !== "closed"; g += 1) {
          try {
            line.send({ m: "signal", g, data: { type: "offer", sdp } });
          } catch {
            // The line is full.
            g -= 1;
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        }
      },
      [bob.id, attack] as const,
    );
    await is(bob, "ended");
    expect((await statesOf(bob)).slice(-2)).toEqual([reason, "ended"]);
    expect(await bob.page.evaluate(() => window.callPage.connections.length)).toBeLessThan(51);
  });
}
