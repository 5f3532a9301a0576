// @ts-check
// Programs that run in the rig's namespaces: starts them, waits until they are ready, ends them. Knows nothing of the network.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { commandInside, inside } from "./topology.mjs";

const READY_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;
const LAST_LINES = 2_000;

/**
 * Starts a third-party program. It is ready when it listens.
 *
 * @param {string} namespace
 * @param {readonly string[]} command
 * @param {{ port: number, cwd: string }} options `port`: TCP, on which it is to listen
 * @returns {Promise<import("node:child_process").ChildProcess>}
 */
export async function startProgram(namespace, command, { port, cwd }) {
  const [program, args] = commandInside(namespace, command);
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const said = keepLastLines(child);
  const byMs = performance.now() + READY_WITHIN_MS;
  while (inside(namespace, ["ss", "-Hltn", `sport = :${port}`]) === "") {
    if (child.exitCode !== null || performance.now() > byMs) {
      child.kill();
      throw new Error(`${command[0]} does not listen on port ${port}. It said:\n${said()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return child;
}

/**
 * Starts a program of this folder, which reports when it is ready.
 *
 * @param {string} namespace
 * @param {string} file beside this one
 * @param {readonly string[]} args
 * @returns {Promise<import("node:child_process").ChildProcess>}
 */
export async function startOwn(namespace, file, args) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const [program, all] = commandInside(namespace, [process.execPath, path, ...args]);
  const child = spawn(program, all, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const said = keepLastLines(child);
  const isUp = await Promise.race([
    once(child, "message").then(() => true),
    once(child, "exit").then(() => false),
  ]);
  if (!isUp) throw new Error(`${file} did not start. It said:\n${said()}`);
  return child;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => string}
 */
function keepLastLines(child) {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (more) => {
      text = (text + more).slice(-LAST_LINES);
    });
  }
  return () => text;
}
