// @ts-check
// STUN and TURN servers: from the form of RTCConfiguration to that of node-datachannel.
import { NodePeerError } from "./problems.mjs";

const URL_FORM = /^(stuns?|turns?):(\[[^\]]+\]|[^:?[\]/@]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i;

/** @typedef {import("node-datachannel").IceServer} NativeServer */

/**
 * @param {readonly RTCIceServer[]} servers
 * @returns {NativeServer[]}
 * @throws {NodePeerError} `invalid-option`
 */
export function toNativeServers(servers) {
  return servers.flatMap(({ urls, username, credential }) =>
    [urls].flat().map((url) => {
      const [, scheme, host = "", port, transport] = URL_FORM.exec(url) ?? [];
      if (scheme === undefined) throw invalid(`"${url}" is not the URL of a STUN or TURN server`);
      const isSecure = scheme.toLowerCase().endsWith("s");
      const server = {
        hostname: host.replace(/^\[|\]$/g, ""),
        port: Number(port ?? (isSecure ? 5349 : 3478)),
      };
      if (/^stun/i.test(scheme)) return server;
      if (typeof username !== "string" || typeof credential !== "string")
        throw invalid(`"${url}" needs a username and a credential`);
      const isTcp = transport?.toLowerCase() === "tcp";
      /** @type {NativeServer["relayType"]} */
      const relayType = isSecure ? "TurnTls" : isTcp ? "TurnTcp" : "TurnUdp";
      return { ...server, username, password: credential, relayType };
    }),
  );
}

/** @param {string} what */
function invalid(what) {
  return new NodePeerError("invalid-option", `Cannot createNodePeer: ${what}.`);
}
