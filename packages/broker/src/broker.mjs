// @ts-check
// A broker for PeerJS on any HTTP server: which requests are its own, and what they get. The wire is that of PeerServer 1.
import { STATUS_CODES } from "node:http";
import { WebSocketServer } from "ws";
import { createAccess } from "./access.mjs";
import { HostAccounts } from "./account.mjs";
import { hostOf, judgeRequest, REFUSALS, readRegistration } from "./door.mjs";
import { Tally } from "./log.mjs";
import { readOptions } from "./options.mjs";
import { createMemoryRegistry } from "./registry/memory.mjs";
import { createRoutes } from "./routes.mjs";
import { Sockets } from "./sockets.mjs";

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */
/** @typedef {import("node:http").Server | import("node:https").Server} HttpServer */

/**
 * A running broker.
 *
 * @typedef {object} Broker
 * @property {(server: HttpServer) => void} attach takes the upgrades below the broker's path from this server. Any other upgrade
 *   is left to the server's other listeners, and gets 404 if there are none
 * @property {(request: Request, response: Response, next?: () => void) => void} handle answers a request below the broker's path.
 *   Any other goes to `next`, or gets 404
 * @property {boolean} isReady whether peers can register now
 * @property {number} sockets how many are open, registered or not
 * @property {number} registrations how many ids are registered here
 * @property {(options?: { readonly spreadMs?: number }) => Promise<void>} stop lets nobody in any longer, closes every socket with
 *   the code 1012, at random times within `spreadMs` (default: at once), and releases every id
 */

/**
 * Makes a broker, without a server of its own.
 *
 * @param {import("./options.mjs").BrokerOptions} [options]
 * @returns {Broker}
 * @throws {import("./options.mjs").BrokerOptionError} if an option is unknown or out of its range
 */
export function createBroker(options = {}) {
  const {
    prefix,
    key,
    rules,
    addressOf,
    log,
    meter,
    limits,
    idPattern,
    access: keys,
    ice,
    createRegistry = createMemoryRegistry,
  } = readOptions(options);
  const tally = new Tally(log, limits.logEveryMs, meter.refused);
  const socketLimits = {
    maxPayload: limits.messageMaxBytes,
    // Missing in the types of ws.
    maxFragments: limits.fragmentsMax,
    maxBufferedChunks: limits.chunksMax,
    closeTimeout: limits.closeTimeoutMs,
  };
  const webSockets = new WebSocketServer({ noServer: true, clientTracking: false, ...socketLimits });
  const access = keys === undefined ? undefined : createAccess(keys, limits);
  const sockets = new Sockets({ limits, tally, log, meter, access, key, idPattern, createRegistry });
  const connects = new HostAccounts(
    limits.connectBurst,
    limits.connectsPerSecond / 1_000,
    limits.countedHostsMax,
  );
  const route = createRoutes({ limits, tally, access, ice, key, addressOf });

  /** @param {string | undefined} url @returns {string | undefined} the path below the prefix; undefined if it is not the broker's */
  const pathOf = (url) => {
    const path = url?.split("?", 1)[0] ?? "";
    if (path === prefix) return "/";
    return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined;
  };
  /** @param {Request} request */
  const judge = ({ headers: { host, origin } }) => judgeRequest({ host, origin }, rules);

  /** @param {Response} response @param {number} status @param {string} text */
  const answer = (response, status, text) =>
    void response.writeHead(status, { "content-type": "text/plain" }).end(text);

  return {
    attach(server) {
      server.on("upgrade", (request, socket, head) => {
        // Without a listener, a socket that is reset would end the process, and its owner may never listen.
        socket.on("error", ignore);
        const path = pathOf(request.url);
        if (path === undefined && server.listenerCount("upgrade") > 1) return;
        /** @param {keyof typeof REFUSALS} reason */
        const refuse = (reason) => {
          tally.count(REFUSALS[reason][1]);
          socket.once("finish", () => socket.destroy());
          socket.end(toResponse(REFUSALS[reason]));
        };
        if (path !== "/peerjs") return refuse("path");
        const refusal = judge(request);
        if (refusal !== undefined) return refuse(refusal);
        if (sockets.isStopping) return refuse("stopping");
        const address = addressOf(request);
        if (!sockets.hasRoomFor(address)) return refuse("sockets");
        if (!connects.pay(hostOf(address))) return refuse("connects");
        const registration = readRegistration(request.url ?? "");
        webSockets.handleUpgrade(
          request,
          socket,
          head,
          (webSocket) => void sockets.add(webSocket, address, registration, socket),
        );
      });
    },

    handle(request, response, next = () => answer(response, 404, "Not found")) {
      const path = pathOf(request.url);
      if (path === undefined) return next();
      const refusal = judge(request);
      if (refusal !== undefined) {
        const [status, text] = REFUSALS[refusal];
        tally.count(text);
        return answer(response, status, text);
      }
      const { origin } = request.headers;
      if (origin !== undefined)
        response.setHeader("access-control-allow-origin", origin).setHeader("vary", "origin");
      void route(path, request, response);
    },

    get isReady() {
      return sockets.isReady;
    },

    get sockets() {
      return sockets.open;
    },

    get registrations() {
      return sockets.registrations;
    },

    stop: ({ spreadMs = 0 } = {}) => sockets.stop(spreadMs),
  };
}

/** In no scope of a request, which a socket would hold as long as it lives. */
function ignore() {}

/** @param {readonly [status: number, text: string]} refusal */
function toResponse([status, text]) {
  const headers = ["connection: close", "content-type: text/plain", `content-length: ${text.length}`];
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join("\r\n")}\r\n\r\n${text}`;
}
