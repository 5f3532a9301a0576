// A talk: a call after its acceptance, as the page shows it. Plain data, which talks.ts fills in.
import type { CallSnapshot, CallStats, MediaError } from "peer-invite/call";
import { type Chat, EMPTY_CHAT } from "./chat.ts";
import type { Kind } from "./kinds.ts";

/** A call after its acceptance. */
export interface Talk {
  readonly kind: Kind;
  readonly snapshot: CallSnapshot;
  /** When it was accepted, in ms since 1970. The history counts the length of a call from there, too. */
  readonly sinceMs: number;
  /** Whether the call was ever connected. */
  readonly wasConnected: boolean;
  readonly endedAtMs: number | undefined;
  readonly stats: CallStats | undefined;
  readonly chat: Chat;
  /** The newest problem with a device during the call. */
  readonly mediaError: MediaError | undefined;
}

/** A talk at its beginning. */
export function createTalk(kind: Kind, snapshot: CallSnapshot, sinceMs: number): Talk {
  return {
    kind,
    snapshot,
    sinceMs,
    wasConnected: false,
    endedAtMs: undefined,
    stats: undefined,
    chat: EMPTY_CHAT,
    mediaError: undefined,
  };
}

/** Whether it is still active. */
export function isOn(talk: Talk): boolean {
  return talk.endedAtMs === undefined;
}

/** How long the talk lasted, in ms; undefined while it lasts, and if it was never connected. */
export function lengthMs({ sinceMs, wasConnected, endedAtMs }: Talk): number | undefined {
  return wasConnected && endedAtMs !== undefined ? endedAtMs - sinceMs : undefined;
}
