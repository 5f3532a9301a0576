// The streams that a connection sends: the senders of each stream's tracks, what is silent, and the places that are
// free for later streams.
import type { Sending } from "./media-port.ts";
import type { Room } from "./room.ts";

/** The functions of the connection that it uses. */
export interface SentStreamsParts {
  /** The places of the connection. */
  transceivers(): readonly RTCRtpTransceiver[];
  readonly room: Room | undefined;
  /** Sends a track in a new place of its own. simple-peer does not take the same stream twice. */
  addTrack(track: MediaStreamTrack, stream: MediaStream): void;
  /** Agrees with the other side on what changed, once for all changes made together. */
  negotiate(): void;
  /** Tracks of these kinds now fill the room that was made ahead. */
  filled(kinds: readonly string[]): void;
  /** The browser refused. The connection can no longer be used. */
  failed(error: Error): void;
  isGone(): boolean;
}

/** A stream as it is sent. */
interface Sent {
  /** The stream whose id the other side sees. Not always the stream that the app gave. */
  readonly wrapped: MediaStream;
  readonly tracks: MediaStreamTrack[];
  /** The sender of each track. */
  readonly senders: readonly RTCRtpSender[];
  readonly isScreen: boolean;
  /** Whether the senders belong to the room that was made ahead. */
  readonly inRoom: boolean;
  /** Whether the senders send nothing at the moment. */
  isSilent: boolean;
}

/** The streams that one connection sends. */
export class SentStreams {
  readonly #parts: SentStreamsParts;
  readonly #sent = new Map<Sending, Sent>();
  /** The wrapped form of every stream that was ever sent. */
  readonly #wrapped = new Set<MediaStream>();
  /** Streams that are no longer sent. Their places are free for the next stream of the same kind. */
  #free: readonly Sent[] = [];
  /** Replacements of a sender's track that are under way. */
  readonly #putting = new Set<Promise<void>>();
  /** What is to be sent, as last requested. */
  #wanted: readonly Sending[] = [];
  #isChanging = false;

  constructor(parts: SentStreamsParts) {
    this.#parts = parts;
  }

  /** Whether a change has still to begin. A negotiation that began before it settles nothing. */
  get isChanging(): boolean {
    return this.#isChanging;
  }

  /** See `Media`. */
  fill(sendings: readonly Sending[]): boolean {
    for (const sending of sendings) {
      if (this.#sent.has(sending) || this.#continues(sending, sendings)) continue;
      const { stream: wrapped, isScreen } = sending;
      const tracks = [...sending.tracks];
      const senders = isScreen ? undefined : this.#parts.room?.take(tracks);
      if (senders === undefined) continue;
      // `keepTo`, below, begins to send it.
      this.#sent.set(sending, { wrapped, tracks, senders, isScreen, inRoom: true, isSilent: true });
      this.#parts.filled(tracks.map(({ kind }) => kind));
    }
    void this.keepTo(sendings);
    return this.#sent.size === sendings.length && sendings.every((sending) => this.#isAgreed(sending));
  }

  /** There is room now, which `fill` may have looked for too early: the side that follows has none before the offer. */
  refill(): void {
    if (this.#sent.size < this.#wanted.length) this.fill(this.#wanted);
  }

  /** See `Media`. */
  keepTo(sendings: readonly Sending[]): Promise<void> {
    this.#wanted = sendings;
    for (const [sending, sent] of this.#sent) {
      const isSilent = !sendings.includes(sending);
      if (isSilent === sent.isSilent) continue;
      sent.isSilent = isSilent;
      for (const [index, sender] of sent.senders.entries()) {
        this.#put(sender, isSilent ? null : (sent.tracks[index] ?? null));
      }
    }
    return this.#done();
  }

  /** See `Media`. */
  async replace(sending: Sending, before: MediaStreamTrack, after: MediaStreamTrack): Promise<void> {
    const sent = this.#sent.get(sending);
    const index = sent?.tracks.indexOf(before) ?? -1;
    const sender = sent?.senders[index];
    if (sent === undefined || sender === undefined) return;
    sent.tracks[index] = after;
    if (!sent.isSilent) this.#put(sender, after);
    await this.#done();
  }

  /** See `Media`. */
  idOf(sending: Sending): string | undefined {
    return this.#sent.get(sending)?.wrapped.id;
  }

  /** Makes the connection send what `fill` or a later `keepTo` requested, and nothing else. A negotiation follows. */
  change(): void {
    this.#isChanging = true;
    if (this.#putting.size === 0) this.#change();
    // A track has one sender at a time, so the present one must release it first.
    else void this.#done().then(() => this.change());
  }

  #change(): void {
    this.#isChanging = false;
    if (this.#parts.isGone()) return;
    const wanted = this.#wanted;
    try {
      for (const sending of [...this.#sent.keys()]) if (!wanted.includes(sending)) this.#remove(sending);
      for (const sending of wanted) if (!this.#sent.has(sending)) this.#add(sending);
      void this.keepTo(wanted);
      // Even if nothing changed, because the call waits for `settled`.
      this.#parts.negotiate();
    } catch (error) {
      this.#parts.failed(error as Error);
    }
  }

  /** Whether the other side has a place for it too. A stream that was silent when both sides agreed was left out. */
  #isAgreed(sending: Sending): boolean {
    const sent = this.#sent.get(sending);
    return sent !== undefined && this.#placesOf(sent).every(({ mid }) => mid !== null);
  }

  #add(sending: Sending): void {
    const { stream, isScreen } = sending;
    const tracks = [...sending.tracks];
    const free = this.#takeFree(sending);
    const wrapped = free?.wrapped ?? (this.#wrapped.has(stream) ? new MediaStream(tracks) : stream);
    const senders = free?.senders ?? tracks.map((track) => this.#addTrack(track, wrapped));
    const isSilent = free !== undefined;
    this.#wrapped.add(wrapped);
    this.#sent.set(sending, { wrapped, tracks, senders, isScreen, inRoom: false, isSilent });
  }

  #addTrack(track: MediaStreamTrack, wrapped: MediaStream): RTCRtpSender {
    this.#parts.addTrack(track, wrapped);
    const place = this.#parts.transceivers().find(({ sender }) => sender.track === track);
    return (place as RTCRtpTransceiver).sender;
  }

  #remove(sending: Sending): void {
    const sent = this.#sent.get(sending) as Sent;
    this.#sent.delete(sending);
    // The browser itself gives a place that never sent to the next track.
    const hasSent = this.#placesOf(sent).every(({ currentDirection }) => {
      return currentDirection === "sendrecv" || currentDirection === "sendonly";
    });
    if (hasSent && !sent.inRoom) this.#free = [...this.#free, sent];
    // `removeTrack` does nothing if the track is already gone.
    for (const place of this.#placesOf(sent)) place.direction = "recvonly";
  }

  /**
   * Reuses the places of a similar stream that is no longer sent, under that stream's name. A connection keeps every
   * place it ever had and lists each in every offer: with new places each time, offers would outgrow the line. A place
   * also keeps its name, because in Chromium `setStreams` changes it for one offer only (RFC 8829, 5.2.2).
   */
  #takeFree({ tracks, isScreen }: Sending): Sent | undefined {
    const kinds = String(tracks.map(({ kind }) => kind));
    const found = this.#free.find((free) => {
      const isLike = free.isScreen === isScreen && String(free.tracks.map(({ kind }) => kind)) === kinds;
      return isLike && this.#isKnownToBeFree(free);
    });
    if (found === undefined) return undefined;
    this.#free = this.#free.filter((free) => free !== found);
    for (const place of this.#placesOf(found)) place.direction = "sendrecv";
    return found;
  }

  /** Whether the other side knows, too, that the place is free. */
  #isKnownToBeFree(sent: Sent): boolean {
    return this.#placesOf(sent).every(({ currentDirection }) => {
      return currentDirection === "recvonly" || currentDirection === "inactive";
    });
  }

  #placesOf({ senders }: Sent): readonly RTCRtpTransceiver[] {
    return this.#parts.transceivers().filter(({ sender }) => senders.includes(sender));
  }

  /**
   * Whether a stream that is no longer requested goes on under this name, as a preconnection's stream does in its call.
   */
  #continues(sending: Sending, all: readonly Sending[]): boolean {
    const [before, sent] =
      [...this.#sent].find(([it]) => it.stream === sending.stream && !all.includes(it)) ?? [];
    if (before === undefined || sent === undefined || before.isScreen !== sending.isScreen) return false;
    const { tracks } = sending;
    if (tracks.length !== sent.tracks.length || !tracks.every((it) => sent.tracks.includes(it))) return false;
    this.#sent.delete(before);
    this.#sent.set(sending, sent);
    return true;
  }

  /** Makes a sender send this track from now on. */
  #put(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    if (this.#parts.isGone()) return;
    const put = sender.replaceTrack(track).catch((error) => this.#parts.failed(error));
    this.#putting.add(put);
    void put.then(() => this.#putting.delete(put));
  }

  /** Resolves once every sender sends the requested track. */
  async #done(): Promise<void> {
    await Promise.all(this.#putting);
  }
}
