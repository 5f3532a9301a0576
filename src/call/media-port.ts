// What a call needs of a WebRTC connection: one interface. media.ts keeps it with simple-peer.
import { exceedsBytes } from "../base/pure/text.ts";

/** The longest message of a data channel that every browser takes at once. */
export const DATA_MAX_BYTES = 262_144;

/** Whether `data` is longer than that, as UTF-8 if it is text. */
export function isTooLong(data: string | Uint8Array): boolean {
  return typeof data === "string" ? exceedsBytes(data, DATA_MAX_BYTES) : data.byteLength > DATA_MAX_BYTES;
}

/** A stream that is sent, with the tracks that are sent for it now. A new object for every stream that is added. */
export interface Sending {
  readonly stream: MediaStream;
  readonly tracks: MediaStreamTrack[];
  /** Whether it is a screen: it takes no room that was made for a camera. */
  readonly isScreen: boolean;
}

/** What a media connection is made with. */
export interface MediaParts {
  /** Whether this side makes every offer. */
  readonly leads: boolean;
  /** STUN and TURN servers and the like. */
  readonly config: RTCConfiguration | undefined;
  readonly sendings: readonly Sending[];
  /** Whether it is set up before there is anything to send: with room for one microphone and one camera (see `fill`). */
  readonly ahead: boolean;
  readonly events: MediaEvents;
}

/** What a media connection tells. MUST NOT be called inside a call to it, nor after `close`. */
export interface MediaEvents {
  /** For the other side's `feed`: a JSON object. They MUST arrive in order. */
  signal(data: object): void;
  /** It carries media and data, for the first time or again after `doubted`. */
  connected(): void;
  /** It is in trouble, and may recover. */
  doubted(): void;
  /** What was changed with `sync` last is negotiated. Also after the first negotiation of the side that leads. */
  settled(): void;
  /** The other side's `leave`. Its connection is closed a moment later. */
  left(): void;
  /** It is gone, for good. Called at most once, and nothing after it. */
  failed(cause: unknown): void;
  /** The other side sends a stream. What room was made for, only once something is sent there. */
  stream(stream: MediaStream): void;
  track(track: MediaStreamTrack, stream: MediaStream): void;
  data(data: string | Uint8Array): void;
}

/** One WebRTC connection with the other side. */
export interface Media {
  /** Takes what the other side's connection signaled. MUST NOT throw, whatever it is: a stranger's software said it. */
  feed(data: object): void;
  /** Sends these, and nothing else. MUST NOT throw. Returns whether there was anything to change; then `settled` follows. */
  sync(sendings: readonly Sending[]): boolean;
  /**
   * Sends these without negotiation, as far as there is room, and nothing else there. Returns whether these are sent now, and
   * nothing else is to be negotiated away. MUST NOT throw. A connection that is not made ahead has no room.
   */
  fill(sendings: readonly Sending[]): boolean;
  /**
   * Of what it sends now, only these go out from here on: the rest falls silent at once, whether or not it can be negotiated away
   * now, and what had fallen silent is heard again. MUST NOT throw. Resolves once that is so; never rejects.
   */
  keepTo(sendings: readonly Sending[]): Promise<void>;
  /**
   * Sends `after` in place of `before`, without negotiation. Nothing happens if `before` is not sent (yet). Resolves once `before`
   * no longer goes out; never rejects.
   */
  replace(sending: Sending, before: MediaStreamTrack, after: MediaStreamTrack): Promise<void>;
  /** The id that what is sent has at the other side: maybe another one when it is sent again. Undefined while it is not. */
  idOf(sending: Sending): string | undefined;
  /** Whether the data could be given to the data channel. MUST NOT throw. */
  send(data: string | Uint8Array): boolean;
  /** The browser's statistics, one object for each subject. */
  stats(): Promise<readonly object[]>;
  /** Closes it: nothing goes out after this, and no event comes. Leaves the tracks alone. */
  close(): void;
  /** Closes it as `close` does, and tells the other side before, as far as it can, that our client was closed. MUST NOT throw. */
  leave(): void;
}

/** Makes a media connection. MUST NOT throw: one that cannot be made fails. */
export type CreateMedia = (parts: MediaParts) => Media;
