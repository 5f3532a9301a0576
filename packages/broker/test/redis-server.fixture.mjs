// @ts-check
// A real Redis for tests: on a port of its own, with nothing but what a test puts there, and nothing left of it afterwards.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireRedis } from "../../../scripts/find-redis.mjs";

/** Whether all tests run, which take a minute: `npm run test:broker`. `npm test` has those of one node. */
export const isLong = process.env["BROKER_TESTS"] === "all";

/** @returns {string | undefined} the program; without one, it says why and the tests of Redis are skipped */
export function redisForTests() {
  try {
    return requireRedis();
  } catch (error) {
    console.warn(`The tests of Redis are skipped. ${/** @type {Error} */ (error).message}`);
    return undefined;
  }
}

/** @returns {Promise<number>} a port that was free a moment ago */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

/**
 * @param {string} program
 * @param {(port: number) => Readonly<Record<string, string | number>>} [more] further settings of a Redis on this port
 */
export async function startRedis(program, more = () => ({})) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "peer-invite-redis-"));
  const options = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", ...more(port) };

  const run = async () => {
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let log = "";
    await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", () => reject(new Error(`Redis did not start: ${log}`)));
      child.stdout.on("data", (data) => {
        log = (log + data).slice(-10_000);
        if (log.includes("Ready to accept connections")) resolve(undefined);
      });
    });
    return child;
  };
  let child = await run();

  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  };

  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    pid: () => child.pid,
    /** It stays away until `start`. */
    kill,
    /** Starts it after `kill`, empty. */
    async start() {
      child = await run();
    },
    pause: () => child.kill("SIGSTOP"),
    resume: () => child.kill("SIGCONT"),
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
