// @ts-check
// The PeerJS broker on another server's HTTP port. Owns how PeerServer is mounted behind its guard, and the options. Knows nothing
// of the demo.
import { STATUS_CODES } from "node:http";
import { judgeRequest, REFUSALS, readRegistration } from "./broker-door.mjs";
import { Tally } from "./broker-log.mjs";
import { readOptions } from "./broker-options.mjs";
import { BrokerSockets } from "./broker-sockets.mjs";

/**
 * Mounts a broker beside whatever else the server does, including its other WebSockets. An upgrade below the broker's path
 * belongs to the broker. Any other upgrade is left to the server's other listeners, and gets 404 if there are none.
 * PeerServer cannot be stopped: its timers end with the process.
 *
 * @param {import("node:http").Server | import("node:https").Server} server
 * @param {import("./broker-options.mjs").BrokerOptions} [options]
 * @returns {Promise<import("vite").Connect.NextHandleFunction>} the middleware for the broker's HTTP requests
 * @throws {import("./broker-options.mjs").BrokerOptionError} if an option is unknown or out of its range
 */
export async function mountBroker(server, options = {}) {
  const { prefix, rules, addressOf, log, limits } = readOptions(options);
  const { default: express } = await import("express");
  const { ExpressPeerServer } = await import("peer");
  const { WebSocketServer } = await import("ws");

  const tally = new Tally(log, limits.logEveryMs);
  const socketLimits = {
    maxPayload: limits.messageMaxBytes,
    // Missing in the types of ws.
    maxFragments: limits.fragmentsMax,
    maxBufferedChunks: limits.chunksMax,
    closeTimeout: limits.closeTimeoutMs,
  };
  const webSockets = new WebSocketServer({ noServer: true, clientTracking: false, ...socketLimits });
  const sockets = new BrokerSockets(limits, tally, limits.expireTimeoutMs + 2 * limits.cleanupMs);

  /** @param {string | undefined} url */
  const isOurs = (url) => {
    const path = url?.split("?", 1)[0] ?? "";
    return path === prefix || path.startsWith(`${prefix}/`);
  };
  /** @param {import("node:http").IncomingMessage} request */
  const judge = ({ headers: { host, origin } }) => judgeRequest({ host, origin }, rules);

  server.on("upgrade", (request, socket, head) => {
    // Without a listener, a socket that is reset would end the process, and its owner may never listen.
    socket.on("error", () => {});
    if (!isOurs(request.url) && server.listenerCount("upgrade") > 1) return;
    /** @param {keyof typeof REFUSALS} reason */
    const refuse = (reason) => {
      tally.count(REFUSALS[reason][1]);
      socket.once("finish", () => socket.destroy());
      socket.end(toResponse(REFUSALS[reason]));
    };
    if (request.url?.split("?", 1)[0] !== `${prefix}/peerjs`) return refuse("path");
    const refusal = judge(request);
    if (refusal !== undefined) return refuse(refusal);
    const address = addressOf(request);
    if (!sockets.hasRoomFor(address)) return refuse("sockets");
    const registration = readRegistration(request.url);
    webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.add(webSocket, address, registration),
    );
  });

  const broker = ExpressPeerServer(server, {
    createWebSocketServer: () => /** @type {any} */ (sockets),
    expire_timeout: limits.expireTimeoutMs,
    alive_timeout: limits.aliveTimeoutMs,
    concurrent_limit: limits.peersMax,
    cleanup_out_msgs: limits.cleanupMs,
  });
  // Without a listener, one malformed frame would end the process.
  broker.on("error", (error) => tally.count("errors of PeerServer", error.message));

  // PeerServer starts on the "mount" event, which only an express parent emits.
  const parent = express()
    .disable("x-powered-by")
    .use(prefix || "/", broker)
    .use(answerErrors);
  return (request, response, next) => {
    if (!isOurs(request.url)) return next();
    const refusal = judge(request);
    if (refusal === undefined) return parent(request, response);
    const [status, text] = REFUSALS[refusal];
    tally.count(text);
    response.writeHead(status, { "content-type": "text/plain" }).end(text);
  };
}

/**
 * The broker as a Vite plugin, for the dev and the preview server. It uses their `allowedHosts` unless it has its own.
 *
 * @param {import("./broker-options.mjs").BrokerOptions} [options]
 * @returns {import("vite").Plugin}
 */
export function brokerPlugin(options) {
  /**
   * @param {import("vite").ViteDevServer | import("vite").PreviewServer} vite
   * @param {"server" | "preview"} kind
   */
  const mount = async (vite, kind) => {
    const server = /** @type {import("node:http").Server | null} */ (vite.httpServer);
    if (!server) return;
    const { allowedHosts, host } = vite.config[kind];
    const names = typeof host === "string" ? [host] : [];
    const allowed = allowedHosts === true || [...(allowedHosts ?? []), ...names];
    vite.middlewares.use(await mountBroker(server, { allowedHosts: allowed, ...options }));
  };
  return {
    name: "peerjs-broker",
    configureServer: (vite) => mount(vite, "server"),
    configurePreviewServer: (vite) => mount(vite, "preview"),
  };
}

/**
 * Without this, express would write the stack of each error into the log and into the answer.
 *
 * @type {import("express").ErrorRequestHandler}
 */
function answerErrors(_error, _request, response, _next) {
  response.status(400).type("text").send("Bad request");
}

/** @param {readonly [status: number, text: string]} refusal */
function toResponse([status, text]) {
  const headers = ["connection: close", "content-type: text/plain", `content-length: ${text.length}`];
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join("\r\n")}\r\n\r\n${text}`;
}
