// @ts-check
// What two pages say to their server over WebSockets, and it to them.

/** Messages and the bytes in them, without what WebSocket, TCP and IP add. */
/** @typedef {{ messages: number, bytes: number }} Amount */

export class ServerTraffic {
  #toServer = { messages: 0, bytes: 0 };
  #fromServer = { messages: 0, bytes: 0 };

  /** @param {import("@playwright/test").Page} page before it goes anywhere */
  watch(page) {
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => add(this.#toServer, payload));
      socket.on("framereceived", ({ payload }) => add(this.#fromServer, payload));
    });
  }

  /**
   * What went through the server since the last time: how many messages it took and gave out, and their bytes.
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
  // PeerJS says every five seconds that it lives, in whatever is measured or not.
  if (payload === '{"type":"HEARTBEAT"}') return;
  amount.messages += 1;
  amount.bytes += Buffer.byteLength(payload);
}
