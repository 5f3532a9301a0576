// What a connection sends: each stream with who sends its tracks, what of it is silent, and the places that are free for the next.
import type { Sending } from "./media-port.ts";
import type { Room } from "./room.ts";

/** What it is done with. */
export interface SentStreamsParts {
  /** The places of the connection. */
  transceivers(): readonly RTCRtpTransceiver[];
  readonly room: Room | undefined;
  /** Sends a track in a place of its own, a new one. simple-peer takes no stream a second time. */
  addTrack(track: MediaStreamTrack, stream: MediaStream): void;
  /** Agrees with the other side on what changed, once for all that changes now. */
  negotiate(): void;
  /** The room that was made ahead is filled, with tracks of these kinds. */
  filled(kinds: readonly string[]): void;
  /** The browser will not: the connection is of no use. */
  failed(error: Error): void;
  isGone(): boolean;
}

/** A stream as it is sent. */
interface Sent {
  /** Its name at the other side. Not always the stream that the app gave. */
  readonly wrapped: MediaStream;
  readonly tracks: MediaStreamTrack[];
  /** Who sends each of them. */
  readonly senders: readonly RTCRtpSender[];
  readonly isScreen: boolean;
  /** Whether they are in the room which was made ahead. */
  readonly inRoom: boolean;
  /** Whether its senders send nothing just now. */
  isSilent: boolean;
}

/** The streams that one connection sends. */
export class SentStreams {
  readonly #parts: SentStreamsParts;
  readonly #sent = new Map<Sending, Sent>();
  /** Every stream that was ever sent, as it was wrapped. */
  readonly #wrapped = new Set<MediaStream>();
  /** What was sent once, and is free for the next of its kind. */
  #free: readonly Sent[] = [];
  /** Senders that are about to send something else. */
  readonly #putting = new Set<Promise<void>>();
  /** What is to go out, as it was said last. */
  #wanted: readonly Sending[] = [];
  #isChanging = false;

  constructor(parts: SentStreamsParts) {
    this.#parts = parts;
  }

  /** Whether a change is still to begin: what is negotiated before settles nothing. */
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
      // It begins to be sent below.
      this.#sent.set(sending, { wrapped, tracks, senders, isScreen, inRoom: true, isSilent: true });
      this.#parts.filled(tracks.map(({ kind }) => kind));
    }
    void this.keepTo(sendings);
    return this.#sent.size === sendings.length && sendings.every((sending) => this.#isAgreed(sending));
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

  /** Has the connection send what `fill` was told to, or `keepTo` meanwhile, and nothing else. A negotiation follows. */
  change(): void {
    this.#isChanging = true;
    if (this.#putting.size === 0) this.#change();
    // A track has one sender: the next cannot have it before the one that has it lets go.
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
      // Also when all is as it was: somebody waits for that.
      this.#parts.negotiate();
    } catch (error) {
      this.#parts.failed(error as Error);
    }
  }

  /** Whether the other side has a place for it, too. One that was silent when they agreed was passed over. */
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
    // A place that never sent is given to the next track by the browser itself.
    const hasSent = this.#placesOf(sent).every(({ currentDirection }) => {
      return currentDirection === "sendrecv" || currentDirection === "sendonly";
    });
    if (hasSent && !sent.inRoom) this.#free = [...this.#free, sent];
    // Not by `removeTrack`, which does nothing where the track is gone already.
    for (const place of this.#placesOf(sent)) place.direction = "recvonly";
  }

  /**
   * The places of something like it that is no longer sent, to be sent under its name. A connection keeps every place it ever had, and
   * tells of each in every offer: with new ones each time, offers would outgrow the line. And a place keeps its name: `setStreams`
   * gives it another for one offer only, in Chromium (RFC 8829, 5.2.2).
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

  /** Whether the other side knows, too. */
  #isKnownToBeFree(sent: Sent): boolean {
    return this.#placesOf(sent).every(({ currentDirection }) => {
      return currentDirection === "recvonly" || currentDirection === "inactive";
    });
  }

  #placesOf({ senders }: Sent): readonly RTCRtpTransceiver[] {
    return this.#parts.transceivers().filter(({ sender }) => senders.includes(sender));
  }

  /** Whether a stream that is no longer named goes on under this name, as that of a preconnection does in its call. */
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

  /** Has a sender send this from now on. */
  #put(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    if (this.#parts.isGone()) return;
    const put = sender.replaceTrack(track).catch((error) => this.#parts.failed(error));
    this.#putting.add(put);
    void put.then(() => this.#putting.delete(put));
  }

  /** Resolves once every sender sends what it was told to. */
  async #done(): Promise<void> {
    await Promise.all(this.#putting);
  }
}
