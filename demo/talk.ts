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
  /** The number of the newest line of the chat that the person has seen. */
  readonly readNumber: number;
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
    readNumber: 0,
    mediaError: undefined,
  };
}

/** Whether it is still active. */
export function isOn(talk: Talk): boolean {
  return talk.endedAtMs === undefined;
}

/** Whether nobody is seen or heard, so that the chat is the call. */
export function isOnlyChat({ kind, snapshot }: Talk): boolean {
  const { microphone, camera, screen, remoteStreams } = snapshot;
  const sends = microphone !== "none" || camera !== "none" || screen !== undefined;
  return kind === "chat" && !sends && remoteStreams.length === 0;
}

/** How many lines of the other side the person has not seen yet. */
export function unreadIn({ chat, readNumber }: Talk): number {
  return chat.lines.filter(({ isMine, number }) => !isMine && number > readNumber).length;
}

/** How long the talk lasted, in ms; undefined while it lasts, and if it was never connected. */
export function lengthMs({ sinceMs, wasConnected, endedAtMs }: Talk): number | undefined {
  return wasConnected && endedAtMs !== undefined ? endedAtMs - sinceMs : undefined;
}
