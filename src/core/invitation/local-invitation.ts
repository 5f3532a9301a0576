// The caller's side of one invitation: its states, its table, and the pure reducer that follows the table. It does not
// deal with the origin of inputs, links or other invitations; the book does (book.ts).

import { type Steps, step, type Table } from "../../base/pure/table.ts";
import type { CallerFrame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS, type Limits } from "../wire/limits.ts";
import type { CancelReason, LocalFailure, RefuseReason } from "../wire/reasons.ts";
import { type OwnGroup, statedGroup } from "./group.ts";
import type { Machine, Reach, Step } from "./machine.ts";
import { type InvitationChanges, type Words, wordsOf } from "./words.ts";

/**
 * The states of an invitation at its caller.
 * - `idle`: created, not sent; no other peer knows of it.
 * - `sent`: on its way. The callee has not said that it rings, or its page or link went away since.
 * - `received`: it rings at the callee.
 * - `accepted`, `refused`, `canceled`, `failed`: the ends. The state is then the outcome.
 */
export type LocalState =
  | { readonly kind: "idle" }
  | { readonly kind: "sent"; readonly deliverByMs: number; readonly expiresAtMs: number }
  | { readonly kind: "received"; readonly expiresAtMs: number }
  | LocalOutcome;

/** How an invitation ended at its caller. */
export type LocalOutcome =
  | { readonly kind: "accepted"; readonly response: string }
  | { readonly kind: "refused"; readonly reason: RefuseReason; readonly response: string }
  | { readonly kind: "canceled"; readonly reason: CancelReason; readonly content: string }
  | { readonly kind: "failed"; readonly reason: LocalFailure };

/** An invitation as its caller holds it. Every change makes a new object. */
export interface LocalRecord extends Words {
  readonly role: "local";
  readonly id: InvitationId;
  /** The callee. */
  readonly peer: PeerId;
  /** The time from send until the answer, in ms. */
  readonly ttlMs: number;
  /** The group that it belongs to, if it calls several peers (rule R20). */
  readonly group: OwnGroup | undefined;
  /** By which a callee that expects the call knows it (rule R10.10). */
  readonly number: string | undefined;
  /** How often it was changed since it was sent (rule R6.5). */
  readonly revision: number;
  /** The words of the revisions before, as far as they are kept, the latest first. The callee may accept one of them. */
  readonly earlier: readonly Revised[];
  readonly state: LocalState;
}

/** What a change may change of the words. */
type Revised = Pick<Words, "content" | "kind">;
/** How many revisions are kept. A callee that accepts an older one has accepted what this side no longer knows. */
const EARLIER_MAX = 8;

/** The app's commands. */
export type LocalCommand =
  | { readonly type: "send" }
  | { readonly type: "update"; readonly changes: InvitationChanges }
  | { readonly type: "cancel"; readonly reason: CancelReason; readonly content: string }
  /** Gives up an invitation that was never sent (an abort signal). */
  | { readonly type: "discard"; readonly reason: CancelReason };

/** Everything that can happen to the invitation. */
export type LocalInput =
  | LocalCommand
  | { readonly type: "received" }
  | { readonly type: "accept"; readonly response: string; readonly revision: number }
  | { readonly type: "refuse"; readonly reason: RefuseReason; readonly response: string }
  /** The callee no longer holds the invitation. */
  | { readonly type: "gone"; readonly reason: LocalFailure }
  /** The link to the callee went away, and may come back. */
  | { readonly type: "lost" }
  /** The callee said that its page goes away. It may be back soon. */
  | { readonly type: "left" }
  /** One of our time limits passed. */
  | { readonly type: "giveUp"; readonly reason: LocalFailure };

/** The caller's machine. An accept takes effect here, and only while the invitation is open (rule R1). */
export const LOCAL_TABLE = {
  idle: { send: "sent", discard: "canceled" },
  sent: {
    received: "received",
    accept: "accepted",
    refuse: "refused",
    gone: "failed",
    left: "sent",
    update: "sent",
    cancel: "canceled",
    giveUp: "failed",
  },
  received: {
    lost: "sent",
    left: "sent",
    update: "received",
    accept: "accepted",
    refuse: "refused",
    gone: "failed",
    cancel: "canceled",
    giveUp: "failed",
  },
  accepted: {},
  refused: {},
  canceled: {},
  failed: {},
} as const satisfies Table<LocalState["kind"], LocalInput["type"]>;

/** The commands that an app gives by name. Error messages list those that are legal. */
export const LOCAL_COMMANDS = ["send", "update", "cancel"] as const;

/** The inputs after which the caller states the invitation. The others came from the callee. */
const SAYS: ReadonlySet<LocalInput["type"]> = new Set(["send", "update", "accept", "cancel", "giveUp"]);

/** A new invitation, not yet sent. */
export function createLocal(
  parts: Pick<LocalRecord, "id" | "peer" | "ttlMs"> &
    Partial<Words & Pick<LocalRecord, "group" | "number" | "revision">>,
): LocalRecord {
  const { id, peer, ttlMs, group, number, revision = 0 } = parts;
  return {
    role: "local",
    id,
    peer,
    ttlMs,
    group,
    number,
    revision,
    earlier: [],
    ...wordsOf(parts),
    state: { kind: "idle" },
  };
}

/** Ends an invitation that was never sent. */
export function discard(record: LocalRecord): LocalRecord {
  return reduceLocal(record, { type: "discard", reason: "canceled" }, 0, DEFAULT_LIMITS)[0];
}

/** What `input` makes of `from` at the time `nowMs`. An input that is not in the table changes nothing. */
function reduceLocal(
  from: LocalRecord,
  input: LocalInput,
  nowMs: number,
  limits: Limits,
): Step<LocalRecord, CallerFrame> {
  const state = step(LOCAL_TABLE, STEPS, from.state, input, { nowMs, limits, ttlMs: from.ttlMs });
  if (state === undefined) return [from];
  const record = { ...from, ...newsOf(from, input), state };
  return SAYS.has(input.type) ? [record, localStatement(record, nowMs)] : [record];
}

/** What an input changes besides the state: new words, or those that were accepted. */
function newsOf(from: LocalRecord, input: LocalInput): Partial<LocalRecord> {
  const { revision, earlier } = from;
  if (input.type === "update") {
    const { content = from.content, kind = from.kind } = input.changes;
    const kept = [{ content: from.content, kind: from.kind }, ...earlier].slice(0, EARLIER_MAX);
    return { content, kind, revision: revision + 1, earlier: kept };
  }
  if (input.type !== "accept" || input.revision >= revision) return {};
  return { ...earlier[revision - input.revision - 1], revision: input.revision, earlier: [] };
}

/** The moment of an input, and how long this invitation may take. */
interface At {
  readonly nowMs: number;
  readonly limits: Limits;
  readonly ttlMs: number;
}

/** What each input does. */
const STEPS: Steps<typeof LOCAL_TABLE, LocalState, LocalInput, At> = {
  send: (kind, _from, _input, at) => onItsWay(kind, at.nowMs + at.ttlMs, at),
  lost: (kind, { expiresAtMs }, _input, at) => onItsWay(kind, expiresAtMs, at),
  left: (kind, from, _input, { nowMs, limits }) => {
    // The earlier time limit stays, so leaving twice does not extend it.
    const limitMs = from.kind === "sent" ? from.deliverByMs : from.expiresAtMs;
    const deliverByMs = Math.min(nowMs + limits.linkGraceMs, limitMs);
    return { kind, deliverByMs, expiresAtMs: from.expiresAtMs };
  },
  received: (kind, { expiresAtMs }) => ({ kind, expiresAtMs }),
  update: (_kind, from, { changes: { ttlMs } }, at) => {
    if (ttlMs === undefined) return from;
    const expiresAtMs = at.nowMs + ttlMs;
    return from.kind === "received" ? { ...from, expiresAtMs } : onItsWay(from.kind, expiresAtMs, at);
  },
  accept: (kind, _from, { response }) => ({ kind, response }),
  refuse: (kind, _from, { reason, response }) => ({ kind, reason, response }),
  cancel: (kind, _from, { reason, content }) => ({ kind, reason, content }),
  discard: (kind, _from, { reason }) => ({ kind, reason, content: "" }),
  gone: (kind, _from, { reason }) => ({ kind, reason }),
  giveUp: (kind, _from, { reason }) => ({ kind, reason }),
};

function onItsWay(kind: "sent", expiresAtMs: number, { nowMs, limits }: At): LocalState {
  return { kind, deliverByMs: Math.min(nowMs + limits.deliverTimeoutMs, expiresAtMs), expiresAtMs };
}

/**
 * The invitation's state as a frame. The caller says it when the state changes, on every new link, and in answer to a
 * callee that believes otherwise (rules R4 and R5). Undefined before send.
 */
function localStatement(record: LocalRecord, nowMs: number): CallerFrame | undefined {
  const { id, state, content, kind, name, channelId, group, number, revision } = record;
  switch (state.kind) {
    case "sent":
    case "received": {
      const ttlMs = Math.max(0, Math.floor(state.expiresAtMs - nowMs));
      return {
        t: "invite",
        id,
        ttlMs,
        content,
        ...(kind !== undefined && { kind }),
        ...(name !== undefined && { name }),
        ...(channelId !== undefined && { channelId }),
        ...(group !== undefined && { group: statedGroup(group) }),
        ...(number !== undefined && { number }),
        ...(revision > 0 && { revision }),
      };
    }
    case "accepted":
      return { t: "confirm", id };
    case "canceled":
      return {
        t: "cancel",
        id,
        reason: state.reason,
        ...(state.content !== "" && { content: state.content }),
      };
    case "failed":
      return { t: "cancel", id, reason: "expired" };
    case "refused":
      return { t: "cancel", id, reason: "answered" };
    case "idle":
      return undefined;
  }
}

/** Why an invitation failed that was not received in time, by the reach of its link. */
const UNDELIVERED = {
  "broker-absent": "broker-offline",
  "peer-absent": "peer-offline",
  connecting: "peer-unreachable",
  linked: "peer-no-response",
} as const satisfies Record<Reach, LocalFailure>;

/** The complete machine of the caller. */
export const LOCAL: Machine<LocalRecord, LocalInput, CallerFrame> = {
  table: LOCAL_TABLE,
  reduce: reduceLocal,
  statement: localStatement,
  deadline: ({ state }) => {
    if (state.kind === "sent") return state.deliverByMs;
    return state.kind === "received" ? state.expiresAtMs : undefined;
  },
  overdue: ({ state }, { reach }) => ({
    type: "giveUp",
    reason: state.kind === "received" ? "expired" : UNDELIVERED[reach],
  }),
};
