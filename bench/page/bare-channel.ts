// A data channel with nothing around it: the least that any round trip between two pages costs.

/** One end. It sends back what it receives, unless it waits for an echo itself. */
export class BareChannel {
  readonly #connection = new RTCPeerConnection({ iceServers: [] });
  readonly #channel = this.#connection.createDataChannel("bare", { negotiated: true, id: 0 });
  readonly #opened = new Promise((resolve) =>
    this.#channel.addEventListener("open", resolve, { once: true }),
  );
  readonly #oneWay = this.#connection.createDataChannel("one way", { negotiated: true, id: 1 });
  #echoed: (() => void) | undefined;

  constructor() {
    this.#channel.addEventListener("message", ({ data }) => {
      if (this.#echoed === undefined) this.#channel.send(data);
      else this.#echoed();
    });
  }

  /** The session description for the other page's `answer`, its candidates included. */
  offer(): Promise<string> {
    return this.#describe();
  }

  /** The session description for the offering page's `complete`. */
  async answer(offer: string): Promise<string> {
    await this.#connection.setRemoteDescription({ type: "offer", sdp: offer });
    return this.#describe();
  }

  /** Resolves when the channel is open. */
  async complete(answer: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: "answer", sdp: answer });
    await this.#opened;
  }

  /** How long `text` takes there and back, in ms. */
  echo(text: string): Promise<number> {
    return new Promise((resolve) => {
      const startedAtMs = performance.now();
      this.#echoed = () => {
        const tookMs = performance.now() - startedAtMs;
        this.#echoed = undefined;
        resolve(tookMs);
      };
      this.#channel.send(text);
    });
  }

  /** Sends `text`, and gets no echo. */
  tell(text: string): void {
    this.#oneWay.send(text);
  }

  async #describe(): Promise<string> {
    const connection = this.#connection;
    const gathered = new Promise<void>((resolve) => {
      connection.addEventListener("icegatheringstatechange", () => {
        if (connection.iceGatheringState === "complete") resolve();
      });
    });
    await connection.setLocalDescription();
    await gathered;
    return connection.localDescription?.sdp ?? "";
  }
}
