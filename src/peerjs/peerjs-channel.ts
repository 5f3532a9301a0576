// One connection of PeerJS as a channel.
import type { DataConnection } from "peerjs";
import type { PeerId } from "../core/wire/ids.ts";
import type { ChannelEvents } from "../transport/transport.ts";
import { canSend } from "./can-send.ts";
import { Copies } from "./copies.ts";
import type { Attempt } from "./dialing.ts";
import { FLUSH_MS, UNOPENED_MS } from "./timings.ts";

/** One connection of ours. A `connection` of `undefined` could not even begin, and reports so. */
export class PeerJsChannel implements Attempt {
  readonly peer: PeerId;
  /** Resolves once nothing of the connection is left. */
  readonly gone: Promise<void>;
  readonly #connection: DataConnection | undefined;
  #resolveGone: () => void = () => {};
  #events: ChannelEvents | undefined;
  #copies: Copies | undefined;
  #opened = false;
  readonly #begunAtMs = Date.now();
  #answeredAfterMs: number | undefined;

  constructor(peer: PeerId, connection: DataConnection | undefined) {
    this.peer = peer;
    this.#connection = connection;
    this.gone = new Promise((resolve) => {
      this.#resolveGone = resolve;
    });
  }

  get answeredAfterMs(): number | undefined {
    return this.#answeredAfterMs;
  }

  start(events: ChannelEvents): void {
    this.#events = events;
    const connection = this.#connection;
    if (connection === undefined) {
      queueMicrotask(() => this.#finish("closed"));
      return;
    }
    // A connection that we dialed has its channel from the start, and is really open when it says so.
    const { peerConnection, dataChannel } = connection;
    if (!dataChannel) this.#giveUpLater();
    connection.on("open", dataChannel ? this.#open : () => void this.#openIfItSends(connection));
    connection.on("data", (data) => {
      this.#open();
      this.#copies?.arrived(data);
    });
    // Not at once: PeerJS closes inside a `send` that fails, and no event may come inside a call.
    connection.on("close", () => queueMicrotask(() => this.#finish("closed")));
    peerConnection?.addEventListener("signalingstatechange", this.#negotiated);
    peerConnection?.addEventListener("connectionstatechange", this.#connectionChanged);
    this.#copies = new Copies(peerConnection, {
      texts: (texts) => {
        for (const text of texts) this.#events?.text(text);
      },
      flooded: () => this.#finish("closed"),
    });
    // After the opening, an error means nothing ("User-Initiated Abort" before a clean close). Before it, no other
    // event comes.
    connection.on("error", () => {
      if (!this.#opened) this.#finish("closed");
    });
  }

  /**
   * The peer that requested the connection may leave before it sends a candidate. The connection then has no further
   * events.
   */
  #giveUpLater(): void {
    const timer = setTimeout(() => {
      if (!this.#opened) this.#finish("closed");
    }, UNOPENED_MS);
    void this.gone.then(() => clearTimeout(timer));
  }

  /**
   * An incoming channel sometimes says `open` too early. It then says so again, or brings a text, which only an open
   * one can.
   */
  async #openIfItSends({ peerConnection, dataChannel }: DataConnection): Promise<void> {
    if (await canSend(peerConnection, dataChannel)) this.#open();
  }

  readonly #open = (): void => {
    if (this.#opened) return;
    this.#opened = true;
    this.#events?.opened();
    if (this.#events !== undefined) this.#copies?.opened();
  };

  send(text: string): void {
    const connection = this.#connection;
    // PeerJS must not send on a closing channel: it would tear down the connection and lose what was sent before.
    if (connection?.open && connection.dataChannel?.readyState === "open") {
      connection.send(text);
      this.#copies?.sent(text);
    }
  }

  close(): void {
    this.#events = undefined;
    const connection = this.#connection;
    if (!connection?.open || connection.dataChannel === null) return this.#finish("closed");
    // PeerJS's own close loses what is not yet sent. The data channel's close sends it first, and PeerJS follows.
    const timer = setTimeout(() => this.#finish("closed"), FLUSH_MS);
    void this.gone.then(() => clearTimeout(timer));
    connection.dataChannel.close();
  }

  /**
   * Both sides now know each other's description. For a connection that we dialed, this means that the answer arrived.
   */
  readonly #negotiated = (event: Event): void => {
    const { signalingState } = event.target as RTCPeerConnection;
    if (signalingState === "stable") this.#answeredAfterMs ??= Date.now() - this.#begunAtMs;
  };

  /** The browser's state of the connection. It comes late, and `failed` is final. PeerJS reports neither. */
  readonly #connectionChanged = (event: Event): void => {
    const { connectionState } = event.target as RTCPeerConnection;
    if (connectionState === "disconnected") this.#events?.doubted();
    if (connectionState === "failed") this.#finish("closed");
  };

  /** The broker knows no such peer. This ends only an attempt that has not opened. */
  peerIsAbsent(): void {
    if (!this.#opened && !this.#connection?.open) this.#finish("absent");
  }

  /** Ends an attempt that has no answer yet, because none can come any more. */
  brokerIsLost(): void {
    if (!this.#opened && this.#connection?.peerConnection?.remoteDescription === null) this.#finish("closed");
  }

  /** PeerJS tells nothing to connections that were not open, and skips every second connection to the same peer. */
  peerIsDestroyed(): void {
    this.#finish("closed");
  }

  #finish(why: "closed" | "absent"): void {
    const events = this.#events;
    this.#events = undefined;
    this.#copies?.close();
    this.#connection?.removeAllListeners();
    const peerConnection = this.#connection?.peerConnection;
    peerConnection?.removeEventListener("signalingstatechange", this.#negotiated);
    peerConnection?.removeEventListener("connectionstatechange", this.#connectionChanged);
    this.#connection?.close();
    this.#resolveGone();
    events?.closed(why);
  }
}
