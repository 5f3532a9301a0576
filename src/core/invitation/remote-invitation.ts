// The callee's side of one invitation: its table, and the pure reducer that follows the table. It does not deal with the
// origin of inputs, links or other invitations; the book does (book.ts).

import { type Steps, step, type Table } from "../../base/pure/table.ts";
import type { CalleeFrame } from "../wire/frames.ts";
import { LIMITS, type Limits } from "../wire/limits.ts";
import { type CancelReason, GONE_WORD_OF, type RefuseReason, type RemoteFailure } from "../wire/reasons.ts";
import type { Machine, Step } from "./machine.ts";
import type { RemoteRecord, RemoteState, Replaced, Via } from "./remote-record.ts";
import type { Words } from "./words.ts";

/** The app's commands. */
export type RemoteCommand =
  | { readonly type: "accept"; readonly response: string }
  | { readonly type: "refuse"; readonly reason: RefuseReason; readonly response: string }
  | { readonly type: "ignore" };

/** Everything that can happen to the invitation. */
export type RemoteInput =
  | RemoteCommand
  /** The caller states again that it is open, for how much longer, with which words, and how often it has changed it. */
  | {
      readonly type: "restate";
      readonly via: Via;
      readonly ttlMs: number;
      readonly words: Words;
      readonly revision: number;
    }
  /** This invitation counts, rather than our own one given here. */
  | { readonly type: "replace"; readonly replaced: Replaced }
  /** An invitation of ours to the same peer precedes it (`defer`), or no longer does (`release`). */
  | { readonly type: "defer" }
  | { readonly type: "release" }
  /** As `release`, for an invitation that the person ignored. */
  | { readonly type: "hush" }
  /** The caller accepted our own invitation, and so has given this one up. */
  | { readonly type: "supersede" }
  | { readonly type: "confirm" }
  | { readonly type: "cancel"; readonly reason: CancelReason; readonly content: string }
  /** The caller says that the invitation failed there. */
  | { readonly type: "over"; readonly reason: RemoteFailure }
  /** One of our time limits passed, or this client closes. */
  | { readonly type: "drop"; readonly reason: RemoteFailure }
  /** The link to the caller is gone. A new one has `graceMs` to come up. */
  | { readonly type: "linkLost"; readonly graceMs: number }
  /** It came by post, and its caller may be long gone. The caller has `graceMs` to answer us. */
  | { readonly type: "linkComing"; readonly graceMs: number }
  | { readonly type: "linkBack" }
  /** The caller's confirmation is overdue, but the caller is silent. It gets the confirm time again (rule R1.5). */
  | { readonly type: "wait" };

/** The inputs that every invitation takes before the person accepts, in any state. */
const OPEN = { refuse: "refused", cancel: "canceled", over: "failed", drop: "failed" } as const;

/** The callee's machine. Its own word never makes it accepted (rules R1 and R2). */
export const REMOTE_TABLE = {
  deferred: {
    ...OPEN,
    release: "ringing",
    hush: "ignored",
    supersede: "canceled",
    restate: "deferred",
    replace: "deferred",
    linkLost: "deferred",
    linkComing: "deferred",
    linkBack: "deferred",
  },
  ringing: {
    ...OPEN,
    accept: "accepting",
    ignore: "ignored",
    defer: "deferred",
    restate: "ringing",
    replace: "ringing",
    linkLost: "ringing",
    linkComing: "ringing",
    linkBack: "ringing",
  },
  ignored: {
    ...OPEN,
    accept: "accepting",
    defer: "deferred",
    restate: "ignored",
    replace: "ignored",
    linkLost: "ignored",
    linkComing: "ignored",
    linkBack: "ignored",
  },
  accepting: {
    confirm: "accepted",
    cancel: "canceled",
    over: "failed",
    drop: "failed",
    restate: "accepting",
    replace: "accepting",
    wait: "accepting",
    linkLost: "accepting",
    linkComing: "accepting",
    linkBack: "accepting",
  },
  accepted: {},
  refused: {},
  canceled: {},
  failed: {},
} as const satisfies Table<RemoteState["kind"], RemoteInput["type"]>;

/** The commands that an app gives by name. Error messages list those that are legal. */
export const REMOTE_COMMANDS = ["accept", "refuse", "ignore"] as const;

/**
 * The inputs after which the callee states the invitation. `ignore` is not among them, because it tells the caller
 * nothing.
 */
const SAYS: ReadonlySet<RemoteInput["type"]> = new Set(["release", "accept", "refuse", "drop", "supersede"]);

/** What `input` makes of `from` at the time `nowMs`. An input that is not in the table changes nothing. */
function reduceRemote(
  from: RemoteRecord,
  input: RemoteInput,
  nowMs: number,
  limits: Limits,
): Step<RemoteRecord, CalleeFrame> {
  if (input.type === "restate" && isStale(from, input)) return [from];
  const { revision, arrivedAtMs } = from;
  const latestMs = arrivedAtMs + LIMITS.ringMaxMs.value;
  const state = step(REMOTE_TABLE, STEPS, from.state, input, { nowMs, limits, revision, latestMs });
  if (state === undefined) return [from];
  const record = { ...from, ...newsOf(from, input), state };
  return SAYS.has(input.type) ? [record, remoteStatement(record)] : [record];
}

/** What an input changes besides the state: the words, or the invitation that this one replaces. */
function newsOf({ via, state, revision }: RemoteRecord, input: RemoteInput): Partial<RemoteRecord> {
  // The words that the person accepted stay, so that later words cannot turn on a camera.
  if (state.kind === "accepting" && input.type === "restate") return {};
  if (input.type === "replace") return { replaces: Object.freeze(input.replaced) };
  if (input.type !== "restate" || (input.via === via && input.revision === revision)) return {};
  const { content, kind } = input.words;
  // A change is of these two. The caller's name stays what it was while it rings.
  const words = input.via === via ? { content, kind } : input.words;
  return { via: input.via, revision: input.revision, ...words };
}

type Restate = Extract<RemoteInput, { readonly type: "restate" }>;

/**
 * Whether a later statement is known. A post never counts after a channel, so that what the broker can change replaces nothing that it
 * cannot (rule R16.5). Among statements that came the same way, the higher revision counts (rule R6.5).
 */
function isStale({ via, revision }: RemoteRecord, input: Restate): boolean {
  return input.via === via ? input.revision < revision : input.via === "post";
}

/** The moment of an input, the revision of the statement that counts so far, and until when the invitation may ring at most. */
interface At {
  readonly nowMs: number;
  readonly limits: Limits;
  readonly revision: number;
  readonly latestMs: number;
}

/** What each input does. */
const STEPS: Steps<typeof REMOTE_TABLE, RemoteState, RemoteInput, At> = {
  accept: (kind, { expiresAtMs, graceUntilMs }, { response }, { nowMs, limits }) => {
    // Without a link the caller cannot confirm, so a link has to come up first.
    const linkByMs = Math.min(graceUntilMs ?? nowMs, expiresAtMs);
    const confirmByMs = Math.max(nowMs + limits.confirmTimeoutMs, linkByMs);
    // The caller chooses how long it rings, up to ten minutes. How long we wait for its confirmation is our choice.
    return { kind, response, confirmByMs, ringsUntilMs: Math.min(expiresAtMs, nowMs + limits.ttlMs) };
  },
  refuse: (kind, _from, { reason, response }) => ({ kind, reason, response }),
  ignore: (kind, from) => ({ ...from, kind, hushed: true }),
  release: (kind, from) => ({ ...from, kind, rang: true }),
  defer: (kind, from) => ({ ...from, kind }),
  hush: (kind, from) => ({ ...from, kind }),
  replace: (_kind, from) => from,
  wait: (_kind, from, _input, { nowMs, limits }) => {
    return { ...from, confirmByMs: Math.min(nowMs + limits.confirmTimeoutMs, from.ringsUntilMs) };
  },
  restate: (_kind, from, { ttlMs, via, revision }, at) => {
    if (from.kind === "accepting") return from;
    const statedMs = at.nowMs + ttlMs;
    // The time left shrinks on the way, so of one revision the earliest end that was ever stated is the nearest to the caller's.
    const wantedMs = revision > at.revision ? statedMs : Math.min(from.expiresAtMs, statedMs);
    const expiresAtMs = Math.min(wantedMs, at.latestMs);
    // On a channel the caller is there.
    return via === "channel" ? { ...from, expiresAtMs, graceUntilMs: undefined } : { ...from, expiresAtMs };
  },
  linkLost: (_kind, from, { graceMs }, { nowMs, limits }) => {
    // A wait for a silent caller may be longer than the time that is left without a channel.
    if (from.kind === "accepting") return awaiting(from, nowMs + graceMs, nowMs + limits.confirmTimeoutMs);
    return { ...from, graceUntilMs: nowMs + graceMs };
  },
  linkComing: (_kind, from, { graceMs }, { nowMs }) => {
    if (from.kind === "accepting") return awaiting(from, nowMs + graceMs);
    return { ...from, graceUntilMs: nowMs + graceMs };
  },
  linkBack: (_kind, from, _input, { nowMs, limits }) => {
    if (from.kind !== "accepting") return { ...from, graceUntilMs: undefined };
    return { ...from, confirmByMs: Math.min(nowMs, from.ringsUntilMs) + limits.confirmTimeoutMs };
  },
  confirm: (kind, { response }) => ({ kind, response }),
  cancel: (kind, _from, { reason, content }) => ({ kind, reason, content }),
  supersede: (kind) => ({ kind, reason: "superseded", content: "" }),
  over: (kind, _from, { reason }) => ({ kind, reason }),
  drop: (kind, _from, { reason }) => ({ kind, reason }),
};

type Accepting = Extract<RemoteState, { readonly kind: "accepting" }>;

/** Waits for the caller's confirmation, until `leftMs` at most, or until `linkByMs`, by when a link may have come up. */
function awaiting(from: Accepting, linkByMs: number, leftMs = from.confirmByMs): Accepting {
  const confirmByMs = Math.max(Math.min(from.confirmByMs, leftMs), Math.min(linkByMs, from.ringsUntilMs));
  return { ...from, confirmByMs };
}

/**
 * The invitation's state as a frame. The callee says it when the state changes, on every new link, and in answer to a
 * caller that believes otherwise (rules R4 and R5). A deferred invitation is stated too, so that its caller has the
 * occasion to cancel it (rule R9.1).
 */
function remoteStatement({ id, state, revision }: RemoteRecord): CalleeFrame {
  switch (state.kind) {
    case "deferred":
    case "ringing":
    case "ignored":
      return { t: "received", id };
    case "accepting":
    case "accepted":
      return { t: "accept", id, response: state.response, ...(revision > 0 && { revision }) };
    case "refused":
      return { t: "refuse", id, reason: state.reason, response: state.response };
    case "failed":
      return { t: "gone", id, reason: GONE_WORD_OF[state.reason] };
    case "canceled":
      return { t: "gone", id, reason: "lost" };
  }
}

/** The complete machine of the callee. */
export const REMOTE: Machine<RemoteRecord, RemoteInput, CalleeFrame> = {
  table: REMOTE_TABLE,
  reduce: reduceRemote,
  statement: remoteStatement,
  deadline: ({ state }) => {
    if (state.kind === "accepting") return state.confirmByMs;
    return "expiresAtMs" in state
      ? Math.min(state.expiresAtMs, state.graceUntilMs ?? state.expiresAtMs)
      : undefined;
  },
  overdue: ({ state }, { nowMs, isSilent }) => {
    if (state.kind === "accepting") {
      // After this page slept its own timers are late, which must not count as a silent caller.
      const waits = isSilent && nowMs < state.ringsUntilMs;
      return waits ? { type: "wait" } : { type: "drop", reason: "unconfirmed" };
    }
    const expired = "expiresAtMs" in state && state.expiresAtMs <= nowMs;
    return { type: "drop", reason: expired ? "expired" : "caller-lost" };
  },
};
