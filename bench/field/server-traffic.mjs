// @ts-check
// The messages between two pages and their server over WebSockets.

/** Messages and the bytes in them, without the overhead of WebSocket, TCP and IP. */
/** @typedef {{ messages: number, bytes: number }} Amount */

export class ServerTraffic {
  #toServer = { messages: 0, bytes: 0 };
  #fromServer = { messages: 0, bytes: 0 };

  /** @param {import("@playwright/test").Page} page before it opens anything */
  watch(page) {
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => add(this.#toServer, payload));
      socket.on("framereceived", ({ payload }) => add(this.#fromServer, payload));
    });
  }

  /**
   * What went through the server since the last call: the messages that it received and sent, and their bytes.
   *
   * @returns {Amount}
   */
  take() {
    const sum = {
      messages: this.#toServer.messages + this.#fromServer.messages,
      bytes: this.#toServer.bytes + this.#fromServer.bytes,
    };
    this.#toServer = { messages: 0, bytes: 0 };
    this.#fromServer = { messages: 0, bytes: 0 };
    return sum;
  }
}

/**
 * @param {Amount} amount
 * @param {string | Buffer} payload
 */
function add(amount, payload) {
  // PeerJS sends a heartbeat every five seconds, whatever is measured.
  if (payload === '{"type":"HEARTBEAT"}') return;
  amount.messages += 1;
  amount.bytes += Buffer.byteLength(payload);
}
