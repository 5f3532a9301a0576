// Room in a connection for one microphone and one camera, negotiated before either exists (ADR 10).

const KINDS = ["audio", "video"];

/** The room of one connection, in both directions. */
export class Room {
  readonly #pc: RTCPeerConnection;
  readonly #opened: (stream: MediaStream, tracks: readonly MediaStreamTrack[], isFirst: boolean) => void;
  /** The stream to which our tracks belong at the other side. */
  readonly #outgoing = new MediaStream();
  #isFree = true;
  /** The other side's stream. Tracks that are not sent yet are taken out of it until they are. */
  #incoming: MediaStream | undefined;
  #waiting: readonly MediaStreamTrack[] = [];
  /** The stream of which a track was announced. Its other tracks may be in it before they are announced too. */
  #announced: MediaStream | undefined;
  /** The kinds of track that the other side says it sends. It may say so before its description is here. */
  #said: readonly string[] = [];

  /**
   * `pc`: a connection that has not begun to negotiate. `opened`: called when the other side begins to send these
   * tracks, and whether they are the first of their stream.
   */
  constructor(
    pc: RTCPeerConnection,
    leads: boolean,
    opened: (stream: MediaStream, tracks: readonly MediaStreamTrack[], isFirst: boolean) => void,
  ) {
    this.#pc = pc;
    this.#opened = opened;
    const init: RTCRtpTransceiverInit = { direction: "sendrecv", streams: [this.#outgoing] };
    if (leads) for (const kind of KINDS) pc.addTransceiver(kind, init);
  }

  /**
   * Whether an announced track of the other side is part of the room. Such a track is withheld until something is sent
   * on it. With each one, the side that follows makes the same room for its own track, before it answers.
   */
  withholds(track: MediaStreamTrack, stream: MediaStream): boolean {
    const place = this.#places.find(({ receiver }) => receiver.track === track);
    if (place === undefined) return false;
    if (place.direction === "recvonly") {
      place.direction = "sendrecv";
      place.sender.setStreams(this.#outgoing);
    }
    this.#incoming = stream;
    this.#waiting = [...this.#waiting, track];
    stream.removeTrack(track);
    // The first packet may arrive before the message that announces it.
    track.addEventListener("unmute", () => this.#open((it) => it === track), { once: true });
    queueMicrotask(() => this.#open(({ kind }) => this.#said.includes(kind)));
    return true;
  }

  /** Whether this is the other side's stream in the room. */
  has(stream: MediaStream): boolean {
    return stream === this.#incoming;
  }

  /** The other side says which kinds of track it sends. */
  open(kinds: readonly string[]): void {
    this.#said = kinds;
    this.#open(({ kind }) => kinds.includes(kind));
  }

  /**
   * Takes the room for these tracks, if they are the first and there is a place for each. Returns one sender for each
   * track; undefined if there is no room for them.
   */
  take(tracks: readonly MediaStreamTrack[]): readonly RTCRtpSender[] | undefined {
    const places = tracks.flatMap(
      ({ kind }) => this.#places.find(({ receiver }) => receiver.track.kind === kind) ?? [],
    );
    if (!this.#isFree || new Set(places).size < tracks.length) return undefined;
    this.#isFree = tracks.length === 0;
    return places.map(({ sender }) => sender);
  }

  #open(isSent: (track: MediaStreamTrack) => boolean): void {
    const stream = this.#incoming;
    const tracks = this.#waiting.filter(isSent);
    if (stream === undefined || tracks.length === 0) return;
    this.#waiting = this.#waiting.filter((track) => !tracks.includes(track));
    for (const track of tracks) stream.addTrack(track);
    const isFirst = this.#announced !== stream;
    this.#announced = stream;
    this.#opened(stream, tracks, isFirst);
  }

  /** The first places of the connection. Whatever is added comes after them. */
  get #places(): readonly RTCRtpTransceiver[] {
    return this.#pc.getTransceivers().slice(0, KINDS.length);
  }
}
