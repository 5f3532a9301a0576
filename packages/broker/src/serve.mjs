// @ts-check
// A broker on a server of its own: `/healthz`, `/readyz`, and a stop that gives its peers time to go elsewhere.
import { once } from "node:events";
import { createServer } from "node:http";
import { hostname } from "node:os";
import { pino } from "pino";
import { createBroker } from "./broker.mjs";
import { boundConnections, SERVER_OPTIONS } from "./connections.mjs";
import { createMetrics } from "./metrics.mjs";
import { toOptions } from "./serve-options.mjs";

const DEFAULT_PORT = 9_000;
const DEFAULT_DRAIN_MS = 5_000;

/**
 * @typedef {object} Served
 * @property {string} url where the broker is
 * @property {() => Promise<void>} stop drains it: not ready, no new sockets, the others are closed spread over the drain time
 */

/**
 * Starts a broker on a server of its own, which also has `/metrics` for Prometheus: keep that from the public. Resolves once it listens.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @returns {Promise<Served>}
 * @throws {import("./options.mjs").BrokerOptionError}
 */
export async function serve(settings) {
  const {
    host = "127.0.0.1",
    port = DEFAULT_PORT,
    drainMs = DEFAULT_DRAIN_MS,
    logFormat = process.stdout.isTTY ? "text" : "json",
    redis,
    redisPrefix,
    nodeName = hostname(),
    ...others
  } = settings;
  const options = toOptions(others);
  const createRegistry =
    redis === undefined ? undefined : await registryOver(String(redis), String(nodeName), redisPrefix);
  // Sums of what was refused, in the broker's own words: no token, no content, and no text of a stranger beyond a few characters.
  const logger = pino();
  const log = logFormat === "text" ? console.warn : (/** @type {string} */ line) => logger.warn(line);
  const say = logFormat === "text" ? console.log : (/** @type {string} */ line) => logger.info(line);
  const metrics = createMetrics(() => broker);
  /** @type {import("./broker.mjs").Broker} */
  const broker = createBroker({
    log,
    meter: metrics,
    ...options,
    ...(createRegistry && { createRegistry }),
  });
  const server = createServer(SERVER_OPTIONS, (request, response) => {
    const path = request.url?.split("?", 1)[0];
    /** @param {boolean} isGood */
    const tell = (isGood) =>
      void response
        .writeHead(isGood ? 200 : 503, { "content-type": "text/plain", "cache-control": "no-store" })
        .end(isGood ? "ok" : "not ready");
    if (path === "/healthz") return tell(true);
    if (path === "/readyz") return tell(broker.isReady);
    if (path === "/metrics") {
      return void metrics
        .text()
        .then((text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text));
    }
    return broker.handle(request, response);
  });
  broker.attach(server);
  const isProxied = settings["trustProxy"] === true;
  boundConnections(server, { settings, isProxied, refused: metrics.refused });
  await once(server.listen(Number(port), String(host)), "listening");
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  const url = `http://${name}:${address.port}${options.path}`;
  say(`Broker at ${url}`);
  return {
    url,
    async stop() {
      await broker.stop({ spreadMs: Number(drainMs) });
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Makes the registry of many nodes. Its client is loaded only if it is used.
 *
 * @param {string} url
 * @param {string} node
 * @param {unknown} prefix
 * @returns {Promise<NonNullable<import("./options.mjs").BrokerOptions["createRegistry"]>>}
 */
async function registryOver(url, node, prefix) {
  const { createRedisRegistry } = await import("./registry/redis.mjs");
  return (parts) =>
    createRedisRegistry({ ...parts, url, node, ...(typeof prefix === "string" && { prefix }) });
}
