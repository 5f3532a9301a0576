// What the page shows of a call after its acceptance: a talk. Plain data; talks.ts fills it in.
import type { CallSnapshot, CallStats, MediaError } from "peer-invite/call";
import { type Chat, EMPTY_CHAT } from "./chat.ts";
import type { Kind } from "./kinds.ts";

/** A call after its acceptance. */
export interface Talk {
  readonly kind: Kind;
  readonly snapshot: CallSnapshot;
  /** When it was accepted, in ms since 1970: a call is as long as the history says. */
  readonly sinceMs: number;
  /** Whether they ever heard each other. */
  readonly wasConnected: boolean;
  readonly endedAtMs: number | undefined;
  readonly stats: CallStats | undefined;
  readonly chat: Chat;
  /** What went wrong with a device during the call, the newest. */
  readonly mediaError: MediaError | undefined;
}

/** A talk that begins. */
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

/** Whether it goes on. */
export function isOn(talk: Talk): boolean {
  return talk.endedAtMs === undefined;
}

/** How long they talked, in ms; undefined if they never did. */
export function lengthMs({ sinceMs, wasConnected, endedAtMs }: Talk): number | undefined {
  return wasConnected && endedAtMs !== undefined ? endedAtMs - sinceMs : undefined;
}

/** Whether a stream has a picture. */
export function hasPicture(stream: MediaStream): boolean {
  return stream.getVideoTracks().some(({ readyState }) => readyState === "live");
}
