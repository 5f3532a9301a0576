// @ts-check
// Which requests the broker accepts: pure functions of a request's headers and address, for HTTP and WebSockets alike.
import { isIP } from "node:net";
import { isPeerId, isToken } from "./guard.mjs";

/**
 * @typedef {object} DoorRules
 * @property {readonly string[] | true} allowedHosts names besides localhost and IP addresses; `true`: any
 * @property {readonly string[]} allowedOrigins origins besides the broker's own; `"*"`: any
 */

/** Why requests are refused: the status, and the text of the answer and of the log. */
export const REFUSALS = /** @type {const} */ ({
  path: [404, "Not found"],
  host: [403, "This name is not the broker's: allowedHosts"],
  origin: [403, "Pages of this origin may not use the broker: allowedOrigins"],
  stopping: [503, "The broker restarts"],
  sockets: [429, "Too many sockets from one address: socketsPerHost"],
  connects: [429, "Too many new sockets from one address: connectsPerSecond"],
  requests: [429, "Too many requests from one address: requestsPerSecond"],
  method: [405, "Method not allowed"],
  body: [413, "A request's body is too large, or of unknown length"],
  id: [400, "Name your id: ?id="],
  noAccess: [404, "This broker has no access tokens: access"],
  noSigning: [501, "This broker cannot make access tokens; the app renews them: access.jwt.privateKey"],
  noIce: [404, "This broker has no ICE servers: ice"],
  fault: [500, "The broker failed"],
});

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/;
const BEARER = /^Bearer +([!-~]+) *$/i;
/** @type {Readonly<Record<string, string>>} */
const DEFAULT_PORTS = { "http:": "80", "https:": "443" };

/**
 * Whether a request may come in. A page whose own name resolves to the broker's address (DNS rebinding) fails by its Host, and
 * another site's page by its Origin. A program that is not a browser can send any Host, and needs no Origin.
 *
 * @param {{ host?: string | undefined, origin?: string | undefined }} headers
 * @param {DoorRules} rules
 * @returns {"host" | "origin" | undefined} why not
 */
export function judgeRequest({ host, origin }, { allowedHosts, allowedOrigins }) {
  const [, name, port] = HOST.exec(host?.toLowerCase() ?? "") ?? [];
  if (name === undefined) return "host";
  if (!isAddress(name) && !isLoopback(name) && !isAllowedName(name, allowedHosts)) return "host";
  if (origin === undefined || allowedOrigins.includes("*")) return undefined;
  if (allowedOrigins.some((it) => it.toLowerCase() === origin.toLowerCase())) return undefined;
  return isSameHost(origin, name, port) ? undefined : "origin";
}

/**
 * The id, token and key with which a WebSocket asks to be registered.
 *
 * @param {string} url of the request
 * @returns {{ id: string, token: string, key: string } | { problem: string }}
 */
export function readRegistration(url) {
  const query = queryOf(url);
  const [id, token, key] = ["id", "token", "key"].map((name) => query.getAll(name));
  if (id?.length !== 1 || !isPeerId(id[0])) {
    return { problem: 'An id is 1 to 128 letters and digits, with single spaces, "_" or "-" between them' };
  }
  if (token?.length !== 1 || !isToken(token[0])) {
    return { problem: "A token is 1 to 1024 printable ASCII characters" };
  }
  if (key?.length !== 1 || !isToken(key[0])) {
    return { problem: "A key is 1 to 1024 printable ASCII characters" };
  }
  return { id: id[0], token: token[0], key: key[0] };
}

/**
 * Who sends a request, as it says itself: its id in the query, and its access token in the header, as with OAuth.
 *
 * @param {{ url?: string | undefined, headers: import("node:http").IncomingHttpHeaders }} request
 * @returns {{ id: string | undefined, token: string }} the token is empty if there is none
 */
export function readBearer({ url = "", headers }) {
  const ids = queryOf(url).getAll("id");
  const [, token = ""] = BEARER.exec(headers.authorization ?? "") ?? [];
  return {
    id: ids.length === 1 && isPeerId(ids[0]) ? ids[0] : undefined,
    token: isToken(token) ? token : "",
  };
}

/** @param {string} url @returns {URLSearchParams} what follows the first question mark */
function queryOf(url) {
  return new URLSearchParams(url.split("?").slice(1).join("?"));
}

/**
 * The unit by which sockets are counted: one IPv4 address, or one IPv6 network, since a host can use all its addresses.
 *
 * @param {string} address
 */
export function hostOf(address) {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const groups = head.split(":").filter((it) => it !== "");
  const rest = tail?.split(":").filter((it) => it !== "") ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  const all = [...groups, .../** @type {string[]} */ (Array(zeros).fill("0")), ...rest];
  const network = all.slice(0, 4).map((it) => Number.parseInt(it, 16).toString(16));
  return `${network.join(":")}::/64`;
}

/** @param {string} name */
function isAddress(name) {
  return isIP(name) === 4 || (name.startsWith("[") && isIP(name.slice(1, -1)) === 6);
}

/** @param {string} name */
function isLoopback(name) {
  if (name === "localhost" || name.endsWith(".localhost") || name === "[::1]") return true;
  return isIP(name) === 4 && name.startsWith("127.");
}

/**
 * @param {string} name
 * @param {readonly string[] | true} allowed names; one that begins with a dot also stands for its subdomains
 */
function isAllowedName(name, allowed) {
  if (allowed === true) return true;
  return allowed
    .map((it) => it.toLowerCase())
    .some((it) => name === it || (it.startsWith(".") && (name.endsWith(it) || name === it.slice(1))));
}

/**
 * Whether a page comes from the broker's own host and port. All names of this machine count as one host.
 *
 * @param {string} origin
 * @param {string} name
 * @param {string | undefined} port
 */
function isSameHost(origin, name, port) {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, port: originPort } = new URL(origin);
  const usual = DEFAULT_PORTS[protocol];
  if (usual === undefined || (originPort || usual) !== (port ?? usual)) return false;
  return hostname === name || (isLoopback(hostname) && isLoopback(name));
}
