// @ts-check
// A port of this machine on which nobody listens.
import { once } from "node:events";
import { createServer } from "node:net";

/** @returns {Promise<number>} */
export async function findFreePort() {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
