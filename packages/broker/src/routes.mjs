// @ts-check
// What the broker answers over plain HTTP: the table of its paths and methods. Who may ask at all is decided before.
import { randomUUID } from "node:crypto";
import { HostAccounts } from "./account.mjs";
import { hostOf, REFUSALS, readBearer } from "./door.mjs";
import { CLOSES } from "./guard.mjs";
import { iceFor } from "./ice.mjs";

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */
/** @typedef {{ readonly status: number, readonly body: string | object, readonly headers?: Record<string, string> }} Reply */
/** @typedef {(request: Request) => Reply | Promise<Reply>} Handler */

/** What PeerServer answers at its root. */
const WELCOME = {
  name: "PeerJS Server",
  description: "A server side element to broker connections between PeerJS clients.",
  website: "https://peerjs.com/",
};

/** For how long a browser may remember what a path allows; Chromium's maximum. */
const PREFLIGHT_SECONDS = 7_200;
const RETRY_SECONDS = 1;
/** The answers for one peer must not stay in a cache. */
const PRIVATE = { "cache-control": "no-store" };

/**
 * @param {object} parts
 * @param {import("./limits.mjs").Limits} parts.limits
 * @param {import("./log.mjs").Tally} parts.tally
 * @param {import("./access.mjs").Access | undefined} parts.access
 * @param {import("./ice.mjs").IceOption | undefined} parts.ice
 * @param {string} parts.key as in PeerJS's option `key`
 * @param {(request: Request) => string} parts.addressOf
 * @returns {(path: string, request: Request, response: Response) => Promise<void>} answers a request for a path below the prefix.
 *   Never rejects
 */
export function createRoutes({ limits, tally, access, ice, key, addressOf }) {
  const accounts = new HostAccounts(
    limits.requestBurst,
    limits.requestsPerSecond / 1_000,
    limits.countedHostsMax,
  );

  /** @param {keyof typeof REFUSALS} reason @param {Record<string, string>} [headers] @returns {Reply} */
  const refuse = (reason, headers = {}) => {
    const [status, body] = REFUSALS[reason];
    tally.count(body);
    return { status, body, headers };
  };

  /** @param {import("./access.mjs").AccessRefusal} why @returns {Reply} as in RFC 6750, and in words that a page can read */
  const refuseToken = (why) => {
    const [, body] = CLOSES[why];
    tally.count(body);
    if (why === "later") return { status: 503, body, headers: { "retry-after": `${RETRY_SECONDS}` } };
    const challenge = `Bearer error="invalid_token", error_description="${body}"`;
    return { status: 401, body, headers: { "www-authenticate": challenge } };
  };

  /**
   * For requests of a peer, with its id.
   *
   * @param {(id: string, token: string) => Promise<Reply>} serve
   * @returns {Handler}
   */
  const forPeer = (serve) => async (request) => {
    const { id, token } = readBearer(request);
    return id === undefined ? refuse("id") : serve(id, token);
  };

  const renew = forPeer(async (id, token) => {
    if (access === undefined) return refuse("noAccess");
    if (!access.canRenew) return refuse("noSigning");
    const renewed = await access.renew(id, token);
    if (renewed.is === "refused") return refuseToken(renewed.why);
    const { token: fresh, expiresAtMs } = renewed;
    return {
      status: 200,
      body: { token: fresh, expiresAt: expiresAtMs, expiresInMs: expiresAtMs - Date.now() },
      headers: PRIVATE,
    };
  });

  const giveIce = forPeer(async (id, token) => {
    if (ice === undefined) return refuse("noIce");
    // Options without access are refused unless ice is open, so somebody decides here in any case.
    const verdict = ice.open === true ? undefined : await access?.check(id, token);
    if (verdict?.is === "refused") return refuseToken(verdict.why);
    return { status: 200, body: iceFor(ice, id, Date.now()), headers: PRIVATE };
  });

  /** @type {Map<string, Readonly<Record<string, Handler>>>} */
  const routes = new Map([
    ["/", { GET: () => ({ status: 200, body: WELCOME }) }],
    [`/${key}/id`, { GET: () => ({ status: 200, body: randomUUID() }) }],
    // PeerServer lists its peers if it is told to. This broker never does.
    [`/${key}/peers`, { GET: () => ({ status: 401, body: "Unauthorized" }) }],
    ["/renew", { POST: renew }],
    ["/ice", { GET: giveIce }],
  ]);

  /** @param {string} path @param {Request} request @returns {Reply | Promise<Reply>} */
  const replyTo = (path, request) => {
    const methods = routes.get(path);
    if (methods === undefined) return { status: 404, body: "Not found" };
    // A body is never read, so one that may have no end closes the connection.
    if (isLong(request, limits.bodyMaxBytes)) return refuse("body", { connection: "close" });
    const allowed = Object.keys(methods).join(", ");
    if (request.method === "OPTIONS") return { status: 204, body: "", headers: preflight(allowed) };
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "");
    const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (handler === undefined) return refuse("method", { allow: allowed });
    if (!accounts.pay(hostOf(addressOf(request))))
      return refuse("requests", { "retry-after": `${RETRY_SECONDS}` });
    return handler(request);
  };

  return async (path, request, response) => {
    /** @type {Reply} */
    let reply;
    try {
      reply = await replyTo(path, request);
    } catch {
      reply = refuse("fault");
    }
    const { status, body, headers } = reply;
    const isText = typeof body === "string";
    response.writeHead(status, { "content-type": isText ? "text/plain" : "application/json", ...headers });
    response.end(isText ? body : JSON.stringify(body));
  };
}

/** @param {string} allowed @returns {Record<string, string>} what a browser asks before it sends an Authorization header */
function preflight(allowed) {
  return {
    "access-control-allow-methods": allowed,
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": `${PREFLIGHT_SECONDS}`,
  };
}

/** @param {Request} request @param {number} max bytes */
function isLong({ headers }, max) {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > max;
}
