// @ts-check
// The options of a broker, and the errors for bad values.
import { problemOfAccess, readAccess } from "./access-option.mjs";
import { isToken } from "./guard.mjs";
import { problemOfIce } from "./ice.mjs";
import { BROKER_LIMITS } from "./limits.mjs";
import { NO_METER } from "./meter.mjs";

/**
 * @typedef {object} OwnOptions
 * @property {string} [path] the path of the broker, default "/broker"; "/" for a server that does nothing else
 * @property {readonly string[] | true} [allowedHosts] names by which the broker may be reached, besides localhost and IP
 *   addresses; ".example.com" stands for example.com and its subdomains; `true` for any name. Default none: a page whose own
 *   name resolves to the broker's address (DNS rebinding) is refused. Behind a proxy: the public name
 * @property {readonly string[]} [allowedOrigins] the origins of pages that may use the broker, besides pages from its own host
 *   and port: "https://app.example.com", "null", or "*" for all. Default none. Without an Origin (Node) nothing is checked
 * @property {(request: import("node:http").IncomingMessage) => string | undefined} [addressOf] the address of a request, to count
 *   the sockets of one host; default the address of its socket. Behind a proxy: what the proxy says, and only the proxy
 * @property {string} [key] what clients must name, as in PeerJS's option of that name; default "peerjs"
 * @property {string} [idPattern] a regular expression that a whole id must match, besides PeerJS's own rule: "user-[0-9]+". Default:
 *   any id. A Peer without an id of its own gets a UUID from the broker, which has to match, too
 * @property {import("./access-option.mjs").AccessOption} [access] who may have which id: only the holder of an access token for it, as
 *   PeerJS's option `token`. Default: any id is its first claimant's
 * @property {import("./ice.mjs").IceOption} [ice] the STUN and TURN servers that peers get from the broker. Default none
 * @property {(line: string) => void} [log] default `console.warn`
 * @property {import("./meter.mjs").Meter} [meter] is told what happens, for metrics; default nobody
 * @property {(parts: import("./registry/registry.mjs").RegistryParts) => import("./registry/registry.mjs").Registry} [createRegistry]
 *   makes the registry; default one in this process's memory
 */
/** @typedef {{ [Name in import("./limits.mjs").LimitName]?: number }} LimitOptions see {@link BROKER_LIMITS} */
/** @typedef {OwnOptions & LimitOptions} BrokerOptions */

/** An option of the broker that is unknown or has an invalid value. */
export class BrokerOptionError extends TypeError {
  /**
   * @param {string} option
   * @param {string} problem as the end of a sentence
   */
  constructor(option, problem) {
    super(`The broker's option "${option}" ${problem}.`);
    this.name = "BrokerOptionError";
    this.option = option;
  }
}

const PATH = /^(?:\/|(?:\/[\w.~-]+)+)$/;
const HOST_NAME = /^\.?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i;
const ORIGIN = /^(?:\*|null|[a-z][a-z0-9+.-]*:\/\/[^/\s]*)$/i;

/** What is wrong with the options that have parts. @type {Record<"access" | "ice", (value: unknown) => string | undefined>} */
const COMPOSITE = { access: problemOfAccess, ice: problemOfIce };

/**
 * What each other option must be, and how to tell.
 *
 * @type {Record<Exclude<keyof OwnOptions, keyof typeof COMPOSITE>, [(value: any) => boolean, string]>}
 */
const OWN = {
  path: [(it) => typeof it === "string" && PATH.test(it), 'must be a path such as "/broker", or "/"'],
  allowedHosts: [
    (it) => it === true || isListOf(it, HOST_NAME),
    'must be an array of host names without ports, such as "example.com" or ".example.com", or true',
  ],
  allowedOrigins: [
    (it) => isListOf(it, ORIGIN),
    'must be an array of origins without paths, such as "https://example.com", or "*"',
  ],
  addressOf: [(it) => typeof it === "function", "must be a function"],
  meter: [isMeter, "must be a meter, as createMetrics makes it"],
  key: [isToken, "must be a text of printable characters"],
  idPattern: [isPattern, 'must be a regular expression as a text, such as "user-[0-9]+"'],
  createRegistry: [(it) => typeof it === "function", "must be a function"],
  log: [(it) => typeof it === "function", "must be a function"],
};

/**
 * Checks `options`, and fills in the defaults.
 *
 * @param {BrokerOptions} options
 * @throws {BrokerOptionError}
 */
export function readOptions(options) {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    const problem = problemOf(name, value);
    if (problem !== undefined) throw new BrokerOptionError(name, problem);
  }
  const {
    path = "/broker",
    allowedHosts = [],
    allowedOrigins = [],
    addressOf,
    key = "peerjs",
    log = console.warn,
    meter = NO_METER,
    createRegistry,
    idPattern = ".*",
    access,
    ice,
  } = options;
  if (ice !== undefined && access === undefined && ice.open !== true) {
    throw new BrokerOptionError(
      "ice",
      "would serve anybody: set access, or ice.open to true if that is meant",
    );
  }
  const defaults = Object.entries(BROKER_LIMITS).map(([name, { value }]) => [name, value]);
  const limits = /** @type {import("./limits.mjs").Limits} */ (
    Object.fromEntries([...defaults, ...given.filter(([name]) => Object.hasOwn(BROKER_LIMITS, name))])
  );
  return {
    prefix: path === "/" ? "" : path,
    rules: { allowedHosts, allowedOrigins },
    addressOf: (/** @type {import("node:http").IncomingMessage} */ request) =>
      ask(addressOf, request) ?? request.socket.remoteAddress ?? "",
    key,
    log,
    meter,
    createRegistry,
    idPattern: new RegExp(`^(?:${idPattern})$`),
    access: access === undefined ? undefined : readAccess(access),
    ice,
    limits,
  };
}

/**
 * @param {OwnOptions["addressOf"]} addressOf the app's function. If it throws for a stranger's request, the process must not end
 * @param {import("node:http").IncomingMessage} request
 * @returns {string | undefined}
 */
function ask(addressOf, request) {
  try {
    const address = addressOf?.(request);
    return typeof address === "string" ? address : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {string | undefined} as the end of a sentence
 */
function problemOf(name, value) {
  if (Object.hasOwn(COMPOSITE, name)) return COMPOSITE[/** @type {keyof typeof COMPOSITE} */ (name)](value);
  if (Object.hasOwn(OWN, name)) {
    const [isRight, rule] = OWN[/** @type {keyof typeof OWN} */ (name)];
    return isRight(value) ? undefined : rule;
  }
  if (!Object.hasOwn(BROKER_LIMITS, name)) return `does not exist; there are ${optionNames().join(", ")}`;
  /** @type {import("./limits.mjs").LimitRow} */
  const { range, unit, value: fixed } = BROKER_LIMITS[/** @type {keyof typeof BROKER_LIMITS} */ (name)];
  if (range === undefined) return `is fixed at ${fixed} ${unit}`;
  const [min, max] = range;
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return undefined;
  return `must be a whole number from ${min} to ${max} (${unit})`;
}

function optionNames() {
  const settable = Object.entries(BROKER_LIMITS).filter(([, row]) => "range" in row);
  return [...Object.keys(OWN), ...Object.keys(COMPOSITE), ...settable.map(([name]) => name)];
}

/** @param {unknown} value */
function isPattern(value) {
  try {
    return typeof value === "string" && new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

/** @param {unknown} value */
function isMeter(value) {
  if (typeof value !== "object" || value === null) return false;
  return Object.keys(NO_METER).every((name) => typeof Reflect.get(value, name) === "function");
}

/**
 * @param {unknown} value
 * @param {RegExp} shape
 */
function isListOf(value, shape) {
  return Array.isArray(value) && value.every((it) => typeof it === "string" && shape.test(it));
}
