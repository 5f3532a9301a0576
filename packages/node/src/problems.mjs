// @ts-check
// What can be wrong before there is a Peer: the table of the codes, and the error that has one.

/** Every code of a {@link NodePeerError}, and what it means. */
export const NODE_PEER_ERRORS = /** @type {const} */ ({
  "node-too-old": "this version of Node is older than the package needs",
  "webrtc-missing": "node-datachannel, or its binary for this platform, is not installed or does not load",
  "peerjs-missing": "peerjs is not installed, or is a version that this package cannot load",
  "invalid-option": "an option has a wrong type, or is none",
});

/** A mistake in how a Peer or a bot is made, or something that this machine lacks for it. */
export class NodePeerError extends Error {
  /** @override */
  name = "NodePeerError";

  /**
   * @param {keyof typeof NODE_PEER_ERRORS} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}
