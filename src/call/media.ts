// A media connection with simple-peer. The only file that touches it.
import SimplePeer from "simple-peer/simplepeer.min.js";
import { pageCertificate } from "./certificate.ts";
import type { Media, MediaParts, Sending } from "./media-port.ts";
import { Room } from "./room.ts";

/** A stream as the connection sends it: simple-peer takes no stream a second time, so that one goes in another wrapping. */
interface Sent {
  readonly wrapped: MediaStream;
  readonly tracks: MediaStreamTrack[];
  /** Who sends them, where that is known: in the room that was made ahead. */
  readonly senders?: readonly RTCRtpSender[];
}

/** Makes a media connection. What is wrong with this browser is its first failure. */
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
  readonly #peer: SimplePeer.Instance;
  /** Made ahead, if it was. */
  readonly #room: Room | undefined;
  readonly #sent = new Map<Sending, Sent>();
  /** Every stream that was ever sent, as it was wrapped. */
  readonly #wrapped = new Set<MediaStream>();
  #doubted = false;
  /** How often something was changed: what is negotiated before the last change settles nothing. */
  #changes = 0;
  /** Whether we asked the leading side for room for a track, which is another negotiation. */
  #asked = false;
  #closed = false;

  constructor(parts: MediaParts) {
    this.#parts = parts;
    const { leads, ahead, config, events } = parts;
    this.#peer = new SimplePeer({
      initiator: leads,
      objectMode: true,
      // One way through the network for all of it: fewer candidates, and nothing to set up when something is added.
      config: { bundlePolicy: "max-bundle", ...pageCertificate(), ...config },
    });
    // simple-peer can make room, but not fill it without negotiating again: its own connection can (ADR 10).
    const { _pc } = this.#peer as unknown as { readonly _pc: RTCPeerConnection };
    this.#room = ahead
      ? new Room(_pc, leads, (stream, tracks) => this.#soon(() => this.#opened(stream, tracks)))
      : undefined;
    let cause: unknown;
    this.#on("signal", (data: { readonly transceiverRequest?: unknown }) => {
      if (data.transceiverRequest !== undefined) this.#asked = true;
      events.signal(data);
    });
    this.#on("connect", () => events.connected());
    this.#on("stream", (stream: MediaStream) => {
      if (this.#room?.has(stream) !== true) events.stream(stream);
    });
    this.#on("track", (track: MediaStreamTrack, stream: MediaStream) => {
      if (this.#room?.withholds(track, stream) !== true) events.track(track, stream);
    });
    this.#on("data", (data: string | Uint8Array) => events.data(plain(data)));
    this.#on("iceStateChange", (state: string) => this.#seeIce(state));
    this.#on("negotiated", () => this.#negotiated());
    // Without a listener an error would be thrown; `close` follows each.
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
    const filled = readFilled(data);
    if (filled !== undefined) return this.#room?.open(filled);
    try {
      this.#peer.signal(data as SimplePeer.SignalData);
    } catch (error) {
      this.#peer.destroy(error as Error);
    }
  }

  sync(sendings: readonly Sending[]): boolean {
    if (this.#gone) return false;
    if (this.fill(sendings)) return false;
    const removed = [...this.#sent.keys()].filter((sending) => !sendings.includes(sending));
    const added = sendings.filter((sending) => !this.#sent.has(sending));
    this.#changes += 1;
    try {
      for (const sending of removed) this.#remove(sending);
      for (const sending of added) this.#add(sending);
    } catch (error) {
      this.#peer.destroy(error as Error);
    }
    return true;
  }

  fill(sendings: readonly Sending[]): boolean {
    if (this.#gone) return false;
    for (const sending of sendings) {
      if (this.#sent.has(sending) || this.#continues(sending, sendings)) continue;
      const tracks = [...sending.tracks];
      const senders = sending.isScreen ? undefined : this.#room?.take(tracks);
      if (senders === undefined) continue;
      for (const [index, sender] of senders.entries()) this.#put(sender, tracks[index] ?? null);
      this.#sent.set(sending, { wrapped: sending.stream, tracks, senders });
      this.#soon(() => this.#parts.events.signal({ filled: tracks.map(({ kind }) => kind) }));
    }
    // What was sent ahead and is not to be sent falls silent at once; that it is gone for good is negotiated later.
    const isLeft = [...this.#sent].filter(([sending]) => !sendings.includes(sending));
    for (const [, { senders = [] }] of isLeft) for (const sender of senders) this.#put(sender, null);
    return isLeft.length === 0 && sendings.every((sending) => this.#sent.has(sending));
  }

  replace(sending: Sending, before: MediaStreamTrack, after: MediaStreamTrack): void {
    const sent = this.#sent.get(sending);
    const index = sent?.tracks.indexOf(before) ?? -1;
    if (sent === undefined || index < 0 || this.#gone) return;
    const sender = sent.senders?.[index];
    if (sender === undefined) this.#peer.replaceTrack(before, after, sent.wrapped);
    else this.#put(sender, after);
    sent.tracks[index] = after;
  }

  idOf(sending: Sending): string | undefined {
    return this.#sent.get(sending)?.wrapped.id;
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
    // The types know only the event; simple-peer's own method gives every report of the browser, as an array.
    const peer = this.#peer as unknown as {
      getStats(done: (error: unknown, reports?: readonly object[]) => void): void;
    };
    return new Promise((resolve) => peer.getStats((_error, reports = []) => resolve(reports)));
  }

  close(): void {
    this.#closed = true;
    this.#peer.destroy();
  }

  get #gone(): boolean {
    return (
      this.#closed || this.#peer.destroyed || (this.#peer as { destroying?: boolean }).destroying === true
    );
  }

  #on<Args extends readonly unknown[]>(event: string, listener: (...args: Args) => void): void {
    this.#peer.on(event, (...args: unknown[]) => {
      if (!this.#closed) listener(...(args as unknown as Args));
    });
  }

  #add(sending: Sending): void {
    const wrapped = this.#wrapped.has(sending.stream) ? new MediaStream(sending.tracks) : sending.stream;
    this.#wrapped.add(wrapped);
    const tracks = [...sending.tracks];
    for (const track of tracks) this.#peer.addTrack(track, wrapped);
    this.#sent.set(sending, { wrapped, tracks });
  }

  #remove(sending: Sending): void {
    const { wrapped, tracks, senders } = this.#sent.get(sending) as Sent;
    this.#sent.delete(sending);
    if (senders === undefined) for (const track of tracks) this.#peer.removeTrack(track, wrapped);
    else {
      this.#room?.leave(senders);
      // The types do not know it.
      (this.#peer as unknown as { negotiate(): void }).negotiate();
    }
  }

  /** Whether a stream that is named no more goes on under this name, as that of a preconnection does in its call. */
  #continues(sending: Sending, all: readonly Sending[]): boolean {
    const [before, sent] =
      [...this.#sent].find(([it]) => it.stream === sending.stream && !all.includes(it)) ?? [];
    if (before === undefined || sent === undefined) return false;
    const { tracks } = sending;
    if (tracks.length !== sent.tracks.length || !tracks.every((it) => sent.tracks.includes(it))) return false;
    this.#sent.delete(before);
    this.#sent.set(sending, sent);
    // It may have fallen silent meanwhile.
    for (const [index, sender] of (sent.senders ?? []).entries())
      this.#put(sender, sent.tracks[index] ?? null);
    return true;
  }

  /** The other side sends something where there was only room. */
  #opened(stream: MediaStream, tracks: readonly MediaStreamTrack[]): void {
    const { events } = this.#parts;
    for (const track of tracks) events.track(track, stream);
    if (stream.getTracks().length === tracks.length) events.stream(stream);
  }

  /** Has a sender send this from now on. A browser that will not has lost the connection for us. */
  #put(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    sender.replaceTrack(track).catch((error) => this.#peer.destroy(error));
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
    this.#parts.events.connected();
  }

  /** A side that does not lead asks for room for its track only once it sees that the offer has none: a moment after this. */
  #negotiated(): void {
    const changes = this.#changes;
    setTimeout(() => {
      if (this.#gone || changes !== this.#changes) return;
      if (this.#asked) this.#asked = false;
      else this.#parts.events.settled();
    });
  }
}

/** What a signal says that is none of simple-peer's: which kinds of track are sent from now on where there was room. */
function readFilled(data: object): readonly unknown[] | undefined {
  return "filled" in data && Array.isArray(data.filled) ? data.filled : undefined;
}

/** Bytes without what simple-peer's own kind of them adds. */
function plain(data: string | Uint8Array): string | Uint8Array {
  return typeof data === "string" ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** In place of a connection that could not be made. */
const NO_MEDIA: Media = {
  feed: () => {},
  sync: () => false,
  fill: () => false,
  replace: () => {},
  idOf: () => undefined,
  send: () => false,
  stats: () => Promise.resolve([]),
  close: () => {},
};
