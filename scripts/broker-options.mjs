// @ts-check
// The options of a broker, and the errors for bad values.
import { BROKER_LIMITS } from "./broker-guard.mjs";

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
 * @property {(line: string) => void} [log] default `console.warn`
 */
/** @typedef {{ [Name in import("./broker-guard.mjs").LimitName]?: number }} LimitOptions see {@link BROKER_LIMITS} */
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

/** What each option must be, and how to tell. @type {Record<keyof OwnOptions, [(value: any) => boolean, string]>} */
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
  const { path = "/broker", allowedHosts = [], allowedOrigins = [], addressOf, log = console.warn } = options;
  const defaults = Object.entries(BROKER_LIMITS).map(([name, { value }]) => [name, value]);
  const limits = /** @type {import("./broker-guard.mjs").Limits} */ (
    Object.fromEntries([...defaults, ...given.filter(([name]) => Object.hasOwn(BROKER_LIMITS, name))])
  );
  return {
    prefix: path === "/" ? "" : path,
    rules: { allowedHosts, allowedOrigins },
    addressOf: (/** @type {import("node:http").IncomingMessage} */ request) =>
      ask(addressOf, request) ?? request.socket.remoteAddress ?? "",
    log,
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
  if (Object.hasOwn(OWN, name)) {
    const [isRight, rule] = OWN[/** @type {keyof OwnOptions} */ (name)];
    return isRight(value) ? undefined : rule;
  }
  if (!Object.hasOwn(BROKER_LIMITS, name)) return `does not exist; there are ${optionNames().join(", ")}`;
  /** @type {import("./broker-guard.mjs").LimitRow} */
  const { range, unit, value: fixed } = BROKER_LIMITS[/** @type {keyof typeof BROKER_LIMITS} */ (name)];
  if (range === undefined) return `is fixed at ${fixed} ${unit}`;
  const [min, max] = range;
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return undefined;
  return `must be a whole number from ${min} to ${max} (${unit})`;
}

function optionNames() {
  const settable = Object.entries(BROKER_LIMITS).filter(([, row]) => "range" in row);
  return [...Object.keys(OWN), ...settable.map(([name]) => name)];
}

/**
 * @param {unknown} value
 * @param {RegExp} shape
 */
function isListOf(value, shape) {
  return Array.isArray(value) && value.every((it) => typeof it === "string" && shape.test(it));
}
