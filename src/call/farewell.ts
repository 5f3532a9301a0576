// The last message on a media connection: this side's client was closed. Once the link is closed too, only this message
// tells a closed client from a lost network, because rebuilding media also closes a connection.

const WORD = "left";

/** The id of the farewell channel. Neither simple-peer nor the browser assigns this id. */
const CHANNEL_ID = 100;

/** One side's end of the farewell channel, a data channel besides that of the call. */
export class Farewell {
  readonly #channel: RTCDataChannel;

  /** `pc`: a connection that has not begun to negotiate. `heard`: called when the other side said farewell. */
  constructor(pc: RTCPeerConnection, heard: () => void) {
    this.#channel = pc.createDataChannel(WORD, { negotiated: true, id: CHANNEL_ID });
    this.#channel.onmessage = ({ data }) => {
      // A later version may send other messages.
      if (data === WORD) heard();
    };
  }

  /** Sends the farewell if the channel is open. The caller of this function then closes the connection. */
  say(): void {
    try {
      this.#channel.send(WORD);
    } catch {
      // The channel is not open, or no longer open.
    }
  }
}
