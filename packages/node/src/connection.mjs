// @ts-check
// The RTCPeerConnection that PeerJS gets: node-datachannel's polyfill, and what PeerJS and a client need of it to be as in a browser.
import { toNativeServers } from "./ice-servers.mjs";
import { Leftovers } from "./leftovers.mjs";
import { NodePeerError } from "./problems.mjs";

/**
 * The classes of WebRTC, by the names that PeerJS knows.
 *
 * @throws {NodePeerError} `webrtc-missing`
 */
export async function loadWebRtc() {
  const [native, polyfill] = await importNative();
  const { RTCIceCandidate, RTCSessionDescription } = polyfill;
  const leftovers = new Leftovers(native.cleanup);

  class NodePeerConnection extends polyfill.RTCPeerConnection {
    #closeNative;
    #isClosed = false;

    /** @param {RTCConfiguration} config */
    constructor({ iceServers = [], iceTransportPolicy = "all" }) {
      const peerConnection = new native.PeerConnection("peer", {
        iceServers: toNativeServers(iceServers),
        iceTransportPolicy,
      });
      const close = leftovers.watch(peerConnection);
      super({ iceServers: [], iceTransportPolicy, peerConnection });
      this.#closeNative = close;
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
     * Who answers lets the other side begin the handshake. Beginning it here, it would often come before the other side has a
     * path, and be repeated only a second later.
     *
     * @override
     * @param {{ sdp: string, type: RTCSdpType }} description
     */
    setRemoteDescription({ sdp, type }) {
      const seen = type === "offer" ? sdp.replace("a=setup:actpass", "a=setup:active") : sdp;
      return super.setRemoteDescription(new RTCSessionDescription({ type, sdp: seen }));
    }

    /**
     * As in a browser, one that the other side closed has failed, and is `closed` only when it is closed here.
     *
     * @override
     */
    get connectionState() {
      return this.#isClosed ? "closed" : failedIfClosed(super.connectionState);
    }

    /** @override */
    get iceConnectionState() {
      return this.#isClosed ? "closed" : failedIfClosed(super.iceConnectionState);
    }

    /** @override */
    close() {
      this.#isClosed = true;
      this.#closeNative();
    }
  }
  return { RTCPeerConnection: NodePeerConnection, RTCIceCandidate, RTCSessionDescription };
}

/**
 * @template {string} State
 * @param {State} state
 */
function failedIfClosed(state) {
  return state === "closed" ? "failed" : state;
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
