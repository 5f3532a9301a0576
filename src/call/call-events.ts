// The events and the snapshot of a call.
import type { CallEnd, CallStateName } from "./call-state.ts";
import type { MediaError } from "./media-errors.ts";
import type { MediaSwitches } from "./messages.ts";

/** The events of a {@link Call}, each with its listener's parameters. */
export type CallEvents = {
  /** The other side sends a stream. Fires again, with a new object, when media had to be rebuilt. */
  readonly stream: readonly [stream: MediaStream];
  /** The other side sends a track of that stream. */
  readonly track: readonly [track: MediaStreamTrack, stream: MediaStream];
  /**
   * The other side sent data with `send`. Nothing limits how fast it does so: limit what you do with the data, and keep
   * of it, yourself.
   */
  readonly data: readonly [data: string | Uint8Array];
  /**
   * Something that is sent from here ended by itself, such as a camera that was unplugged. The call goes on without it.
   */
  readonly mediaError: readonly [error: MediaError];
  /** The call ended. Fires exactly once, however it ends. */
  readonly ended: readonly [end: CallEnd];
  /** Anything in the snapshot changed. Fires after the more specific event. */
  readonly changed: readonly [snapshot: CallSnapshot];
};

/** The names of the events of a call. */
export const CALL_EVENTS = {
  stream: true,
  track: true,
  data: true,
  mediaError: true,
  ended: true,
  changed: true,
} as const satisfies Record<keyof CallEvents, true>;

/** Options of `addStream`. */
export interface StreamOptions {
  /**
   * Whether the stream is a screen, from `getDisplayMedia`. The other side is told which stream is the screen
   * (`remoteScreen`). A screen is sent even while the camera is off, and is no longer sent once the person stops
   * sharing in the browser. Default false.
   */
  readonly screen?: boolean;
}

/** The whole state of a {@link Call} at one moment, frozen. */
export interface CallSnapshot {
  readonly state: CallStateName;
  /** The other peer. */
  readonly peer: string;
  /** The streams that are sent from here, including those turned off. */
  readonly streams: readonly MediaStream[];
  /** The stream that is a screen, the newest if there are several; undefined if none is. */
  readonly screen: MediaStream | undefined;
  readonly microphone: MediaSwitches["microphone"];
  readonly camera: MediaSwitches["camera"];
  /** Whether this side has put the call on hold, and sends nothing of `streams`. */
  readonly held: boolean;
  /** The streams that the other side sends. */
  readonly remoteStreams: readonly MediaStream[];
  /** The remote stream that is a screen; undefined if none is, or if the other side's software does not tell. */
  readonly remoteScreen: MediaStream | undefined;
  /** Whether the other side's person has the microphone on or off; undefined until the other side tells. */
  readonly remoteMicrophone: MediaSwitches["microphone"] | undefined;
  readonly remoteCamera: MediaSwitches["camera"] | undefined;
  /** Whether the other side has put the call on hold, and sends nothing. */
  readonly remoteHeld: boolean;
  /** How the call ended; undefined until then. */
  readonly end: CallEnd | undefined;
}
