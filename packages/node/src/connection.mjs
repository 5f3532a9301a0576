// @ts-check
// The RTCPeerConnection that PeerJS gets: node-datachannel's polyfill, and what PeerJS and a client need of it to be as in a browser.
import { toNativeServers } from "./ice-servers.mjs";
import { NodePeerError } from "./problems.mjs";

/**
 * The classes of WebRTC, by the names that PeerJS knows.
 *
 * @throws {NodePeerError} `webrtc-missing`
 */
export async function loadWebRtc() {
  const [native, polyfill] = await importNative();
  const { RTCIceCandidate, RTCSessionDescription } = polyfill;

  class NodePeerConnection extends polyfill.RTCPeerConnection {
    #channels;

    /** @param {RTCConfiguration} config */
    constructor({ iceServers = [], iceTransportPolicy = "all" }) {
      const peerConnection = new native.PeerConnection("peer", {
        iceServers: toNativeServers(iceServers),
        iceTransportPolicy,
      });
      const channels = keepChannels(peerConnection);
      super({ iceServers: [], iceTransportPolicy, peerConnection });
      this.#channels = channels;
      // The polyfill rejects it by itself, also where nobody has asked for it. That would end the process.
      super.createAnswer().catch(() => {});
    }

    /**
     * As in a browser, null before there is one.
     *
     * @override
     * @returns {any}
     */
    get remoteDescription() {
      const description = super.remoteDescription;
      return description.sdp === "" ? null : description;
    }

    /**
     * Closes its channels too. One that has not opened would never be told, and what it holds would keep the process alive.
     *
     * @override
     */
    close() {
      for (const channel of this.#channels) if (!channel.isOpen()) channel.close();
      this.#channels.clear();
      super.close();
    }
  }
  return { RTCPeerConnection: NodePeerConnection, RTCIceCandidate, RTCSessionDescription };
}

/**
 * The channels that are made on a connection from now on.
 *
 * @param {import("node-datachannel").PeerConnection} connection
 */
function keepChannels(connection) {
  /** @type {Set<import("node-datachannel").DataChannel>} */
  const channels = new Set();
  const create = connection.createDataChannel.bind(connection);
  Object.defineProperty(connection, "createDataChannel", {
    value: (/** @type {Parameters<typeof create>} */ ...args) => {
      const channel = create(...args);
      channels.add(channel);
      return channel;
    },
  });
  return channels;
}

async function importNative() {
  try {
    return await Promise.all([import("node-datachannel"), import("node-datachannel/polyfill")]);
  } catch (cause) {
    throw new NodePeerError(
      "webrtc-missing",
      "Could not load node-datachannel: install it together with its optional dependencies, which have the binary for this platform.",
      { cause },
    );
  }
}
