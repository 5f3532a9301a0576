// @ts-check
// The WebSocket that PeerJS gets: that of `ws`, since Node 20 has none of its own.
import { WebSocket } from "ws";

/** The longest message that is read, in bytes. The longest that a client reads has 1 048 576 characters. */
const PAYLOAD_MAX_BYTES = 4_194_304;
/** How long a broker may take to answer the request for a socket, in ms. */
const HANDSHAKE_MS = 30_000;
/** How long a socket that was closed here waits for the broker to close it too, in ms. It keeps the process alive. */
const CLOSE_MS = 1_000;

/** A WebSocket whose errors end it, and nothing else. */
export class BrokerSocket extends WebSocket {
  /** @param {string} url */
  constructor(url) {
    super(url, {
      perMessageDeflate: false,
      maxPayload: PAYLOAD_MAX_BYTES,
      handshakeTimeout: HANDSHAKE_MS,
      // Newer than its types.
      .../** @type {object} */ ({ closeTimeout: CLOSE_MS }),
    });
    // PeerJS listens only for `close`, which follows. An error that nobody listens for would end the process.
    this.on("error", () => {});
  }
}
