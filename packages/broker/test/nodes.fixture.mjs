// @ts-check
// Three nodes of one broker over a Redis of their own, each a process, and one port in front of them: a balancer that knows nothing
// of PeerJS, and gives each connection to the next node that takes it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { beginBroker } from "../src/registry/first.mjs";
import { startRedis } from "./redis-server.fixture.mjs";

const CLI = fileURLToPath(new URL("../src/cli.mjs", import.meta.url));

/** One node. */
export class Node {
  port = 0;
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #child;
  /** Everything that it has logged. */
  log = "";
  #args;
  #env;

  get pid() {
    return this.#child?.pid;
  }

  /** How many ids are registered at it; none if it does not run. */
  async registrations() {
    try {
      const text = await (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
      return Number(/^peer_invite_broker_registrations (\d+)/m.exec(text)?.[1]);
    } catch {
      return 0;
    }
  }

  /** @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] besides this process's */
  constructor(args, env = {}) {
    this.#args = args;
    this.#env = env;
  }

  async start() {
    const child = spawn(
      process.execPath,
      [CLI, "--host", "127.0.0.1", "--port", String(this.port), ...this.#args],
      {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, ...this.#env },
      },
    );
    this.#child = child;
    child.stdout.on("data", (text) => {
      this.log += text;
    });
    const [said] = await once(child.stdout, "data");
    this.port = Number(/:(\d+)\//.exec(String(said))?.[1]);
  }

  /** Ends it. `SIGKILL`: as a crash. `SIGTERM`: it drains. `SIGSTOP`, `SIGCONT`: it is paused, and goes on. @param {NodeJS.Signals} signal */
  async signal(signal) {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    if (signal === "SIGKILL" || signal === "SIGTERM") await once(child, "exit");
  }
}

/**
 * @param {string} redisProgram
 * @param {{ readonly port?: number, readonly args?: readonly string[], readonly count?: number }} [options] `port` of the balancer
 */
export async function startNodes(redisProgram, { port = 0, args = [], count = 3 } = {}) {
  const redis = await startRedis(redisProgram);
  await beginBroker({ url: redis.url });
  const nodes = Array.from({ length: count }, () => new Node(["--redis", redis.url, ...args]));
  await Promise.all(nodes.map((node) => node.start()));
  let turn = 0;
  const balancer = createServer((client) => {
    client.on("error", () => {});
    turn += 1;
    const order = nodes.map((_, n) => nodes[(turn + n) % nodes.length]);
    const tryNext = () => {
      const node = order.shift();
      if (node === undefined) return void client.destroy();
      const upstream = connect(node.port, "127.0.0.1");
      upstream.once("connect", () => {
        upstream.off("error", tryNext).on("error", () => client.destroy());
        client.pipe(upstream).pipe(client);
        client.once("close", () => upstream.destroy());
        upstream.once("close", () => client.destroy());
      });
      upstream.once("error", tryNext);
    };
    tryNext();
  });
  await once(balancer.listen(port, "127.0.0.1"), "listening");
  const { port: front } = /** @type {import("node:net").AddressInfo} */ (balancer.address());
  return {
    redis,
    nodes,
    /** Where all of them are. */
    address: `127.0.0.1:${front}`,
    port: front,
    /** How many ids all of them have together. */
    registrations: async () => sum(await Promise.all(nodes.map((node) => node.registrations()))),
    async stop() {
      balancer.close();
      await Promise.all(nodes.map((node) => node.signal("SIGKILL")));
      await redis.stop();
    },
  };
}

/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
