// @ts-check
// Makes a PeerJS Peer in Node.
import { randomUUID } from "node:crypto";
import { loadWebRtc } from "./connection.mjs";
import { toNativeServers } from "./ice-servers.mjs";
import { loadPeerJs } from "./load-peerjs.mjs";
import { NodePeerError } from "./problems.mjs";
import { BrokerSocket } from "./socket.mjs";

/** The oldest Node, as in package.json. */
const NODE_MIN = [20, 19];
/** PeerJS's public broker, which is always asked over TLS. */
const PUBLIC_HOST = "0.peerjs.com";

/** @typedef {import("./index.d.mts").NodePeerOptions} NodePeerOptions */

/**
 * The types of the options.
 *
 * @satisfies {Record<keyof NodePeerOptions, string>}
 */
const OPTIONS = {
  host: "string",
  port: "number",
  path: "string",
  key: "string",
  token: "string",
  secure: "boolean",
  config: "object",
};

/** @type {Promise<import("./load-peerjs.mjs").PeerClass> | undefined} */
let loaded;

/** @type {typeof import("./index.d.mts").createNodePeer} */
export async function createNodePeer(id, options = {}) {
  checkNode(process.versions.node);
  const settled = settle(id, options);
  loaded ??= load();
  // What is missing may be installed by the next time.
  loaded.catch(() => {
    loaded = undefined;
  });
  const Peer = await loaded;
  return new Peer(id, settled);
}

/** @param {string} version @throws {NodePeerError} `node-too-old` */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [majorMin = 0, minorMin = 0] = NODE_MIN;
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return;
  throw new NodePeerError(
    "node-too-old",
    `peer-invite-node needs Node ${NODE_MIN.join(".")}, not ${version}.`,
  );
}

async function load() {
  return loadPeerJs(await loadWebRtc(), BrokerSocket);
}

/**
 * @param {string} id
 * @param {NodePeerOptions} options
 */
function settle(id, options) {
  if (typeof id !== "string" || id === "") throw invalid("the id must be a text");
  if (typeof options !== "object" || options === null) throw invalid("the options must be an object");
  for (const [name, value] of Object.entries(options)) {
    const type = new Map(Object.entries(OPTIONS)).get(name);
    if (type === undefined)
      throw invalid(`"${name}" is not an option; options are ${Object.keys(OPTIONS).join(", ")}`);
    if (value !== undefined && (value === null || typeof value !== type))
      throw invalid(`"${name}" must be a ${type}`);
  }
  const {
    host = PUBLIC_HOST,
    port = 443,
    secure = port === 443,
    token = randomUUID(),
    config = {},
  } = options;
  if (host === "/") throw invalid('"host" must name a host, because there is no page to take it from');
  toNativeServers(config.iceServers ?? []);
  return { ...options, host, port, secure, token, config };
}

/** @param {string} what */
function invalid(what) {
  return new NodePeerError("invalid-option", `Cannot createNodePeer: ${what}.`);
}
