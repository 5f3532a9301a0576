// @ts-check
// A broker on a free loopback port, for tests.
import { once } from "node:events";
import { createServer } from "node:http";
import { createBroker } from "peer-invite-broker";

/** Limits for a test in which all peers of a crowd are on this machine. */
export const CROWDED = {
  messagesPerSecond: 10_000,
  messageBurst: 10_000,
  hostMessagesPerSecond: 100_000,
  hostMessageBurst: 100_000,
};

/** @param {import("../../broker/src/options.mjs").BrokerOptions} [options] */
export async function startBroker(options = {}) {
  const broker = createBroker({ path: "/", ...options });
  const server = createServer(broker.handle);
  broker.attach(server);
  server.listen(0, "localhost");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    /** The options of a Peer at this broker. */
    at: { host: "localhost", port, path: "/" },
    async stop() {
      await broker.stop();
      server.close();
    },
  };
}
