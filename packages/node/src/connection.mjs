// @ts-check
// The RTCPeerConnection that PeerJS gets: node-datachannel's polyfill, and what PeerJS and a client need of it to be as in a browser.
import { toNativeServers } from "./ice-servers.mjs";
import { Leftovers } from "./leftovers.mjs";
import { NodePeerError } from "./problems.mjs";

/**
 * Who answers looks for a path only after this time, in ms, and begins the handshake when it has one. By then, the side that offered
 * has the answer, and a path. Were the handshake to begin earlier, its first message would be lost and repeated a second later; or a
 * certificate would come before the answer that says which one is right, and be refused (5 % of connections on one machine).
 */
const ANSWER_TAKES_MS = 30;
const CANDIDATE_LINES = /^a=(?:candidate:|end-of-candidates).*\r?\n/gm;

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
    /** Resolves once the other side's candidates may be tried. */
    #mayLookForPath = Promise.resolve();

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
     * @override
     * @param {{ sdp: string, type: RTCSdpType }} description
     */
    async setRemoteDescription({ sdp, type }) {
      if (type !== "offer") return super.setRemoteDescription(new RTCSessionDescription({ type, sdp }));
      const candidates = Array.from(sdp.matchAll(CANDIDATE_LINES), ([line]) =>
        line.slice("a=".length).trimEnd(),
      );
      const seen = sdp.replaceAll(CANDIDATE_LINES, "");
      this.#mayLookForPath = new Promise((resolve) => setTimeout(resolve, ANSWER_TAKES_MS));
      await super.setRemoteDescription(new RTCSessionDescription({ type, sdp: seen }));
      for (const candidate of candidates)
        void this.addIceCandidate({ candidate, sdpMid: "0" }).catch(() => {});
    }

    /**
     * @override
     * @param {RTCIceCandidateInit} [candidate]
     */
    async addIceCandidate(candidate) {
      await this.#mayLookForPath;
      if (!this.#isClosed) await super.addIceCandidate(candidate);
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
