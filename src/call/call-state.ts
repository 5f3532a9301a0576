// The states of a call, why it ends, and its time limits: tables.
import type { Table } from "../core/table.ts";

/**
 * - `connecting`: from the start until the first media connection.
 * - `connected`: media and line are there.
 * - `reconnecting`: one of them is lost, and being built anew.
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

/** Why a call ended, each with a sentence. */
export const CALL_ENDS = {
  "hung-up-here": "this side hung up",
  "hung-up-there": "the other side hung up",
  "peer-left": "the other side's client was closed, or its page was left",
  "peer-gone": "the other side vanished: its page crashed, or the network to it was lost for too long",
  "media-failed":
    "audio and video found no way between the two networks, or lost it for too long; a TURN server may help",
  "never-connected": "the other side never began the call, within the time limit",
  closed: "this client was closed, or its page was left",
} as const;

/** See {@link CALL_ENDS}. */
export type CallEndReason = keyof typeof CALL_ENDS;

/** How a call ended. `content`: the parting words of whoever hung up, empty if there were none. */
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
