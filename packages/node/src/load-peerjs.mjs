// @ts-check
// Loads PeerJS into a scope that has what it takes from a browser. Nothing becomes a global of the process, so no other library
// takes it for a browser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import { NodePeerError } from "./problems.mjs";

/** @typedef {typeof import("peerjs").Peer} PeerClass */

/** What PeerJS asks of a connection while it loads: whether there is WebRTC. Answered without STUN servers and threads. */
const PROBE = {
  createDataChannel: () => ({ ordered: true, binaryType: "blob", close: () => {} }),
  close: () => {},
};

const own = createRequire(import.meta.url);

/**
 * @param {Awaited<ReturnType<typeof import("./connection.mjs").loadWebRtc>>} webRtc
 * @param {object} WebSocket its class
 * @returns {PeerClass}
 * @throws {NodePeerError} `peerjs-missing`
 */
export function loadPeerJs(webRtc, WebSocket) {
  let isLoading = true;
  /** @param {RTCConfiguration} config */
  function RTCPeerConnection(config) {
    return isLoading ? PROBE : new webRtc.RTCPeerConnection(config);
  }
  const { Peer } = run({ ...webRtc, RTCPeerConnection, WebSocket });
  isLoading = false;
  return Peer;
}

/**
 * @param {object} scope what PeerJS finds by these names
 * @returns {{ Peer: PeerClass }} what PeerJS exports
 */
function run(scope) {
  try {
    const path = own.resolve("peerjs");
    const module = { exports: /** @type {{ Peer?: PeerClass }} */ ({}) };
    const names = ["exports", "require", "module", ...Object.keys(scope)];
    const load = compileFunction(readFileSync(path, "utf8"), names, { filename: path });
    load(module.exports, createRequire(path), module, ...Object.values(scope));
    const { Peer } = module.exports;
    if (typeof Peer !== "function") throw new Error("It exports no Peer.");
    return { Peer };
  } catch (cause) {
    throw new NodePeerError("peerjs-missing", "Could not load PeerJS: install peerjs 1.5.", { cause });
  }
}
