// @ts-check
// The mounted broker over real loopback sockets: it opens, it survives strangers, it reports an absent peer soon,
// and it leaves the server's other WebSockets alone.
import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { mountBroker } from "./broker.mjs";

const server = createServer();
/** @type {string} */
let address;

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const broker = await mountBroker(server, { expireTimeoutMs: 100 });
  server.on("request", (request, response) =>
    broker(request, response, () => response.end("not the broker")),
  );
  const others = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    if (request.url === "/other") others.handleUpgrade(request, socket, head, (other) => other.send("other"));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  address = `127.0.0.1:${port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** @param {WebSocket} socket */
async function nextText(socket) {
  const [data] = await once(socket, "message");
  return String(data);
}

/** @param {string} id */
async function openPeer(id) {
  const socket = new WebSocket(`ws://${address}/broker/peerjs?key=peerjs&id=${id}&token=secret`);
  expect(await nextText(socket)).toBe('{"type":"OPEN"}');
  return socket;
}

test("a peer opens and reaches another", async () => {
  const alice = await openPeer("alice");
  const bob = await openPeer("bob");
  alice.send(JSON.stringify({ type: "OFFER", dst: "bob", payload: "hello" }));
  expect(JSON.parse(await nextText(bob))).toEqual({
    type: "OFFER",
    src: "alice",
    dst: "bob",
    payload: "hello",
  });
});

test("an absent peer is reported soon", async () => {
  const carol = await openPeer("carol");
  carol.send(JSON.stringify({ type: "OFFER", dst: "nobody", payload: "hello" }));
  expect(JSON.parse(await nextText(carol))).toMatchObject({ type: "EXPIRE", src: "nobody" });
});

test("malformed frames and requests do not end it", async () => {
  const dave = await openPeer("dave");
  for (const frame of ["", "{", "null", "[]", "7", '{"type":{}}', "\u0000"]) dave.send(frame);
  dave.send(Buffer.from([0xff, 0xfe]));
  const mallory = await openPeer("mallory");
  // A frame that breaks the WebSocket protocol itself: reserved bits and an unknown opcode.
  /** @type {any} */ (mallory)._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
  await once(mallory, "close");
  const stranger = new WebSocket(`ws://${address}/broker/peerjs`);
  expect(await nextText(stranger)).toContain("ERROR");
  await openPeer("erin");
});

test("what is not the broker's stays with its owner", async () => {
  expect(await nextText(new WebSocket(`ws://${address}/other`))).toBe("other");
  expect(await (await fetch(`http://${address}/brokers`)).text()).toBe("not the broker");
  expect(await (await fetch(`http://${address}/broker/peerjs/id`)).text()).toMatch(/^[\w-]{36}$/);
});
