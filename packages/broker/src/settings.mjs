// @ts-check
// The settings of the command: flags, and variables of the environment for those that are not given. One table.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { BROKER_LIMITS } from "./limits.mjs";

/**
 * A `secret` is given as the path of a file, so that it is in no list of processes, or as a variable. So are `keys`: one or several
 * secrets, each on a line of its own, or keys in PEM.
 *
 * @typedef {"text" | "number" | "list" | "switch" | "secret" | "keys"} SettingKind
 */
/**
 * @typedef {object} SettingRow
 * @property {SettingKind} kind
 * @property {string} words what it is, for `--help`
 * @property {readonly [RegExp, string]} [shape] of a text, and the rule in words
 */

/** The settings besides the limits. A flag is written `--allowed-origins`, its variable `PEER_INVITE_BROKER_ALLOWED_ORIGINS`. */
const SETTINGS = /** @satisfies {Record<string, SettingRow>} */ ({
  host: {
    kind: "text",
    words: "the address to listen on; default 127.0.0.1. 0.0.0.0 for every network of this machine",
  },
  port: { kind: "number", words: "the port to listen on; default 9000. 0 for any that is free" },
  path: { kind: "text", words: 'the path of the broker, as in PeerJS\'s option of that name; default "/"' },
  key: {
    kind: "text",
    words: 'what clients must name, as in PeerJS\'s option of that name; default "peerjs"',
  },
  idPattern: {
    kind: "text",
    words: 'a regular expression that a whole id must match, such as "user-[0-9]+"; default: any id',
  },
  allowedOrigins: {
    kind: "list",
    words: "origins of pages that may use the broker, with commas between them; * for all",
  },
  allowedHosts: {
    kind: "list",
    words: "names by which the broker may be reached, besides localhost and IP addresses",
  },
  trustProxy: {
    kind: "switch",
    words: "the last address of X-Forwarded-For is the client's: only behind a proxy of your own",
  },
  redis: {
    kind: "text",
    shape: [/^rediss?:\/\/./, "must begin with redis:// or rediss://"],
    words:
      "the Redis 7 that all nodes of this broker share, such as redis://localhost:6379; default: this node is alone",
  },
  redisPrefix: {
    kind: "text",
    words:
      'of all keys in that Redis; brokers with different ones do not see each other; default "peer-invite"',
  },
  nodeName: {
    kind: "text",
    words: "a name of this node, for people who look into Redis; default the host's",
  },
  accessSecretFile: {
    kind: "keys",
    words:
      "a file with the secret of plain access tokens. With it, only peers with a token register. Further lines: earlier secrets, which are still accepted",
  },
  jwtSecretFile: {
    kind: "keys",
    words:
      "a file with the secret of access tokens that are JWTs (HS256), and with earlier ones in further lines",
  },
  jwtPublicKeyFile: {
    kind: "keys",
    words: "a PEM file with the public Ed25519 key of access tokens that are JWTs, or with several of them",
  },
  jwtPrivateKeyFile: {
    kind: "keys",
    words: "a PEM file with a private one, with which the broker also renews them",
  },
  jwtIssuer: { kind: "text", words: "what such a JWT must have as `iss`" },
  jwtAudience: { kind: "text", words: "what such a JWT must have as `aud`" },
  iceUrls: { kind: "list", words: "STUN and TURN servers that peers are told of, at `<path>/ice`" },
  iceSecretFile: { kind: "secret", words: "a file with coturn's `static-auth-secret`" },
  iceTtlSeconds: { kind: "number", words: "how long TURN credentials are good; default 3600" },
  logFormat: {
    kind: "text",
    shape: [/^(?:json|text)$/, 'must be "json" or "text"'],
    words:
      'the format of the log: "json", a line for each event, or "text"; default "text" at a terminal, else "json"',
  },
  drainMs: {
    kind: "number",
    words: "how long a stop takes at most: sockets are closed one after the other; default 5000",
  },
});

/** @typedef {{ readonly [name: string]: string | number | boolean | readonly string[] }} Settings */

/** The beginning of the name of every variable. */
const PREFIX = "PEER_INVITE_BROKER_";

/** A setting that is unknown or has an impossible value. */
export class SettingError extends Error {}

/** @param {string} name */
const flagOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** @param {string} name */
const variableOf = (name) => `${PREFIX}${flagOf(name).replaceAll("-", "_").toUpperCase()}`;

/** Every setting. @returns {Record<string, SettingRow>} */
function allSettings() {
  const limits = Object.entries(BROKER_LIMITS).flatMap(([name, row]) => {
    if (!("range" in row)) return [];
    const [min, max] = row.range;
    const words = `${row.why}; ${min} to ${max} ${row.unit}, default ${row.value}`;
    return [[name, /** @type {SettingRow} */ ({ kind: "number", words })]];
  });
  return { ...SETTINGS, ...Object.fromEntries(limits) };
}

/**
 * Reads the settings.
 *
 * @param {readonly string[]} args of the command line
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings | "help" | "version"}
 * @throws {SettingError}
 */
export function readSettings(args, env) {
  const settings = allSettings();
  const options = Object.fromEntries(
    Object.entries(settings).map(([name, { kind }]) => [
      flagOf(name),
      { type: /** @type {"boolean" | "string"} */ (kind === "switch" ? "boolean" : "string") },
    ]),
  );
  const flags = parse(args, { ...options, help: { type: "boolean" }, version: { type: "boolean" } });
  if (flags["help"]) return "help";
  if (flags["version"]) return "version";
  const given = Object.entries(settings).flatMap(([name, { kind, shape }]) => {
    // The variable of a secret may have the secret itself: PEER_INVITE_BROKER_ACCESS_SECRET.
    const variableOfText = variableOf(name.replace(/File$/, ""));
    const inline = kind === "secret" || kind === "keys" ? env[variableOfText] : undefined;
    if (inline !== undefined) return [[name, readText(variableOfText, kind, inline)]];
    const flag = flags[flagOf(name)];
    const variable = env[variableOf(name)];
    const value = flag ?? (ADDRESS.test(variable ?? "") ? undefined : variable);
    const from = flag === undefined ? variableOf(name) : `--${flagOf(name)}`;
    return value === undefined ? [] : [[name, readValue(from, kind, value, shape)]];
  });
  checkVariables(settings, env);
  return Object.fromEntries(given);
}

/**
 * @param {readonly string[]} args
 * @param {NonNullable<import("node:util").ParseArgsConfig["options"]>} options
 * @returns {Record<string, string | boolean | undefined>}
 */
function parse(args, options) {
  try {
    return /** @type {any} */ (parseArgs({ args: [...args], options }).values);
  } catch (error) {
    throw new SettingError(/** @type {Error} */ (error).message);
  }
}

/**
 * A misspelt variable would be silently ignored.
 *
 * @param {Record<string, SettingRow>} settings
 * @param {NodeJS.ProcessEnv} env
 * @throws {SettingError}
 */
function checkVariables(settings, env) {
  const known = Object.entries(settings).flatMap(([name, { kind }]) =>
    kind === "secret" || kind === "keys"
      ? [variableOf(name), variableOf(name.replace(/File$/, ""))]
      : variableOf(name),
  );
  const unknown = Object.keys(env).find(
    (name) => name.startsWith(PREFIX) && !known.includes(name) && !OF_KUBERNETES.test(name),
  );
  if (unknown !== undefined) throw new SettingError(`There is no setting ${unknown}. --help lists them.`);
}

/** What Kubernetes sets by itself for a service of this name, besides PORT as an address. */
const OF_KUBERNETES = /_SERVICE_(?:HOST|PORT)|_PORT_\d+_/;
const ADDRESS = /^tcp:\/\//;

/** The values of a switch in the environment. @type {Readonly<Record<string, boolean>>} */
const SWITCH = { 1: true, true: true, 0: false, false: false };

/**
 * @param {string} flag
 * @param {SettingKind} kind
 * @param {string | boolean} value
 * @param {SettingRow["shape"]} shape
 */
function readValue(flag, kind, value, shape) {
  if (shape !== undefined && !shape[0].test(String(value))) throw new SettingError(`${flag} ${shape[1]}.`);
  switch (kind) {
    case "switch": {
      const isOn = SWITCH[String(value)];
      if (isOn === undefined) throw new SettingError(`${flag} takes true or false, not "${value}".`);
      return isOn;
    }
    case "number":
      if (!/^\d+$/.test(String(value)))
        throw new SettingError(`${flag} takes a whole number, not "${value}".`);
      return Number(value);
    case "secret":
    case "keys":
      return readText(flag, kind, readFile(flag, String(value)));
    case "list":
      return String(value)
        .split(",")
        .map((it) => it.trim())
        .filter((it) => it !== "");
    default:
      return String(value);
  }
}

const PEM = /-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g;

/**
 * @param {string} from
 * @param {SettingKind} kind
 * @param {string} text
 */
function readText(from, kind, text) {
  if (kind !== "keys") return text.trim();
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const keys = text.match(PEM) ?? lines.filter((line) => line !== "");
  if (keys.length === 0) throw new SettingError(`${from}: there is nothing in it.`);
  return keys;
}

/** @param {string} flag @param {string} path */
function readFile(flag, path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new SettingError(
      `${flag}: cannot read ${path} (${/** @type {NodeJS.ErrnoException} */ (error).code}).`,
    );
  }
}

/** The text of `--help`. */
export function helpText() {
  const rows = Object.entries(allSettings()).map(
    ([name, { words }]) => `  --${flagOf(name)}\n      ${words}`,
  );
  return [
    "A broker for PeerJS.",
    "",
    "  peer-invite-broker [--port 9000] [--host 0.0.0.0] [--allowed-origins https://app.example]",
    "",
    ...rows,
    "",
    `Each can also be set in the environment: --port is ${variableOf("port")}.`,
  ].join("\n");
}

/** The version of this package. @returns {string} */
export function versionText() {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
