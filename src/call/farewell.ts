// The last word on a media connection: that its side's client was closed. Nothing else tells that from a network which is gone,
// once the link is closed as well: media that is rebuilt closes its connection, too.

const WORD = "left";

/** The id of the channel for it, which is no one's that simple-peer or the browser gives out. */
const CHANNEL_ID = 100;

/** One side's end of the channel for that word, a data channel beside that of the call. */
export class Farewell {
  readonly #channel: RTCDataChannel;

  /** Of a connection that has not begun to negotiate. `heard`: the other side said it. */
  constructor(pc: RTCPeerConnection, heard: () => void) {
    this.#channel = pc.createDataChannel(WORD, { negotiated: true, id: CHANNEL_ID });
    this.#channel.onmessage = ({ data }) => {
      // A later version may say more.
      if (data === WORD) heard();
    };
  }

  /** Says it, as far as there is a connection. To be followed by closing that. */
  say(): void {
    try {
      this.#channel.send(WORD);
    } catch {
      // It is not open, or not any more.
    }
  }
}
