// A media connection with simple-peer, which no other file uses. load-media.ts loads this file when a call needs it.
import SimplePeer from "simple-peer/simplepeer.min.js";
import { CALL_BOUNDS } from "./call-state.ts";
import { pageCertificate } from "./certificate.ts";
import { Farewell } from "./farewell.ts";
import { isTooLong, type Media, type MediaParts, type Sending } from "./media-port.ts";
import { Room } from "./room.ts";
import { SentStreams } from "./sent-streams.ts";
import { isTooMuch, type MediaSignal, readSignal, TooMuchError } from "./signals.ts";

/**
 * The members of simple-peer that its types leave out: its connection, and one negotiation for all changes made
 * together.
 */
interface Inside {
  /** Undefined if the browser would not make a connection, and when the connection is closed. */
  readonly _pc: RTCPeerConnection | undefined;
  _needsNegotiation(): void;
}

/** Makes a media connection. If this browser cannot, the connection reports that as its first failure. */
export function createMedia(parts: MediaParts): Media {
  try {
    return new SimplePeerMedia(parts);
  } catch (cause) {
    queueMicrotask(() => parts.events.failed(cause));
    return NO_MEDIA;
  }
}

class SimplePeerMedia implements Media {
  readonly #parts: MediaParts;
  readonly #peer: SimplePeer.Instance & Inside;
  /** simple-peer's own connection, which simple-peer forgets when it closes. */
  readonly #pc: RTCPeerConnection | undefined;
  /** The room of a connection that was made ahead; undefined for any other. */
  readonly #room: Room | undefined;
  readonly #sent: SentStreams;
  /** The other side's streams that were announced and are not gone. */
  readonly #seen = new Set<MediaStream>();
  #doubted = false;
  /** The number of changes so far. A negotiation that began before the last change settles nothing. */
  #changes = 0;
  /** Whether we asked the leading side for room for a track, which takes another negotiation. */
  #asked = false;
  /** The number of the other side's candidates so far. */
  #candidates = 0;
  readonly #farewell: Farewell | undefined;
  #closed = false;

  constructor(parts: MediaParts) {
    this.#parts = parts;
    const { leads, ahead, config, events } = parts;
    this.#peer = new SimplePeer({
      initiator: leads,
      objectMode: true,
      // One transport for everything: fewer candidates, and nothing to set up when something is added. No pool:
      // Chromium takes candidates out of a pool, and sometimes forgets to report them (ADR 14).
      config: { bundlePolicy: "max-bundle", ...pageCertificate(), ...config, iceCandidatePoolSize: 0 },
    }) as SimplePeer.Instance & Inside;
    this.#pc = this.#peer._pc;
    // simple-peer can make room but cannot fill it without another negotiation; the browser's own connection can (ADR
    // 10).
    this.#room =
      ahead && this.#pc
        ? new Room(this.#pc, leads, (...news) => this.#soon(() => this.#opened(...news)))
        : undefined;
    this.#sent = new SentStreams({
      transceivers: () => this.#pc?.getTransceivers() ?? [],
      room: this.#room,
      addTrack: (track, stream) => this.#peer.addTrack(track, stream),
      negotiate: () => this.#negotiate(),
      filled: (kinds) => this.#soon(() => events.signal({ filled: kinds })),
      failed: (error) => this.#peer.destroy(error),
      isGone: () => this.#gone,
    });
    if (this.#pc) takeOneChannel(this.#pc, leads);
    this.#farewell = this.#pc && new Farewell(this.#pc, () => this.#closed || events.left());
    let cause: unknown;
    this.#on("signal", (data: MediaSignal) => {
      if ("transceiverRequest" in data) this.#asked = true;
      // The other side would reject it. The next connection begins small, with only what is sent then.
      if ("sdp" in data && isTooMuch(data.sdp)) throw new Error("the connection has too many places");
      events.signal(data);
    });
    this.#on("connect", () => events.connected());
    this.#on("track", (track: MediaStreamTrack, stream: MediaStream) => {
      if (this.#room?.withholds(track, stream) === true) return this.#sent.refill();
      events.track(track, stream);
      this.#see(stream);
    });
    this.#on("data", (data: string | Uint8Array) => {
      if (isTooLong(data)) throw new TooMuchError("the other side sends too much at once");
      events.data(plain(data));
    });
    this.#on("iceStateChange", (state: string) => this.#seeIce(state));
    this.#on("negotiated", () => this.#negotiated());
    // An error without a listener would be thrown. `close` follows each error.
    this.#on("error", (error: unknown) => {
      cause = error;
    });
    this.#on("close", () => {
      this.#closed = true;
      events.failed(cause);
    });
    this.sync(parts.sendings);
  }

  feed(data: object): void {
    if (this.#gone) return;
    try {
      this.#hear(readSignal(data, this.#parts.leads));
    } catch (error) {
      this.#peer.destroy(error as Error);
    }
  }

  sync(sendings: readonly Sending[]): boolean {
    if (this.#gone || this.#sent.fill(sendings)) return false;
    this.#changes += 1;
    this.#sent.change();
    return true;
  }

  fill(sendings: readonly Sending[]): boolean {
    return !this.#gone && this.#sent.fill(sendings);
  }

  keepTo(sendings: readonly Sending[]): Promise<void> {
    return this.#sent.keepTo(sendings);
  }

  replace(sending: Sending, before: MediaStreamTrack, after: MediaStreamTrack): Promise<void> {
    return this.#sent.replace(sending, before, after);
  }

  idOf(sending: Sending): string | undefined {
    return this.#sent.idOf(sending);
  }

  send(data: string | Uint8Array): boolean {
    if (this.#gone || !this.#peer.connected) return false;
    try {
      this.#peer.send(data);
      return true;
    } catch {
      return false;
    }
  }

  stats(): Promise<readonly object[]> {
    if (this.#gone) return Promise.resolve([]);
    // The types know only the event. simple-peer's own method gives every report of the browser, as an array.
    const peer = this.#peer as unknown as {
      getStats(done: (error: unknown, reports?: readonly object[]) => void): void;
    };
    return new Promise((resolve) => peer.getStats((_error, reports = []) => resolve(reports)));
  }

  leave(): void {
    this.#farewell?.say();
    this.close();
  }

  close(): void {
    this.#closed = true;
    // simple-peer closes it a moment later, and until then would send what is turned on now.
    this.#pc?.close();
    this.#peer.destroy();
  }

  get #gone(): boolean {
    return (
      this.#closed || this.#peer.destroyed || (this.#peer as { destroying?: boolean }).destroying === true
    );
  }

  #hear(signal: MediaSignal | undefined): void {
    if (signal === undefined) throw new Error("the other side signals what no connection does");
    if ("filled" in signal) return this.#room?.open(signal.filled);
    if ("candidate" in signal) this.#candidates += 1;
    if (this.#candidates > CALL_BOUNDS.candidatesMax) return;
    const places = this.#pc?.getTransceivers().length ?? 0;
    if ("transceiverRequest" in signal && places >= CALL_BOUNDS.sectionsMax - 1)
      throw new Error("the connection has too many places");
    this.#peer.signal(signal as SimplePeer.SignalData);
  }

  /** An error in a listener ends the connection, whichever side caused it. */
  #on<Args extends readonly unknown[]>(event: string, listener: (...args: Args) => void): void {
    this.#peer.on(event, (...args: unknown[]) => {
      if (this.#closed) return;
      try {
        listener(...(args as unknown as Args));
      } catch (error) {
        this.#peer.destroy(error as Error);
      }
    });
  }

  /**
   * Announces a stream of the other side with its first track. simple-peer does so once for each name, but names are
   * reused.
   */
  #see(stream: MediaStream): void {
    if (this.#seen.has(stream) || this.#room?.has(stream) === true) return;
    this.#seen.add(stream);
    stream.addEventListener("removetrack", () => {
      if (stream.getTracks().length === 0) this.#seen.delete(stream);
    });
    this.#soon(() => this.#parts.events.stream(stream));
  }

  /** The other side now sends something in the room made ahead. */
  #opened(stream: MediaStream, tracks: readonly MediaStreamTrack[], isFirst: boolean): void {
    const { events } = this.#parts;
    for (const track of tracks) events.track(track, stream);
    if (isFirst) events.stream(stream);
  }

  #soon(act: () => void): void {
    queueMicrotask(() => {
      if (!this.#closed) act();
    });
  }

  #seeIce(state: string): void {
    if (state === "disconnected") {
      this.#doubted = true;
      this.#parts.events.doubted();
    }
    if (!this.#doubted || (state !== "connected" && state !== "completed")) return;
    this.#doubted = false;
    // If it never was connected, `connect` follows.
    if (this.#peer.connected) this.#parts.events.connected();
  }

  #negotiate(): void {
    // simple-peer asks for a place once per track, even if the place it got went to another track.
    const places: readonly { mid: string | null; requested?: boolean }[] = this.#pc?.getTransceivers() ?? [];
    for (const place of places) if (place.mid === null) place.requested = false;
    this.#peer._needsNegotiation();
  }

  /**
   * A side that does not lead notices only a moment later that the offer has no room for its track, and then asks for
   * it.
   */
  #negotiated(): void {
    const changes = this.#changes;
    setTimeout(() => {
      if (this.#gone || this.#sent.isChanging || changes !== this.#changes) return;
      if (this.#asked) this.#asked = false;
      else this.#parts.events.settled();
    });
  }
}

/**
 * Hides all data channels but that of the call from simple-peer, which would set a timer for each and forget all but
 * the last.
 */
function takeOneChannel(pc: RTCPeerConnection, leads: boolean): void {
  const take = pc.ondatachannel;
  let isTaken = leads;
  pc.ondatachannel = (event) => {
    if (isTaken) return event.channel.close();
    isTaken = true;
    take?.call(pc, event);
  };
}

/** The bytes, without what simple-peer's own buffer type adds to them. */
function plain(data: string | Uint8Array): string | Uint8Array {
  return typeof data === "string" ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Stands in for a connection that could not be made. */
const NO_MEDIA: Media = {
  feed: () => {},
  sync: () => false,
  fill: () => false,
  keepTo: () => Promise.resolve(),
  replace: () => Promise.resolve(),
  idOf: () => undefined,
  send: () => false,
  stats: () => Promise.resolve([]),
  close: () => {},
  leave: () => {},
};
