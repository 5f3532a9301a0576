// The tables of a call: its states, the reasons it can end for, its time limits, and its bounds.
import type { Table } from "../base/pure/table.ts";

/** The states of a call, and the states that may follow each. {@link CallStateName} says what each is. */
export const CALL_TABLE = {
  connecting: { connect: "connected", end: "ended" },
  connected: { disturb: "reconnecting", end: "ended" },
  reconnecting: { connect: "connected", end: "ended" },
  ended: {},
} as const satisfies Table<string, string>;

/**
 * The state of a call.
 * - `connecting`: from the start until the first media connection.
 * - `connected`: media and line are up.
 * - `reconnecting`: media or line is lost, and is being rebuilt.
 * - `ended`: the end, with a reason.
 */
export type CallStateName = keyof typeof CALL_TABLE;

const CHANGES = ["addStream", "removeStream", "replaceTrack", "setMuted", "setCameraOff", "hold", "resume"];

/** The commands that are legal in each state. */
export const CALL_COMMANDS: { readonly [State in CallStateName]: readonly string[] } = {
  connecting: [...CHANGES, "hangUp"],
  connected: ["send", ...CHANGES, "hangUp"],
  reconnecting: [...CHANGES, "hangUp"],
  ended: [],
};

/** Why a call ended. Each reason has a sentence. */
export const CALL_ENDS = {
  "hung-up-here": "this side hung up",
  "hung-up-there": "the other side hung up",
  "peer-left": "the other side closed its client or left the page",
  "peer-gone": "the other side disappeared: its page crashed, or its network was down for too long",
  "media-failed":
    "audio and video found no path between the two networks, or lost it for too long; a TURN server may help",
  "too-much": "one side's software exceeded the bounds of a call",
  "never-connected": "the other side did not start the call, or not in time",
  "load-failed": "the code that only a running call needs could not be loaded here",
  closed: "this side closed its client or left the page",
} as const;

/** See {@link CALL_ENDS}. */
export type CallEndReason = keyof typeof CALL_ENDS;

/** How a call ended. `content`: the parting words of the side that hung up, empty if there were none. */
export interface CallEnd {
  readonly reason: CallEndReason;
  readonly content: string;
}

/** The time limits of a call, in ms, each with its default, its range, and the reason for it. */
export const CALL_LIMITS = {
  connectTimeoutMs: {
    value: 30_000,
    range: [1_000, 600_000],
    why: "from startCall until connected; the person on the other side may first have to allow the camera",
  },
  reconnectTimeoutMs: {
    value: 20_000,
    range: [1_000, 600_000],
    why: "from a loss until connected again; a new network, a new link and new media take less time",
  },
  attemptTimeoutMs: {
    value: 15_000,
    range: [1_000, 60_000],
    why: "from the other side's first signal until connected; a browser keeps trying when a new attempt would succeed",
  },
  answerTimeoutMs: {
    value: 5_000,
    range: [1_000, 60_000],
    why: "from the start of a call that was set up early until the other side's answer is here; another attempt follows",
  },
  retryPauseMs: {
    value: 1_000,
    range: [100, 60_000],
    why: "from one attempt at a media connection to the next",
  },
  noticeMs: {
    value: 300,
    range: [0, 5_000],
    why: "media that closes no longer than this before the line gives the reason counts as a hang-up, not as a failure",
  },
} as const;

/** See {@link CALL_LIMITS}. */
export type CallLimits = { readonly [Name in keyof typeof CALL_LIMITS]: number };

/**
 * The most that the other side's software can make a call cost. Fixed, because each side counts on the other's bounds.
 */
export const CALL_BOUNDS = {
  /** Media connections that may begin in one burst: as many as fail in a row before a call is given up. */
  connectionsBurst: 25,
  /** The long-run interval between media connections. */
  connectionEveryMs: 3_000,
  /** Media connections of one call in total: one every minute and a half for a whole day. */
  connectionsMax: 1_000,
  /** The length of one description of a media connection: the longest that browsers write for 64 sections. */
  signalMaxChars: 393_216,
  /**
   * The length of one part of a message that is too long for a signal. A part always fits, whatever characters it
   * holds.
   */
  partMaxChars: 19_000,
  /**
   * The sections of one description: one for each track and one for data. Also the most streams that a description may
   * name.
   */
  sectionsMax: 64,
  /** The tracks that one side sends at once. The sections are enough for the tracks of both sides. */
  tracksMax: 30,
  /** The candidates of the other side for one media connection. Further candidates are not tried. */
  candidatesMax: 256,
  /**
   * The media connections that are set up for one invitation while it rings: one for each time that a page is reloaded.
   */
  attemptsMax: 5,
  /** The media connections that are set up while it rings, for all invitations together. */
  aheadMax: 10,
  /** The signals of the other end for one media connection while it rings: its candidates, and little else. */
  signalsWhileRingingMax: 400,
  /** The size of the other end's signals that are held until this side has accepted, for one invitation. */
  heldMaxBytes: 131_072,
  /**
   * The size of the events that such a connection keeps for its call. Our own side sends no data before the call
   * begins.
   */
  keptWhileRingingMaxBytes: 1_048_576,
} as const;
