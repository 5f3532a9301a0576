// What a call shows: its events and its snapshot.
import type { CallEnd, CallStateName } from "./call-state.ts";
import type { MediaError } from "./media-errors.ts";
import type { MediaSwitches } from "./messages.ts";

/** The events of a {@link Call}, each with its listener's parameters. */
export type CallEvents = {
  /** The other side sends a stream. Again, as a new object, when media had to be rebuilt. */
  readonly stream: readonly [stream: MediaStream];
  /** The other side sends a track, of that stream. */
  readonly track: readonly [track: MediaStreamTrack, stream: MediaStream];
  /** The other side sent data with `send`, as fast as it likes: what you do with each, and keep of it, is yours to bound. */
  readonly data: readonly [data: string | Uint8Array];
  /** Something that is sent from here ended by itself, as a camera that is unplugged. The call goes on without it. */
  readonly mediaError: readonly [error: MediaError];
  /** The call ended. Fires once, whatever happens. */
  readonly ended: readonly [end: CallEnd];
  /** Anything in the snapshot changed. Fires after the more specific event. */
  readonly changed: readonly [snapshot: CallSnapshot];
};

/** The names of the events. */
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
   * Whether it is a screen, of `getDisplayMedia`: the other side is told which stream that is (`remoteScreen`), it is seen
   * while the camera is off, and no longer sent once its person ends it in the browser. Default false.
   */
  readonly screen?: boolean;
}

/** All there is to show of a {@link Call}. */
export interface CallSnapshot {
  readonly state: CallStateName;
  /** The other peer. */
  readonly peer: string;
  /** What is sent from here, and what of it is turned off. */
  readonly streams: readonly MediaStream[];
  /** Which of them is a screen, the newest if there are several; undefined while none is. */
  readonly screen: MediaStream | undefined;
  readonly microphone: MediaSwitches["microphone"];
  readonly camera: MediaSwitches["camera"];
  /** Whether this side has put the call on hold: nothing of `streams` is sent. */
  readonly held: boolean;
  /** What the other side sends. */
  readonly remoteStreams: readonly MediaStream[];
  /** Which of them is a screen; undefined while none is, and where that side's software does not tell. */
  readonly remoteScreen: MediaStream | undefined;
  /** Whether that side's person has it on or off; undefined before it told. */
  readonly remoteMicrophone: MediaSwitches["microphone"] | undefined;
  readonly remoteCamera: MediaSwitches["camera"] | undefined;
  /** Whether that side has put the call on hold: it sends nothing. */
  readonly remoteHeld: boolean;
  /** How it ended; undefined before. */
  readonly end: CallEnd | undefined;
}
