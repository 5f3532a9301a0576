// @ts-check
// Which STUN and TURN servers a peer gets, with credentials that expire: those of coturn's `use-auth-secret`.
import { createHmac } from "node:crypto";
import { BROKER_LIMITS } from "./limits.mjs";

/**
 * @typedef {object} IceOption
 * @property {readonly string[]} urls such as "stun:turn.example.com" and "turn:turn.example.com?transport=udp"
 * @property {string} [secret] coturn's `static-auth-secret`, if there are TURN servers
 * @property {number} [ttlSeconds] how long credentials are good: 60 to 86400, default 3600. coturn lets an allocation go on after
 *   that, and refuses a new one
 * @property {boolean} [open] whether anybody gets them, without an access token; default false
 */

/** @typedef {{ urls: string[], username?: string, credential?: string }} IceServer as browsers take it */

/**
 * What a peer gets: `expiresAt` in ms since 1970 by the broker's clock, and `expiresInMs` for a client whose clock is wrong.
 *
 * @typedef {{ iceServers: IceServer[], expiresAt: number, expiresInMs: number }} IceAnswer
 */

const HOST = String.raw`(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?`;
const URL_SHAPE = new RegExp(`^(?:stuns?:${HOST}|turns?:${HOST}(?:\\?transport=(?:udp|tcp))?)$`, "i");
const TURN = /^turns?:/i;
const TTL_RANGE = /** @type {const} */ ([60, 86_400]);
const DEFAULT_TTL_SECONDS = 3_600;
const PARTS = ["urls", "secret", "ttlSeconds", "open"];

/**
 * What is wrong with a value of the option `ice`.
 *
 * @param {unknown} option
 * @returns {string | undefined} as the end of a sentence
 */
export function problemOfIce(option) {
  if (typeof option !== "object" || option === null) return "must be { urls, secret }";
  const unknown = Object.keys(option).find((it) => !PARTS.includes(it));
  if (unknown !== undefined) return `has an unknown ${unknown}; there are ${PARTS.join(", ")}`;
  const { urls, secret, ttlSeconds, open } = /** @type {Record<string, unknown>} */ (option);
  if (!Array.isArray(urls) || urls.length === 0 || !urls.every(isUrl))
    return 'has wrong urls: an array such as ["stun:turn.example.com", "turn:turn.example.com:3478?transport=udp"]';
  const min = BROKER_LIMITS.turnSecretMinLength.value;
  if (secret !== undefined && (typeof secret !== "string" || secret.length < min))
    return `has a wrong secret: it must be a text of at least ${min} characters, coturn's static-auth-secret`;
  if (secret === undefined && urls.some((it) => TURN.test(it)))
    return "has no secret: TURN needs coturn's static-auth-secret";
  if (ttlSeconds !== undefined && !isTtl(ttlSeconds))
    return `has wrong ttlSeconds: a whole number from ${TTL_RANGE.join(" to ")}`;
  if (open !== undefined && typeof open !== "boolean") return "has a wrong open: it must be true or false";
  return undefined;
}

/**
 * The servers, and credentials for one peer. STUN servers come without any.
 *
 * @param {IceOption} option
 * @param {string} id
 * @param {number} nowMs
 * @returns {IceAnswer}
 */
export function iceFor({ urls, secret, ttlSeconds = DEFAULT_TTL_SECONDS }, id, nowMs) {
  const expiry = Math.floor(nowMs / 1_000) + ttlSeconds;
  const stun = urls.filter((it) => !TURN.test(it));
  const turn = urls.filter((it) => TURN.test(it));
  /** @type {IceServer[]} */
  const iceServers = [];
  if (stun.length > 0) iceServers.push({ urls: stun });
  if (turn.length > 0) iceServers.push({ urls: turn, ...credentialsFor(String(secret), id, expiry) });
  return { iceServers, expiresAt: expiry * 1_000, expiresInMs: expiry * 1_000 - nowMs };
}

/**
 * @param {string} secret
 * @param {string} id
 * @param {number} expiry in seconds since 1970
 */
function credentialsFor(secret, id, expiry) {
  // coturn answers 400 to a space. No id has a "+", so no two ids have one name.
  const username = `${expiry}:${id.replaceAll(" ", "+")}`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}

/** @param {unknown} value */
function isUrl(value) {
  return typeof value === "string" && URL_SHAPE.test(value);
}

/** @param {unknown} value */
function isTtl(value) {
  const [min, max] = TTL_RANGE;
  return typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
}
