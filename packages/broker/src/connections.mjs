// @ts-check
// Bounds for the connections of a server of the broker's own, from before they ask for anything: how many, and how long they may take.
// What they ask for is judged later (door.mjs).
import { hostOf } from "./door.mjs";
import { BROKER_LIMITS } from "./limits.mjs";

/** How long a request may take to arrive, in ms: a page's has less than 2 kB. Also for a connection that says nothing. */
const REQUEST_MS = 10_000;
/** How often that is looked at, in ms. */
const LOOK_MS = 1_000;
/** How many connections there may be besides sockets, for requests: at one host, and in all. */
const REQUESTS_PER_HOST = 100;
const REQUESTS_MAX = 1_000;

const CROWD = "too many connections from one address";
const FULL = "too many connections";

/** For `createServer` of node:http. */
export const SERVER_OPTIONS = {
  headersTimeout: REQUEST_MS,
  requestTimeout: REQUEST_MS,
  connectionsCheckingInterval: LOOK_MS,
};

/**
 * @param {import("node:http").Server} server
 * @param {object} parts
 * @param {import("./settings.mjs").Settings} parts.settings
 * @param {boolean} parts.isProxied whether all connections come from a proxy, which is then the one to bound hosts
 * @param {(reason: string) => void} parts.refused
 */
export function boundConnections(server, { settings, isProxied, refused }) {
  /** @param {"peersMax" | "socketsPerHost" | "toldPerHost"} name */
  const limit = (name) => Number(settings[name] ?? BROKER_LIMITS[name].value);
  server.maxConnections = limit("peersMax") + REQUESTS_MAX;
  server.on("drop", () => refused(FULL));
  if (isProxied) return;
  const perHost = limit("socketsPerHost") + limit("toldPerHost") + REQUESTS_PER_HOST;
  /** @type {Map<string, number>} */
  const counts = new Map();
  server.on("connection", (socket) => {
    const host = hostOf(socket.remoteAddress ?? "");
    const count = (counts.get(host) ?? 0) + 1;
    if (count > perHost) {
      refused(CROWD);
      socket.destroy();
      return;
    }
    counts.set(host, count);
    socket.once("close", () => {
      const left = (counts.get(host) ?? 0) - 1;
      if (left > 0) counts.set(host, left);
      else counts.delete(host);
    });
  });
}
