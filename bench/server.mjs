// @ts-check
// The project's own server as a child process: the demo's pages, the bench's and the broker, on a free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "./free-port.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} once it answers */
export async function startServer() {
  const port = await findFreePort();
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", String(port)], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  // Its first line comes when it listens.
  const isUp = await Promise.race([once(child.stdout, "data").then(() => true), ended.then(() => false)]);
  if (!isUp) throw new Error("The server did not start, see above.");
  child.stdout.resume();
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
