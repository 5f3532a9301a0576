// The states of a call, why it ends, and its time limits: tables.
import type { Table } from "../base/pure/table.ts";

/**
 * - `connecting`: from the start until the first media connection.
 * - `connected`: media and line are there.
 * - `reconnecting`: one of them is lost, and being rebuilt.
 * - `ended`: the end, with a reason.
 */
export const CALL_TABLE = {
  connecting: { connect: "connected", end: "ended" },
  connected: { disturb: "reconnecting", end: "ended" },
  reconnecting: { connect: "connected", end: "ended" },
  ended: {},
} as const satisfies Table<string, string>;

/** See {@link CALL_TABLE}. */
export type CallStateName = keyof typeof CALL_TABLE;

const CHANGES = ["addStream", "removeStream", "replaceTrack", "setMuted", "setCameraOff", "hold", "resume"];

/** What an app may do with a call in each state. */
export const CALL_COMMANDS: { readonly [State in CallStateName]: readonly string[] } = {
  connecting: [...CHANGES, "hangUp"],
  connected: ["send", ...CHANGES, "hangUp"],
  reconnecting: [...CHANGES, "hangUp"],
  ended: [],
};

/** Why a call ended, each with a sentence. */
export const CALL_ENDS = {
  "hung-up-here": "this side hung up",
  "hung-up-there": "the other side hung up",
  "peer-left": "the other side's client was closed, or its page was left",
  "peer-gone": "the other side vanished: its page crashed, or the network to it was lost for too long",
  "media-failed":
    "audio and video found no way between the two networks, or lost it for too long; a TURN server may help",
  "too-much": "one side's software asked for more than a call may cost",
  "never-connected": "the other side never began the call, within the time limit",
  closed: "this client was closed, or its page was left",
} as const;

/** See {@link CALL_ENDS}. */
export type CallEndReason = keyof typeof CALL_ENDS;

/** How a call ended. `content`: the parting words of the side that hung up, empty if there were none. */
export interface CallEnd {
  readonly reason: CallEndReason;
  readonly content: string;
}

/** The time limits of a call in ms, and why they are what they are. */
export const CALL_LIMITS = {
  connectTimeoutMs: {
    value: 30_000,
    range: [1_000, 600_000],
    why: "from startCall until connected: the other side's person may be asked for the camera first",
  },
  reconnectTimeoutMs: {
    value: 20_000,
    range: [1_000, 600_000],
    why: "from a loss until connected again: a new network, a new link and new media take less",
  },
  attemptTimeoutMs: {
    value: 15_000,
    range: [1_000, 60_000],
    why: "from the other side's first signal until connected: browsers try for longer where another attempt would do",
  },
  retryPauseMs: {
    value: 1_000,
    range: [100, 60_000],
    why: "from one attempt at a media connection to the next",
  },
  noticeMs: {
    value: 300,
    range: [0, 5_000],
    why: "media that closes this long before the line says why is no trouble, but a hang-up",
  },
} as const;

/** See {@link CALL_LIMITS}. */
export type CallLimits = { readonly [Name in keyof typeof CALL_LIMITS]: number };

/** What the other side's software can make a call cost, at most. Fixed: the two sides count on each other's. */
export const CALL_BOUNDS = {
  /** Media connections that are begun at once: as many as fail one after the other until a call is given up. */
  connectionsBurst: 25,
  /** From one media connection to the next, lasting. */
  connectionEveryMs: 3_000,
  /** Media connections of one call, in all: one in a minute and a half for a whole day. */
  connectionsMax: 1_000,
  /** Of one description of a media connection: of 64 sections, the longest that browsers write. */
  signalMaxChars: 393_216,
  /** Of what is too long for one signal of the line: each part fits, whatever is in it. */
  partMaxChars: 19_000,
  /** Of one description, one for each track and one for data; as many streams are named in it. */
  sectionsMax: 64,
  /** Sent by one side at once: those of both have sections enough. */
  tracksMax: 30,
  /** Of the other side for one media connection; more are not tried. */
  candidatesMax: 256,
  /** Media connections set up for one invitation while it rings: one for each time that a page is loaded again. */
  attemptsMax: 5,
  /** Media connections set up while it rings, for all invitations at once. */
  aheadMax: 10,
  /** Of the other end for one media connection while it rings: its candidates, and little else. */
  wordsWhileRingingMax: 400,
  /** Of what happens on such a connection, and is kept for its call; ours sends nothing before its own call. */
  earlyMaxBytes: 16_777_216,
} as const;
