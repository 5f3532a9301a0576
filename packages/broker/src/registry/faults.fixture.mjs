// @ts-check
// Nodes for the tests of faults: in this process, or in processes of their own that can be killed and paused.
import { fork } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { Redis } from "ioredis";
import { makeNode, until } from "./node.fixture.mjs";
import { createRedisRegistry } from "./redis.mjs";

/** @typedef {Omit<import("./redis.mjs").RedisRegistryParts, "events" | "node">} NodeParts */

/** @param {string} node @param {NodeParts} parts */
export async function hereNode(node, parts) {
  const made = await makeNode((events) => createRedisRegistry({ ...parts, node, events }));
  await until(() => made.ready.includes(true), `${node} is ready`);
  return made;
}

/** @param {string} name @param {NodeParts} parts */
export async function childNode(name, parts) {
  const program = new URL("./node-child.fixture.mjs", import.meta.url);
  const child = fork(program, [JSON.stringify({ ...parts, node: name })], { execArgv: [] });
  /** @type {Map<number, (result: any) => void>} */
  const calls = new Map();
  let numbers = 0;

  const made = await makeNode((/** @type {any} */ events) => {
    child.on("message", (/** @type {any} */ { event, args, number, result }) => {
      if (event === undefined) calls.get(number)?.(result);
      /** @type {any} */ else events[event](...args);
    });
    /** @param {string} call @returns {(...args: any[]) => Promise<any>} */
    const remote =
      (call) =>
      (...args) =>
        new Promise((resolve) => {
          numbers += 1;
          calls.set(numbers, resolve);
          child.send({ number: numbers, call, args }, () => {});
        });
    const [register, release, route, stop] = ["register", "release", "route", "stop"].map(remote);
    return /** @type {any} */ ({ register, release, route, stop });
  });
  await until(() => made.ready.includes(true), `${name} is ready`);
  return {
    ...made,
    pause: () => child.kill("SIGSTOP"),
    resume: () => child.kill("SIGCONT"),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

/** Looks into Redis. @param {string} url @param {(redis: Redis) => Promise<void>} look */
export async function inRedis(url, look) {
  const redis = new Redis(url);
  try {
    await look(redis);
  } finally {
    redis.disconnect();
  }
}

/** Ends the connection on which a node listens; the node makes it again. @param {Redis} redis @param {string} node */
export async function cutListener(redis, node) {
  const clients = String(await redis.call("CLIENT", "LIST", "TYPE", "pubsub")).split("\n");
  const one = clients.find((client) => client.includes(` name=${node} `));
  const id = /^id=(\d+)/.exec(one ?? "")?.[1];
  if (id === undefined) throw new Error(`${node} does not listen`);
  await redis.call("CLIENT", "KILL", "ID", id);
}

/** A way to Redis that can be cut for those who use it. @param {string} url */
export async function makeWay(url) {
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  let isCut = false;
  let to = url;
  const server = createServer((near) => {
    near.on("error", () => {});
    if (isCut) return void near.destroy();
    const far = connect(Number(new URL(to).port), "127.0.0.1");
    far.on("error", () => near.destroy());
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `redis://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    /** @param {string} [other] a Redis to which it leads from now on */
    mend(other = to) {
      to = other;
      isCut = false;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
