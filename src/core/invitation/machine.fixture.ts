// A record in every state and an input of every type, for both machines.

import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { createLocal, type LocalInput, type LocalRecord, type LocalState } from "./local-invitation.ts";
import type { Moment, Reach } from "./machine.ts";
import type { RemoteInput } from "./remote-invitation.ts";
import type { RemoteRecord, RemoteState } from "./remote-record.ts";
import { wordsOf } from "./words.ts";

type Having<S extends { readonly kind: string }, K> = S extends unknown
  ? K extends S["kind"]
    ? S
    : never
  : never;
type ByKind<S extends { readonly kind: string }> = { readonly [K in S["kind"]]: Having<S, K> };
type ByType<I extends { readonly type: string }> = { readonly [T in I["type"]]: Extract<I, { type: T }> };

const id = "invitation-1" as InvitationId;

/** The caller's states. Sent at 1 000 with 60 s to live. */
export const LOCAL_STATES: ByKind<LocalState> = {
  idle: { kind: "idle" },
  sent: { kind: "sent", deliverByMs: 31_000, expiresAtMs: 61_000 },
  received: { kind: "received", expiresAtMs: 61_000 },
  accepted: { kind: "accepted", response: "yes" },
  refused: { kind: "refused", reason: "busy", response: "no" },
  canceled: { kind: "canceled", reason: "closed", content: "sorry" },
  failed: { kind: "failed", reason: "peer-lost" },
};

/** Every input of the caller's machine. */
export const LOCAL_INPUTS: ByType<LocalInput> = {
  send: { type: "send" },
  update: { type: "update", changes: { content: "dinner?", ttlMs: 90_000 } },
  cancel: { type: "cancel", reason: "canceled", content: "sorry" },
  discard: { type: "discard", reason: "canceled" },
  received: { type: "received" },
  accept: { type: "accept", response: "yes", revision: 0 },
  refuse: { type: "refuse", reason: "refused", response: "no" },
  gone: { type: "gone", reason: "peer-closed" },
  lost: { type: "lost" },
  left: { type: "left" },
  giveUp: { type: "giveUp", reason: "expired" },
};

/** The callee's states. Arrived at 1 000 with 60 s to live. */
export const REMOTE_STATES: ByKind<RemoteState> = {
  deferred: { kind: "deferred", expiresAtMs: 61_000, graceUntilMs: undefined, hushed: false, rang: false },
  ringing: { kind: "ringing", expiresAtMs: 61_000, graceUntilMs: undefined, hushed: false, rang: true },
  ignored: { kind: "ignored", expiresAtMs: 61_000, graceUntilMs: undefined, hushed: true, rang: true },
  accepting: { kind: "accepting", response: "yes", confirmByMs: 6_000, ringsUntilMs: 61_000 },
  accepted: { kind: "accepted", response: "yes" },
  refused: { kind: "refused", reason: "busy", response: "no" },
  canceled: { kind: "canceled", reason: "closed", content: "sorry" },
  failed: { kind: "failed", reason: "caller-lost" },
};

/** Every input of the callee's machine. */
export const REMOTE_INPUTS: ByType<RemoteInput> = {
  accept: { type: "accept", response: "yes" },
  refuse: { type: "refuse", reason: "refused", response: "no" },
  ignore: { type: "ignore" },
  restate: {
    type: "restate",
    via: "channel",
    ttlMs: 9_000,
    revision: 0,
    words: wordsOf({ content: "lunch?" }),
  },
  replace: {
    type: "replace",
    replaced: { id: "invitation-9", ...wordsOf({ content: "tea?", channelId: "room" }), group: undefined },
  },
  defer: { type: "defer" },
  release: { type: "release" },
  hush: { type: "hush" },
  supersede: { type: "supersede" },
  confirm: { type: "confirm" },
  cancel: { type: "cancel", reason: "canceled", content: "sorry" },
  over: { type: "over", reason: "expired" },
  drop: { type: "drop", reason: "closed" },
  linkLost: { type: "linkLost", graceMs: 6_000 },
  linkComing: { type: "linkComing", graceMs: 6_000 },
  linkBack: { type: "linkBack" },
  wait: { type: "wait" },
};

/** An invitation to bob in the given state. */
export function localIn(state: LocalState): LocalRecord {
  const parts = { id, peer: "bob" as PeerId, content: "lunch?", channelId: undefined, ttlMs: 60_000 };
  return { ...createLocal(parts), state };
}

/** An invitation from ada in the given state. */
export function remoteIn(state: RemoteState): RemoteRecord {
  const words = { ...wordsOf({ content: "lunch?" }), via: "channel" } as const;
  return {
    role: "remote",
    id,
    peer: "ada" as PeerId,
    ...words,
    group: undefined,
    number: undefined,
    revision: 0,
    arrivedAtMs: 1_000,
    replaces: undefined,
    state,
  };
}

/** The moment `nowMs`, by default with the peer linked. */
export function momentAt(nowMs: number, reach: Reach = "linked", isSilent = false): Moment {
  return { nowMs, reach, isSilent, limits: DEFAULT_LIMITS };
}
