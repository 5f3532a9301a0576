// @ts-check
// Strangers whose offers and candidates are damaged: the native code that reads them must not take the process with it.
import { once } from "node:events";
import { createRandom } from "peer-invite/testing";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { CROWDED, startBroker } from "./broker.fixture.mjs";
import { Child } from "./child.fixture.mjs";

const STRANGERS = 20;
const OFFERS_EACH = 20;
const OFFER = `v=0
o=- 4611731400430051336 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
c=IN IP4 0.0.0.0
a=ice-ufrag:KMx5
a=ice-pwd:aOZKcGXbGqLYkSQJZ1jpGBBZ
a=ice-options:trickle
a=fingerprint:sha-256 7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08
a=setup:actpass
a=mid:0
a=sctp-port:5000
a=max-message-size:262144`.split("\n");
const JUNK = ["", "-1", "99999999999999999999", "\0", "x".repeat(5_000), "%s%n", "𝒳", "::", "sha-256"];
const CANDIDATES = [
  "",
  "candidate:",
  "candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host",
  "candidate:1 1 udp 99999999999999 127.0.0.1 99999 typ host",
  `candidate:1 1 udp 1 ${"a".repeat(900)} 5 typ host`,
  "candidate:1 1 udp 1 x.local 5 typ srflx raddr 0 rport -1",
];

const random = createRandom(7);

/** An offer with a few lines that are missing, repeated, cut or full of junk. */
function damage() {
  const lines = [...OFFER];
  for (let times = random.integer(1, 4); times > 0; times -= 1) {
    const at = random.integer(0, lines.length - 1);
    const line = lines[at] ?? "";
    const middle = random.integer(0, line.length);
    const whole = [
      line.replace(/[^=:]*$/, random.pick(JUNK)),
      line.slice(0, middle) + random.pick(JUNK) + line.slice(middle),
    ];
    lines.splice(
      at,
      1,
      ...random.pick([[], [line, line], [line.slice(0, middle)], ...whole.map((it) => [it])]),
    );
  }
  // Without this line, the offer goes no further than the gate in front of PeerJS.
  if (!lines.some((line) => line.startsWith("m=application "))) lines.push(OFFER[5] ?? "");
  return `${lines.join("\r\n")}\r\n`;
}

test.runIf(process.env["NODE_TESTS"] === "all")(
  "a bot survives 400 damaged offers and their candidates, and takes the next call",
  async () => {
    const broker = await startBroker(CROWDED);
    const { port } = broker.at;
    const bot = new Child("bot.child.fixture.mjs", ["bot", String(port)]);
    await bot.next();
    let answers = 0;
    const sockets = [];
    for (let stranger = 0; stranger < STRANGERS; stranger += 1) {
      const url = `ws://localhost:${port}/peerjs?key=peerjs&id=stranger-${stranger}&token=t&version=1.5.5`;
      const socket = new WebSocket(url);
      await once(socket, "message");
      socket.on("message", (data) => {
        if (JSON.parse(String(data)).type === "ANSWER") answers += 1;
      });
      const say = (/** @type {string} */ type, /** @type {object} */ payload) =>
        socket.send(JSON.stringify({ type, dst: "bot", payload: { type: "data", ...payload } }));
      for (let offer = 0; offer < OFFERS_EACH; offer += 1) {
        const connectionId = `dc_${stranger}_${offer}`;
        const words = { label: "peer-invite", reliable: true, serialization: "raw" };
        say("OFFER", { connectionId, ...words, sdp: { type: "offer", sdp: damage() } });
        const place = {
          sdpMid: random.pick(["0", "1", null, "xxxx"]),
          sdpMLineIndex: random.pick([0, 1, null]),
        };
        say("CANDIDATE", { connectionId, candidate: { candidate: random.pick(CANDIDATES), ...place } });
      }
      sockets.push(socket);
    }
    // Some were good enough to be answered, so the native code has read them.
    await expect.poll(() => answers, { timeout: 10_000 }).toBeGreaterThan(STRANGERS);
    for (const socket of sockets) socket.close();
    const callers = new Child("callers.child.fixture.mjs", ["bot", String(port), "1", "1"]);
    expect(await callers.next()).toMatchObject([{ content: "accept", kind: "accepted", echoed: true }]);
    bot.say("close");
    await bot.next();
    expect(await bot.exit()).toMatchObject({ code: 0 });
    expect(bot.output).toBe("");
    await broker.stop();
  },
);
