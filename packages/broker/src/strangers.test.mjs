// @ts-check
// What strangers do to the broker over real loopback sockets. No other socket ends, nobody gets somebody else's id, and nothing
// piles up.
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBroker } from "./broker.fixture.mjs";
import { BROKER_LIMITS } from "./limits.mjs";

/** @type {Awaited<ReturnType<typeof startBroker>>} */
let broker;

beforeAll(async () => {
  broker = await startBroker();
});

afterAll(() => broker.stop());

const PAYLOAD = { type: "data", connectionId: "dc_1", serialization: "raw" };
/** @param {string} dst @param {number} depth */
const deep = (dst, depth) =>
  `{"type":"OFFER","dst":"${dst}","payload":{"a":${"[".repeat(depth)}${"]".repeat(depth)}}}`;

test("10 kB of JSON nested 5000 deep end nobody's connection, and its sender does not get the id", async () => {
  const alice = await broker.register("alice");
  const mallory = await broker.register("mallory");
  mallory.say(deep("alice", 5_000));
  mallory.say(deep("alice", 50_000));
  await mallory.isHeard("mallory");
  expect(await alice.isHeard("alice")).toEqual([]);
  const thief = broker.ask("alice", "stolen");
  expect(await thief.next()).toMatchObject({ type: "ID-TAKEN" });
});

test("a socket that sends LEAVE and stays cannot speak as the id's next owner", async () => {
  const ghost = await broker.register("grace");
  ghost.say({ type: "LEAVE" });
  ghost.say({ type: "EXPIRE" });
  await ghost.isHeard("grace");
  // It has the id, because it came first. So the owner is told at once, and nobody speaks for her.
  expect(await broker.ask("grace", "real").next()).toMatchObject({ type: "ID-TAKEN" });
  ghost.terminate();
  const grace = await broker.registerAfter("grace", "real");
  await grace.isHeard("grace");
});

test("an old socket is closed and told on takeover, and its end does not unregister the new one", async () => {
  const bob = await broker.register("bob");
  const old = await broker.register("henry");
  const henry = await broker.register("henry");
  expect(await old.next()).toMatchObject({ type: "ID-TAKEN" });
  expect(await old.closed).toEqual([4001, "another connection with the same id and token took over"]);
  // A socket with the token but not the key takes nothing over.
  const wrongKey = broker.open("/broker/peerjs?key=wrong&id=henry&token=token-of-henry");
  expect(await wrongKey.next()).toMatchObject({ type: "ERROR" });
  bob.say({ type: "OFFER", dst: "henry", payload: PAYLOAD });
  expect(await henry.next()).toMatchObject({ type: "OFFER", src: "bob" });
});

test("an old socket that does not agree to be closed is ignored", async () => {
  const bob = await broker.register("bert");
  const old = await broker.register("ines");
  // It reads nothing, so it never answers the close.
  old.pause();
  const ines = await broker.register("ines");
  old.say({ type: "OFFER", dst: "bert", payload: PAYLOAD });
  expect(await bob.isHeard("bert")).toEqual([]);
  ines.say({ type: "ANSWER", dst: "bert", payload: { from: "ines" } });
  expect(await bob.next()).toMatchObject({ type: "ANSWER", payload: { from: "ines" } });
  old.terminate();
});

test("a peer that fell silent is unregistered, and what its socket still sends reaches nobody", async () => {
  const short = await startBroker({ aliveTimeoutMs: 100 });
  const ghost = await short.register("jane");
  // It reads nothing, so it never answers the close.
  ghost.pause();
  await short.registerAfter("jane", "real");
  const bob = await short.register("bob");
  ghost.say({ type: "OFFER", dst: "bob", payload: PAYLOAD });
  expect([...(await bob.isHeard("bob")), ...(await bob.isHeard("bob"))]).toEqual([]);
  short.stop();
});

test("malformed frames reach nobody, cost nobody else anything, and are logged in one line", async () => {
  const strict = await startBroker();
  const dave = await strict.register("dave");
  const mallory = await strict.register("mallory");
  for (const frame of ["", "{", "null", "[]", "7", '{"type":{}}', "\u0000\u001b[31m"]) mallory.say(frame);
  for (const id of ["\u001b[31m", "\u202e", "__proto__", "a".repeat(1_000)]) {
    mallory.say({ type: "OFFER", dst: id, payload: PAYLOAD });
  }
  for (const serialization of ["constructor", "__proto__", "toString", 7]) {
    mallory.say({ type: "OFFER", dst: "dave", payload: { ...PAYLOAD, serialization } });
  }
  mallory.send(Buffer.from([0xff, 0xfe]));
  mallory.send(Buffer.from(JSON.stringify({ type: "OFFER", dst: "dave", payload: PAYLOAD })));
  await mallory.isHeard("mallory");
  // A frame that breaks the WebSocket protocol itself: reserved bits and an unknown opcode.
  /** @type {any} */ (mallory)._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
  await mallory.closed;
  expect(await dave.isHeard("dave")).toEqual([]);
  expect(strict.lines).toEqual(["Broker: no JSON (1)"]);
  strict.stop();
});

test("a message of more than 144 kB ends its sender's connection, whole or in pieces", async () => {
  const alice = await broker.register("kate");
  const text = JSON.stringify({
    type: "OFFER",
    dst: "kate",
    payload: { ...PAYLOAD, a: "a".repeat(147_456) },
  });
  const whole = await broker.register("whole");
  whole.say(text);
  expect((await whole.closed)[0]).toBe(1009);
  const pieces = await broker.register("pieces");
  pieces.send("[", { fin: false });
  for (let piece = 0; piece < 1_000; piece += 1) pieces.send("[", { fin: false });
  expect((await pieces.closed)[0]).toBe(1008);
  await alice.isHeard("kate");
});

test("a socket that sends too much is ignored for a while, and cut off if it continues", async () => {
  const strict = await startBroker({ messageBurst: 20, messagesPerSecond: 1 });
  const bob = await strict.register("bob");
  const flood = await strict.register("flood");
  for (let message = 0; message < 100; message += 1) {
    flood.say({ type: "ANSWER", dst: "bob", payload: { message } });
  }
  expect(await flood.closed).toEqual([1008, "too many messages"]);
  expect(await bob.isHeard("bob")).toHaveLength(20);
  // Messages that PeerJS never sends count for more, and pings count, too.
  const garbage = await strict.register("garbage");
  for (let frame = 0; frame < 30; frame += 1) garbage.say("{");
  expect(await garbage.closed).toEqual([1008, "too many messages"]);
  const pings = await strict.register("pings");
  for (let frame = 0; frame < 50; frame += 1) pings.ping();
  expect(await pings.closed).toEqual([1008, "too many messages"]);
  strict.stop();
});

test("what the sockets of one address have passed on is bounded together, and other addresses are not disturbed", async () => {
  const strict = await startBroker({
    hostMessageBurst: 50,
    hostMessagesPerSecond: 1,
    addressOf: ({ headers }) => String(headers["x-real-ip"] ?? "203.0.113.1"),
  });
  const startMs = performance.now();
  const bob = await strict.registerAfter("bob", "t", { headers: { "x-real-ip": "203.0.113.2" } });
  // The last one comes when the others have gone, and has no more than they have left.
  for (const id of ["one", "two", "three", "four"]) {
    const flood = await strict.register(id);
    for (let message = 0; message < 40; message += 1) flood.say({ type: "ANSWER", dst: "bob", payload: {} });
    // It is heard to the end, and stays connected.
    flood.ping();
    await once(flood, "pong");
    flood.terminate();
  }
  const heard = (await bob.isHeard("bob")).length;
  expect(heard).toBeGreaterThanOrEqual(50);
  expect(heard).toBeLessThanOrEqual(50 + (performance.now() - startMs) / 1_000);
  expect(strict.lines).toEqual(["Broker: too many messages from one address (1)"]);
  strict.stop();
});

test("one address may have a limited number of sockets, and one more when one of them is gone", async () => {
  const strict = await startBroker({
    socketsPerHost: 2,
    addressOf: ({ headers }) => String(headers["x-real-ip"] ?? "203.0.113.1"),
  });
  const first = await strict.register("a");
  await strict.register("b");
  const third = strict.ask("c");
  expect(await third.next()).toMatchObject({
    type: "ERROR",
    payload: { msg: expect.stringContaining("too many") },
  });
  expect(await third.closed).toEqual([4003, "too many sockets from one address"]);
  expect(await strict.ask("d", "t", { headers: { "x-real-ip": "203.0.113.2" } }).next()).toEqual({
    type: "OPEN",
  });
  first.close();
  await strict.registerAfter("c");
  // Sockets that do not agree to be closed fill the room for those that are told.
  for (let socket = 0; socket < BROKER_LIMITS.toldPerHost.value; socket += 1) {
    const told = strict.ask("e");
    told.once("open", () => told.pause());
    await once(told, "open");
  }
  expect(await strict.ask("e").refused).toBe(429);
  strict.stop();
});

test("a slow reader misses what would pile up for it, and stays connected", async () => {
  const strict = await startBroker({ backlogMaxBytes: 16_384, messageBurst: 10_000 });
  const slow = await strict.register("slow");
  slow.pause();
  const bob = await strict.register("bob");
  const payload = { ...PAYLOAD, a: "a".repeat(100_000) };
  // More than the system buffers between two sockets.
  for (let message = 0; message < 150; message += 1) bob.say({ type: "OFFER", dst: "slow", payload });
  await bob.isHeard("bob");
  expect(strict.lines).toEqual(["Broker: messages to slow readers (1)"]);
  slow.resume();
  while ((await slow.next()).type === "OFFER") slow.say({ type: "ANSWER", dst: "slow", payload: {} });
  strict.stop();
});

test("messages that wait for absent peers are bounded, whichever socket sends them, and there is room again when they are reported", async () => {
  const strict = await startBroker({
    absentMaxBytes: 65_536,
    addressOf: ({ headers }) => String(headers["x-real-ip"] ?? "203.0.113.1"),
  });
  const payload = { ...PAYLOAD, a: "a".repeat(30_000) };
  const bob = await strict.register("bob");
  for (const dst of ["x-1", "x-2"]) bob.say({ type: "OFFER", dst, payload });
  await bob.isHeard("bob");
  bob.terminate();
  // A peer at another address sees that bob's address has no socket left.
  await strict.registerAfter("bob", "another", { headers: { "x-real-ip": "203.0.113.2" } });
  const carol = await strict.register("carol");
  carol.say({ type: "OFFER", dst: "x-3", payload });
  await carol.isHeard("carol");
  expect(strict.lines).toEqual(["Broker: too much waits for absent peers (1)"]);
  carol.say({ type: "OFFER", dst: "x-4", payload: PAYLOAD });
  expect((await carol.next()).src).toBe("x-4");
  strict.stop();
});

test("odd requests end nothing, and the answer contains no stack", async () => {
  const url = `http://${broker.address}/broker`;
  for (const path of ["/%ff/id", "/%E0%A4%A/id", "/peerjs/id/%00", "/a/b/c"]) {
    const answer = await fetch(url + path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toContain("node_modules");
  }
  const upgrade = "Connection: upgrade\r\nUpgrade: websocket\r\n\r\n";
  const odd = [
    `GET /broker/peerjs?id=${"a".repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
    `GET /broker/peerjs HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(100_000)}\r\n${upgrade}`,
    `GET /broker/peerjs HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
    `POST /broker/peerjs HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
    `GET http://evil.example/broker/peerjs HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
    `GET /broker/peerjs HTTP/1.0\r\n${upgrade}`,
    `GET //[ HTTP/1.1\r\nHost: localhost\r\n${upgrade}`,
  ];
  for (const text of odd) {
    const [answer] = await once(broker.dial(text), "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
  await (await broker.register("last")).isHeard("last");
});
