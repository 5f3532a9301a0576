// @ts-check
// The wire of PeerServer 1: the same scenes at PeerServer and at this broker, with what the peers heard side by side. What is better
// on purpose is listed, with both results.
import { once } from "node:events";
import { createRequire } from "node:module";
import express from "express";
import { ExpressPeerServer } from "peer";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { startNodes } from "../test/nodes.fixture.mjs";
import { isLong, redisForTests } from "../test/redis-server.fixture.mjs";
import { createClients, startBroker } from "./broker.fixture.mjs";

/** @typedef {ReturnType<typeof createClients>} Place */

/** @param {import("node:http").Server} server */
const mountPeerServer = (server) => {
  const peerServer = ExpressPeerServer(server, { expire_timeout: 100, cleanup_out_msgs: 20 });
  peerServer.on("error", () => {});
  return /** @type {any} */ (express().use("/broker", peerServer));
};

const redisProgram = isLong ? redisForTests() : undefined;
const OURS = redisProgram === undefined ? ["one node"] : ["one node", "three nodes over Redis"];
/** PeerServer, and this broker as each of `OURS`. @type {Map<string, Place>} */
const places = new Map();
/** @type {(() => unknown)[]} */
const ends = [];
beforeAll(async () => {
  const peerServer = await startBroker({}, undefined, mountPeerServer);
  const own = await startBroker();
  places.set("PeerServer", peerServer).set("one node", own);
  ends.push(
    () => peerServer.stop(),
    () => own.stop(),
  );
  if (redisProgram === undefined) return;
  const args = ["--path", "/broker", "--expire-timeout-ms", "100"];
  const nodes = await startNodes(redisProgram, { args });
  const clients = createClients(nodes.address);
  places.set("three nodes over Redis", clients);
  ends.push(
    () => clients.cut(),
    () => nodes.stop(),
  );
});
afterAll(async () => {
  for (const end of ends) await end();
});

/** @param {string} name @returns {Place} */
function placeOf(name) {
  const place = places.get(name);
  if (place === undefined) throw new Error(`${name} was not started`);
  return place;
}

const DATA = {
  type: "data",
  connectionId: "dc_1",
  serialization: "raw",
  label: "x",
  sdp: { type: "offer", sdp: "v=0" },
};
let count = 0;
/** Names that no other scene has. @param {number} many @returns {string[]} */
const names = (many) => {
  count += many;
  return Array.from({ length: many }, (_, n) => `peer-${count - n}`);
};

/** What comes of a scene at each of the two, with the names that differ written alike. @param {string} ours @param {(place: Place, ids: string[]) => Promise<unknown>} scene @param {number} many */
async function compare(ours, scene, many) {
  const play = async (/** @type {Place} */ place) => {
    const ids = names(many);
    const text = JSON.stringify(await scene(place, ids)) ?? "undefined";
    return JSON.parse(ids.reduce((all, id, n) => all.replaceAll(`"${id}"`, `"peer ${n}"`), text));
  };
  return Promise.all(["PeerServer", ours].map((name) => play(placeOf(name))));
}

/** @type {Record<string, [many: number, scene: (place: Place, ids: string[]) => Promise<unknown>]>} */
const SAME = {
  "a peer that registers hears OPEN": [1, async (place, [id = ""]) => place.ask(id).next()],
  "offers, answers and candidates arrive with their sender, whatever they claim": [
    2,
    async (place, [alice = "", bob = ""]) => {
      const [from, to] = [await place.register(alice), await place.register(bob)];
      for (const type of ["OFFER", "ANSWER", "CANDIDATE"])
        from.say({ type, src: "eve", dst: bob, payload: DATA });
      return [await to.next(), await to.next(), await to.next()];
    },
  ],
  "a post, which names no connection, arrives": [
    2,
    async (place, [alice = "", bob = ""]) => {
      const [from, to] = [await place.register(alice), await place.register(bob)];
      from.say({ type: "CANDIDATE", dst: bob, payload: { label: "peer-invite", post: "hello" } });
      return to.next();
    },
  ],
  "an id that another token has is refused, and its owner hears nothing of it": [
    1,
    async (place, [id = ""]) => {
      const owner = await place.register(id);
      const other = place.ask(id, "another");
      const heard = await other.next();
      await other.closed;
      return [heard, await owner.isHeard(id)];
    },
  ],
  "an id is free once its socket has gone": [
    1,
    async (place, [id = ""]) => {
      (await place.register(id)).terminate();
      return (await place.registerAfter(id, "another")).isHeard(id);
    },
  ],
  "a wrong key is refused in words": [
    1,
    async (place, [id = ""]) => place.open(`/broker/peerjs?key=wrong&id=${id}&token=t`).next(),
  ],
  "what is sent to an absent peer comes back as EXPIRE, once for all of it": [
    2,
    async (place, [alice = "", nobody = ""]) => {
      const from = await place.register(alice);
      for (let n = 0; n < 3; n += 1) from.say({ type: "CANDIDATE", dst: nobody, payload: { n } });
      return [await from.next(), await from.isHeard(alice)];
    },
  ],
  "what waited for an absent peer arrives in its order when it comes, and before what is sent then": [
    2,
    async (place, [alice = "", bob = ""]) => {
      const from = await place.register(alice);
      for (let n = 0; n < 3; n += 1) from.say({ type: "CANDIDATE", dst: bob, payload: { n } });
      await from.isHeard(alice);
      const to = await place.register(bob);
      from.say({ type: "CANDIDATE", dst: bob, payload: { n: 3 } });
      return [await to.next(), await to.next(), await to.next(), await to.next()];
    },
  ],
  "a heartbeat is not answered": [
    1,
    async (place, [id = ""]) => {
      const peer = await place.register(id);
      peer.say({ type: "HEARTBEAT" });
      return peer.isHeard(id);
    },
  ],
  "a message to oneself arrives": [
    1,
    async (place, [id = ""]) => {
      const peer = await place.register(id);
      peer.say({ type: "OFFER", dst: id, payload: DATA });
      return peer.next();
    },
  ],
  "the pages of the HTTP interface": [
    0,
    async ({ address }) => {
      const get = async (/** @type {string} */ path) => {
        const answer = await fetch(`http://${address}/broker${path}`);
        return [answer.status, answer.headers.get("content-type")?.split(";")[0]];
      };
      const welcome = await (await fetch(`http://${address}/broker/`)).json();
      return [welcome, await get("/"), (await get("/peerjs/id"))[0], (await get("/peerjs/peers"))[0]];
    },
  ],
};

describe.each(OURS)("%s as PeerServer", (name) => {
  test.each(Object.entries(SAME))("%s", async (_, [many, scene]) => {
    const [theirs, ours] = await compare(name, scene, many);
    expect(ours).toEqual(theirs);
  });
});

/**
 * What a socket hears until it hears itself. It may not be registered yet, so it says its mark again until then.
 *
 * @param {import("./broker.fixture.mjs").Talker} talker
 * @param {string} id
 */
async function heardBySelf(talker, id) {
  const again = setInterval(() => talker.say({ type: "ANSWER", dst: id, payload: { mark: true } }), 50);
  try {
    return await talker.isHeard(id);
  } finally {
    clearInterval(again);
  }
}

/** What is better on purpose. @type {Record<string, [many: number, scene: (place: Place, ids: string[]) => Promise<unknown>, theirs: unknown, ours: unknown]>} */
const BETTER = {
  "a newer socket of the same owner hears OPEN": [
    1,
    async (place, [id = ""]) => {
      await place.register(id);
      const newer = place.ask(id);
      await once(newer, "open");
      return (await heardBySelf(newer, id)).map(({ type }) => type);
    },
    [],
    ["OPEN"],
  ],
  "the older socket of the same owner is told, and closed": [
    1,
    async (place, [id = ""]) => {
      const older = await place.register(id);
      const newer = place.ask(id);
      await once(newer, "open");
      await heardBySelf(newer, id);
      return older.readyState === WebSocket.OPEN ? "open" : (await older.closed)[0];
    },
    "open",
    4001,
  ],
  "LEAVE of a peer reaches nobody": [
    2,
    async (place, [alice = "", bob = ""]) => {
      const [from, to] = [await place.register(alice), await place.register(bob)];
      from.say({ type: "LEAVE", dst: bob, payload: {} });
      await from.isHeard(alice);
      return (await to.isHeard(bob)).map(({ type }) => type);
    },
    ["LEAVE"],
    [],
  ],
};

describe.each(OURS)("%s better than PeerServer", (name) => {
  test.each(Object.entries(BETTER))("%s", async (_, [many, scene, theirs, ours]) => {
    expect(await compare(name, scene, many)).toEqual([theirs, ours]);
  });
});

describe("PeerJS 1.5 itself", () => {
  const load = createRequire(import.meta.url);

  /** PeerJS in a world with as much of a browser as it asks for. @returns {any} its class of peers */
  function loadPeerJs() {
    class Connection extends EventTarget {
      signalingState = "stable";
      createDataChannel = () => new EventTarget();
      createOffer = async () => ({ type: "offer", sdp: "v=0" });
      setLocalDescription = async () => {};
      close = () => {};
    }
    vi.stubGlobal("RTCPeerConnection", Connection);
    vi.stubGlobal("WebSocket", WebSocket);
    vi.stubGlobal("window", { setTimeout, clearTimeout });
    vi.stubGlobal("location", { protocol: "http:" });
    const path = load.resolve("peerjs/dist/bundler.cjs");
    delete load.cache[path];
    return load(path).Peer;
  }

  /** @param {Place} place */
  async function live({ address }, isOurs = false) {
    const Peer = loadPeerJs();
    const [host, port] = address.split(":");
    const create = (/** @type {string | undefined} */ id, options = {}) => {
      const parts = { host, port: Number(port), path: "/broker", secure: false, token: "t", ...options };
      const peer = id === undefined ? new Peer(parts) : new Peer(id, parts);
      /** @type {string[]} */
      const events = [];
      for (const name of ["open", "disconnected", "close"]) peer.on(name, () => events.push(name));
      peer.on("error", (/** @type {{ type: string }} */ { type }) => events.push(type));
      return { peer, events };
    };
    const until = (/** @type {() => boolean} */ holds) =>
      vi.waitFor(() => expect(holds()).toBe(true), { timeout: 5_000 });
    const [id = ""] = names(1);
    const story = [];
    const own = create(id);
    await until(() => own.peer.open);
    const random = create(undefined);
    await until(() => random.peer.open);
    story.push(["a random id", /^[\w-]{36}$/.test(random.peer.id)]);
    const thief = create(id, { token: "another" });
    await until(() => thief.events.length > 0);
    story.push(["another token", thief.events[0]]);
    own.peer.connect("nobody-here");
    await until(() => own.events.includes("peer-unavailable"));
    story.push(["an absent peer", own.events.at(-1)]);
    if (isOurs) {
      // PeerServer sends no OPEN to a Peer that is back before its old socket was noticed to be gone.
      own.peer.disconnect();
      own.peer.reconnect();
      await until(() => own.peer.open);
    }
    for (const { peer } of [own, random, thief]) peer.destroy();
    return story;
  }

  test.each(OURS)("lives at %s as at PeerServer", async (name) => {
    const theirs = await live(placeOf("PeerServer"));
    expect(theirs.map(([, what]) => what)).toEqual([true, "unavailable-id", "peer-unavailable"]);
    expect(await live(placeOf(name), true)).toEqual(theirs);
    vi.unstubAllGlobals();
  });
});
