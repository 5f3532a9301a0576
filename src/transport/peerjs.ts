// The adapter for PeerJS, over a Peer that the app owns. All that is particular about PeerJS is known here and nowhere
// else; the only file that names it.
import type { DataConnection, Peer, PeerConnectOption, PeerError, PeerErrorType } from "peerjs";
import type { ErrorCode } from "../core/errors.ts";
import { isPeerId, type PeerId } from "../core/ids.ts";
import { canSend } from "./can-send.ts";
import { Copies } from "./copies.ts";
import { PEER_PROBLEMS } from "./peer-problems.ts";
import { keepRegistered } from "./registration.ts";
import type { Channel, ChannelEvents, Transport, TransportEvents } from "./transport.ts";

export type { Peer } from "peerjs";

/** The label of our connections by default: by it we know ours, and leave all others to the app. */
export const CONNECTION_LABEL = "peer-invite";
/** How long a closing connection may take to send what it still holds. */
const FLUSH_MS = 1_000;
/** How long one that came may take to open: no peer tries for longer (`connectTimeoutMs`), and browsers never say that none will. */
const OPEN_MAX_MS = 60_000;

/** For every kind of error that PeerJS has. */
const PROBLEMS: Readonly<Record<`${PeerErrorType}`, readonly [ErrorCode, string] | undefined>> =
  PEER_PROBLEMS;

/** Options of {@link createPeerJsTransport}. */
export interface PeerJsTransportOptions {
  /** Whether to register the Peer again, with its own id and token, whenever its broker is lost. Default true. */
  readonly reconnect?: boolean;
  /**
   * The label of its connections: two transports over one Peer with different labels know nothing of each other. Peers that
   * meet must have the same. Default `peer-invite`.
   */
  readonly label?: string;
}

/** A {@link Transport} over `peer`, which may be open already or not yet. The peer stays the app's: it is never destroyed. */
export function createPeerJsTransport(peer: Peer, options: PeerJsTransportOptions = {}): Transport {
  return new PeerJsTransport(peer, { reconnect: true, label: CONNECTION_LABEL, ...options });
}

class PeerJsTransport implements Transport {
  readonly #peer: Peer;
  readonly #channels = new Set<PeerJsChannel>();
  #events: TransportEvents | undefined;
  /** The last id the broker gave: PeerJS forgets it with every loss. */
  #self: PeerId | undefined;
  /** What was reported since the broker was last there: each attempt to get it back fails in the same words. */
  readonly #reported = new Set<ErrorCode>();
  readonly #options: Required<PeerJsTransportOptions>;
  #letGo: () => void = () => {};

  constructor(peer: Peer, options: Required<PeerJsTransportOptions>) {
    this.#peer = peer;
    this.#options = options;
  }

  start(events: TransportEvents): void {
    this.#events = events;
    this.#peer.on("open", this.#opened);
    this.#peer.on("disconnected", this.#disconnected);
    this.#peer.on("close", this.#closed);
    this.#peer.on("error", this.#failed);
    this.#peer.on("connection", this.#connected);
    if (this.#options.reconnect) this.#letGo = keepRegistered(this.#peer);
    this.#dropUnheard();
    this.#report();
  }

  connect(peer: PeerId, opening?: string): Channel {
    const { open, disconnected, destroyed } = this.#peer;
    const usable = open && !disconnected && !destroyed;
    const { label } = this.#options;
    // The metadata travels in the OFFER: it is there a hop of the broker later, long before the channel is open.
    const options = { label, serialization: "raw", reliable: true, metadata: opening };
    return this.#add(peer, usable ? this.#dial(peer, options) : undefined);
  }

  /** A browser that has too many connections throws here. */
  #dial(peer: PeerId, options: PeerConnectOption): DataConnection | undefined {
    try {
      return this.#peer.connect(peer, options);
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    this.#events = undefined;
    this.#letGo();
    this.#peer.off("open", this.#opened);
    this.#peer.off("disconnected", this.#disconnected);
    this.#peer.off("close", this.#closed);
    this.#peer.off("error", this.#failed);
    this.#peer.off("connection", this.#connected);
    for (const channel of this.#channels) channel.close();
    await Promise.all([...this.#channels].map((channel) => channel.gone));
  }

  #add(peer: PeerId, connection: DataConnection | undefined): PeerJsChannel {
    const channel = new PeerJsChannel(peer, connection);
    this.#channels.add(channel);
    void channel.gone.then(() => this.#channels.delete(channel));
    return channel;
  }

  /** Closes connections of ours that opened while nobody listened: what they carried is lost, so they must come anew. */
  #dropUnheard(): void {
    for (const connection of Object.values(this.#peer.connections as Record<string, unknown[]>).flat()) {
      if (isOurs(connection, this.#options.label)) connection.close();
    }
  }

  #report(): void {
    const { id, open, disconnected, destroyed } = this.#peer;
    if (isPeerId(id)) this.#self = id;
    if (open) this.#reported.clear();
    const live = open ? "online" : "connecting";
    this.#events?.stateChanged(destroyed ? "closed" : disconnected ? "offline" : live, this.#self);
  }

  readonly #opened = (): void => this.#report();
  readonly #disconnected = (): void => {
    this.#report();
    for (const channel of this.#channels) channel.brokerIsLost();
  };
  readonly #closed = (): void => {
    this.#report();
    for (const channel of this.#channels) channel.peerIsDestroyed();
  };

  readonly #failed = (error: PeerError<`${PeerErrorType}`>): void => {
    if (error.type === "peer-unavailable") {
      for (const channel of this.#channels) {
        if (error.message === `Could not connect to peer ${channel.peer}`) channel.peerIsAbsent();
      }
      return;
    }
    const problem = PROBLEMS[error.type];
    if (problem === undefined || this.#reported.has(problem[0])) return;
    this.#reported.add(problem[0]);
    this.#events?.failed(problem[0], problem[1], error);
  };

  readonly #connected = (connection: unknown): void => {
    if (!isOurs(connection, this.#options.label)) return;
    const { peer, serialization, metadata } = connection;
    if (!isPeerId(peer) || serialization !== "raw") return connection.close();
    const channel = this.#add(peer, connection);
    this.#events?.incoming(channel);
    if (metadata !== undefined) channel.hearOpening(metadata);
  };
}

/** One connection of ours. `undefined`: it could not even be begun, and reports so. */
class PeerJsChannel implements Channel {
  readonly peer: PeerId;
  /** Resolves once nothing of the connection is left. */
  readonly gone: Promise<void>;
  readonly #connection: DataConnection | undefined;
  #resolveGone: () => void = () => {};
  #events: ChannelEvents | undefined;
  #copies: Copies | undefined;
  #opened = false;

  constructor(peer: PeerId, connection: DataConnection | undefined) {
    this.peer = peer;
    this.#connection = connection;
    this.gone = new Promise((resolve) => {
      this.#resolveGone = resolve;
    });
  }

  start(events: ChannelEvents): void {
    this.#events = events;
    const connection = this.#connection;
    if (connection === undefined) {
      queueMicrotask(() => this.#finish("closed"));
      return;
    }
    // One that we dialed has its channel from the start, and is open when it says so.
    const { peerConnection, dataChannel } = connection;
    if (!dataChannel) this.#giveUpLater();
    connection.on("open", dataChannel ? this.#open : () => void this.#openIfItSends(connection));
    connection.on("data", (data) => {
      this.#open();
      this.#copies?.arrived(data);
    });
    // Not at once: PeerJS closes inside a `send` that fails, and no event may come inside a call.
    connection.on("close", () => queueMicrotask(() => this.#finish("closed")));
    peerConnection?.addEventListener("connectionstatechange", this.#connectionStateChanged);
    this.#copies = new Copies(peerConnection, {
      texts: (texts) => {
        for (const text of texts) this.#events?.text(text);
      },
      flooded: () => this.#finish("closed"),
    });
    // After the opening an error is noise ("User-Initiated Abort" before a clean close); before it, nothing else comes.
    connection.on("error", () => {
      if (!this.#opened) this.#finish("closed");
    });
  }

  /** Whoever asked for it may be gone before a candidate of theirs came: then nothing more happens to it. */
  #giveUpLater(): void {
    const timer = setTimeout(() => {
      if (!this.#opened) this.#finish("closed");
    }, OPEN_MAX_MS);
    void this.gone.then(() => clearTimeout(timer));
  }

  /** A channel that came says `open` too early at times. It says so again then, or brings a text, which only an open one does. */
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
    // Into a channel that is closing PeerJS must not send: it would tear down the connection and lose what was sent before.
    if (connection?.open && connection.dataChannel?.readyState === "open") {
      connection.send(text);
      this.#copies?.sent(text);
    }
  }

  close(): void {
    this.#events = undefined;
    const connection = this.#connection;
    if (!connection?.open || connection.dataChannel === null) return this.#finish("closed");
    // PeerJS's own close loses what is not yet sent; the data channel's sends it first, and PeerJS follows.
    const timer = setTimeout(() => this.#finish("closed"), FLUSH_MS);
    void this.gone.then(() => clearTimeout(timer));
    connection.dataChannel.close();
  }

  /** What came in the OFFER: a stranger's, anything at all. */
  hearOpening(metadata: unknown): void {
    this.#events?.opening?.(metadata);
  }

  /** What the browser thinks of the connection: late, and `failed` is final. PeerJS says nothing of either. */
  readonly #connectionStateChanged = (event: Event): void => {
    const { connectionState } = event.target as RTCPeerConnection;
    if (connectionState === "disconnected") this.#events?.doubted();
    if (connectionState === "failed") this.#finish("closed");
  };

  /** The broker knows no such peer. Only an attempt that has not opened is over with that. */
  peerIsAbsent(): void {
    if (!this.#opened && !this.#connection?.open) this.#finish("absent");
  }

  /** An attempt that has no answer yet will never have one. */
  brokerIsLost(): void {
    if (!this.#opened && this.#connection?.peerConnection?.remoteDescription === null) this.#finish("closed");
  }

  /** PeerJS tells nothing to connections that were not open, and overlooks every second one to the same peer. */
  peerIsDestroyed(): void {
    this.#finish("closed");
  }

  #finish(why: "closed" | "absent"): void {
    const events = this.#events;
    this.#events = undefined;
    this.#copies?.close();
    this.#connection?.removeAllListeners();
    this.#connection?.peerConnection?.removeEventListener(
      "connectionstatechange",
      this.#connectionStateChanged,
    );
    this.#connection?.close();
    this.#resolveGone();
    events?.closed(why);
  }
}

/** Whether PeerJS handed over a data connection of ours. A stranger's OFFER can make it hand over other things. */
function isOurs(connection: unknown, ours: string): connection is DataConnection {
  if (typeof connection !== "object" || connection === null) return false;
  const { type, label, on } = connection as Partial<DataConnection>;
  return type === "data" && label === ours && typeof on === "function";
}
