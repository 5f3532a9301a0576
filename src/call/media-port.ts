// The interface through which a call uses a WebRTC connection. media.ts implements it with simple-peer.
import { exceedsBytes } from "../base/pure/text.ts";

/** The longest data channel message that every browser takes at once, in bytes. */
export const DATA_MAX_BYTES = 262_144;

/** Whether `data` is longer than that. Text counts in UTF-8 bytes. */
export function isTooLong(data: string | Uint8Array): boolean {
  return typeof data === "string" ? exceedsBytes(data, DATA_MAX_BYTES) : data.byteLength > DATA_MAX_BYTES;
}

/** A stream that is sent, with the tracks that are sent for it now. Every added stream gets a new object. */
export interface Sending {
  readonly stream: MediaStream;
  readonly tracks: MediaStreamTrack[];
  /** Whether the stream is a screen. A screen never uses the room that was made for a camera. */
  readonly isScreen: boolean;
}

/** The parts a media connection is made of. */
export interface MediaParts {
  /** Whether this side makes every offer. */
  readonly leads: boolean;
  /** STUN and TURN servers and the rest of the WebRTC configuration. */
  readonly config: RTCConfiguration | undefined;
  readonly sendings: readonly Sending[];
  /**
   * Whether the connection is set up before there is anything to send. It then has room for one microphone and one
   * camera (see `fill`).
   */
  readonly ahead: boolean;
  readonly events: MediaEvents;
}

/** The events of a media connection. MUST NOT be called inside a call to the connection, nor after `close`. */
export interface MediaEvents {
  /** A signal for the other side's `feed`: a JSON object. Signals MUST arrive in order. */
  signal(data: object): void;
  /** The connection carries media and data, for the first time or again after `doubted`. */
  connected(): void;
  /** The connection is in trouble, and may recover. */
  doubted(): void;
  /** The last change by `sync` is negotiated. On the side that leads, also fires after the first negotiation. */
  settled(): void;
  /** The other side called `leave`. Its connection closes a moment later. */
  left(): void;
  /** The connection is gone, for good. Called at most once, and no event follows. */
  failed(cause: unknown): void;
  /** The other side sends a stream. A stream in the room made ahead is announced only once something is sent there. */
  stream(stream: MediaStream): void;
  track(track: MediaStreamTrack, stream: MediaStream): void;
  data(data: string | Uint8Array): void;
}

/** One WebRTC connection with the other side. */
export interface Media {
  /**
   * Takes a signal of the other side's connection. MUST NOT throw, whatever the signal is, because it may come from a
   * stranger's software.
   */
  feed(data: object): void;
  /** Sends these and nothing else. MUST NOT throw. Returns whether anything changed; if so, `settled` follows. */
  sync(sendings: readonly Sending[]): boolean;
  /**
   * Sends these without negotiation, as far as there is room, and nothing else in that room. Returns whether these are
   * all sent now and nothing else has to be negotiated away. MUST NOT throw. A connection that was not made ahead has
   * no room.
   */
  fill(sendings: readonly Sending[]): boolean;
  /**
   * Of what the connection sends now, keeps only these. The rest falls silent at once, whether or not it can be
   * negotiated away now. What had fallen silent before and is among these is heard again. MUST NOT throw. Resolves once
   * that is so; never rejects.
   */
  keepTo(sendings: readonly Sending[]): Promise<void>;
  /**
   * Sends `after` in place of `before`, without negotiation. Does nothing if `before` is not sent (yet). Resolves once
   * `before` is no longer sent; never rejects.
   */
  replace(sending: Sending, before: MediaStreamTrack, after: MediaStreamTrack): Promise<void>;
  /**
   * The id that this stream has at the other side; undefined while it is not sent. It may change when the stream is
   * sent again.
   */
  idOf(sending: Sending): string | undefined;
  /** Hands the data to the data channel. Returns whether that was possible. MUST NOT throw. */
  send(data: string | Uint8Array): boolean;
  /** The browser's statistics, one object for each report. */
  stats(): Promise<readonly object[]>;
  /** Closes the connection. Nothing is sent and no event comes after this. Leaves the tracks alone. */
  close(): void;
  /**
   * Closes the connection like `close`, but first tells the other side, if possible, that our client was closed. MUST
   * NOT throw.
   */
  leave(): void;
}

/** Makes a media connection. MUST NOT throw: a connection that cannot be made reports `failed`. */
export type CreateMedia = (parts: MediaParts) => Media;
