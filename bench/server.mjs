// @ts-check
// The project's own server as a child process: the demo's pages, the bench's and the broker, on a free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

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

/** @returns {Promise<number>} */
async function findFreePort() {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
