// @ts-check
// The PeerJS broker on somebody else's HTTP server. Owns how PeerServer is mounted, and knows nothing of the demo.

/**
 * @typedef {object} BrokerOptions
 * @property {string} [path] where the broker lives, default "/broker"
 * @property {number} [expireTimeoutMs] how long messages wait for an absent peer before the sender is told, default 1000
 * @property {number} [aliveTimeoutMs] how long a silent peer keeps its id, default 90 000
 */

/**
 * Mounts a broker beside whatever else the server does, its other WebSockets included.
 * PeerServer has no stop: its timers end with the process.
 *
 * @param {import("node:http").Server | import("node:https").Server} server
 * @param {BrokerOptions} [options]
 * @returns {Promise<import("vite").Connect.NextHandleFunction>} the middleware for the broker's HTTP requests
 */
export async function mountBroker(server, options = {}) {
  const { path = "/broker", expireTimeoutMs = 1000, aliveTimeoutMs = 90_000 } = options;
  const { default: express } = await import("express");
  const { ExpressPeerServer } = await import("peer");
  const { WebSocketServer } = await import("ws");

  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    if (request.url?.split("?")[0] !== `${path}/peerjs`) return;
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit("connection", webSocket, request),
    );
  });

  const broker = ExpressPeerServer(server, {
    createWebSocketServer: () => sockets,
    expire_timeout: expireTimeoutMs,
    alive_timeout: aliveTimeoutMs,
    cleanup_out_msgs: 250,
  });
  // Without a listener one malformed frame ends the process.
  broker.on("error", (error) => console.warn(`Broker: ${error.message}`));

  // PeerServer starts on the "mount" event, which only an express parent raises.
  const parent = express().disable("x-powered-by").use(path, broker);
  return (request, response, next) => {
    if (request.url === path || request.url?.startsWith(`${path}/`)) parent(request, response);
    else next();
  };
}

/**
 * The broker as a Vite plugin, for the dev and the preview server.
 *
 * @param {BrokerOptions} [options]
 * @returns {import("vite").Plugin}
 */
export function brokerPlugin(options) {
  /** @param {import("vite").ViteDevServer | import("vite").PreviewServer} vite */
  const mount = async (vite) => {
    const server = /** @type {import("node:http").Server | null} */ (vite.httpServer);
    if (server) vite.middlewares.use(await mountBroker(server, options));
  };
  return { name: "peerjs-broker", configureServer: mount, configurePreviewServer: mount };
}
