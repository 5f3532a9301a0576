// @ts-check
// README's facts about PeerServer without the guard, over real loopback sockets. If one of these tests fails, PeerServer has
// become better than README says.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import express from "express";
import { ExpressPeerServer } from "peer";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startBroker, Talker } from "./broker.fixture.mjs";
import { BROKER_LIMITS } from "./limits.mjs";

/** PeerServer as its own command mounts it. @param {import("node:http").Server} server */
const mountBare = (server) => {
  const peerServer = ExpressPeerServer(server);
  // PeerServer's command continues whatever is thrown.
  peerServer.on("error", () => {});
  return /** @type {any} */ (express().use("/broker", peerServer));
};

/** @type {Awaited<ReturnType<typeof startBroker>>} */
let broker;
/** The server's ends of its connections. @type {import("node:net").Socket[]} */
const serverEnds = [];

beforeAll(async () => {
  const keep = (/** @type {import("node:http").Server} */ server) =>
    server.on("connection", (socket) => serverEnds.push(socket));
  broker = await startBroker({}, keep, mountBare);
});

afterAll(() => broker.stop());

const PAYLOAD = { type: "data", connectionId: "dc_1", serialization: "raw" };
const OFFER = { type: "OFFER", dst: "bob", payload: PAYLOAD };

test("one message of 10 kB closes another person's connection, and its sender takes the id and uses it", async () => {
  // Runs the command that README names. In a test thread, whose stack is larger, it would take a longer message.
  const command = fileURLToPath(new URL("../../../node_modules/peer/dist/bin/peerjs.js", import.meta.url));
  const child = spawn(process.execPath, [command, "--host", "127.0.0.1", "--path", "/broker"], {
    env: { ...process.env, PORT: "0" },
  });
  onTestFinished(() => void child.kill());
  const [said] = await once(child.stdout, "data");
  const port = /port: (\d+)/.exec(String(said))?.[1];
  /** @param {string} id @param {string} token */
  const ask = (id, token) =>
    new Talker(`ws://127.0.0.1:${port}/broker/peerjs?key=peerjs&id=${id}&token=${token}`);

  const [alice, bob, mallory] = [ask("alice", "hers"), ask("bob", "his"), ask("mallory", "another")];
  for (const talker of [alice, bob, mallory]) expect(await talker.next()).toEqual({ type: "OPEN" });
  const deep = `{"type":"OFFER","dst":"alice","payload":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
  expect(deep.length).toBeLessThan(10_100);
  mallory.say(deep);
  await alice.closed;
  const thief = ask("alice", "stolen");
  expect(await thief.next()).toEqual({ type: "OPEN" });
  expect(await ask("alice", "hers").next()).toMatchObject({ type: "ID-TAKEN" });
  thief.say(OFFER);
  expect(await bob.next()).toMatchObject({ type: "OFFER", src: "alice" });
});

test("a socket that registers a free id and sends LEAVE still speaks as the id's next owner, and unregisters her by closing", async () => {
  const bob = await broker.register("bob");
  const ghost = await broker.register("grace", "ghostly");
  ghost.say({ type: "LEAVE" });
  const grace = await broker.registerAfter("grace", "real");
  ghost.say(OFFER);
  expect(await bob.next()).toMatchObject({ type: "OFFER", src: "grace" });
  ghost.close();
  await broker.registerAfter("grace", "a third one");
  // The real owner has no sign of it.
  expect(grace.readyState).toBe(Talker.OPEN);
});

test("a newer connection with the same id and token is added to the older, which is not told and can still speak", async () => {
  const ben = await broker.register("ben");
  const old = await broker.register("henry");
  // It receives no OPEN either, so a message to itself shows that it is registered.
  const newer = broker.ask("henry");
  await once(newer, "open");
  await newer.isHeard("henry");
  for (const talker of [old, newer]) talker.say({ ...OFFER, dst: "ben" });
  expect(await ben.next()).toMatchObject({ src: "henry" });
  expect(await ben.next()).toMatchObject({ src: "henry" });
  expect(old.readyState).toBe(Talker.OPEN);
});

test("one slow reader makes it keep everything that is sent to it", async () => {
  const slow = await broker.register("slow");
  slow.pause();
  const writer = await broker.register("writer");
  const text = JSON.stringify({
    type: "OFFER",
    dst: "slow",
    payload: { ...PAYLOAD, a: "a".repeat(1_000_000) },
  });
  for (let message = 0; message < 24; message += 1) writer.say(text);
  await writer.isHeard("writer");
  const kept = Math.max(...serverEnds.map(({ writableLength }) => writableLength));
  // Many times the guard's limit: everything except what the system buffers between two sockets.
  expect(kept).toBeGreaterThan(32 * BROKER_LIMITS.backlogMaxBytes.value);
});

test("a page of any origin may use it", async () => {
  const headers = { origin: "https://evil.example" };
  expect(await broker.ask("page", "t", { headers }).next()).toEqual({ type: "OPEN" });
  const answer = await fetch(`http://${broker.address}/broker/peerjs/id`, { headers });
  expect(answer.headers.get("access-control-allow-origin")).toBe(headers.origin);
});
