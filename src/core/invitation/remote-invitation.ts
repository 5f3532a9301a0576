// The callee's side of one invitation: its states, its table, and the pure reducer that follows the table. It does not
// deal with the origin of inputs, links or other invitations; the book does (book.ts).

import { nextState, type Table } from "../../base/pure/table.ts";
import type { CalleeFrame, FrameOf } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import { type CancelReason, GONE_WORD_OF, type RefuseReason, type RemoteFailure } from "../wire/reasons.ts";
import type { Machine, Step } from "./machine.ts";
import { type Words, wordsOf } from "./words.ts";

/**
 * The states of an invitation at its callee.
 * - `deferred`: open here but kept back, because it has just arrived or waits behind a call of our own to the same peer
 * (rule R9).
 * - `ringing`: open here, waiting for the person.
 * - `ignored`: open, but no longer ringing here. The caller was not told. Accept and refuse still work.
 * - `accepting`: the person accepted; the caller's confirmation is awaited (rule R1).
 * - `accepted`, `refused`, `canceled`, `failed`: the ends. The state is then the outcome.
 * `graceUntilMs` is set while the link is gone. If no link is back by then, the invitation fails.
 */
export type RemoteState =
  | {
      readonly kind: "deferred" | "ringing" | "ignored";
      readonly expiresAtMs: number;
      readonly graceUntilMs: number | undefined;
      /** Whether the person ignored the invitation. It then never rings again, even after it was deferred. */
      readonly hushed: boolean;
      /** Whether the invitation rang. It may then ring again, whatever the policy says by now (rule R10.7). */
      readonly rang: boolean;
    }
  | {
      readonly kind: "accepting";
      readonly response: string;
      readonly confirmByMs: number;
      /**
       * When it would have expired without an accept, within our own time limit. No wait for the caller lasts longer.
       */
      readonly ringsUntilMs: number;
    }
  | RemoteOutcome;

/** How an invitation ended at its callee. */
export type RemoteOutcome =
  | { readonly kind: "accepted"; readonly response: string }
  | { readonly kind: "refused"; readonly reason: RefuseReason; readonly response: string }
  | { readonly kind: "canceled"; readonly reason: CancelReason; readonly content: string }
  | { readonly kind: "failed"; readonly reason: RemoteFailure };

/** An invitation as its callee holds it. Every change makes a new object. */
export interface RemoteRecord extends Words {
  readonly role: "remote";
  readonly id: InvitationId;
  /** The caller. */
  readonly peer: PeerId;
  /** How its words came. Words from the broker are replaced by those that come on a channel (rule R16.5). */
  readonly via: Via;
  /** Our own invitation that this one replaced, because both peers invited each other (rule R9.5). */
  readonly replaces: Replaced | undefined;
  readonly state: RemoteState;
}

/** How a frame came: through the broker, with a request for a channel, or on a channel between the peers. */
export type Via = "broker" | "channel";

/** An invitation of our own that the other peer's replaced: its words are what we asked for. */
export interface Replaced extends Words {
  readonly id: string;
}

/** The app's commands. */
export type RemoteCommand =
  | { readonly type: "accept"; readonly response: string }
  | { readonly type: "refuse"; readonly reason: RefuseReason; readonly response: string }
  | { readonly type: "ignore" };

/** Everything that can happen to the invitation. */
export type RemoteInput =
  | RemoteCommand
  /** The caller states again that it is open, for how much longer, and with which words. */
  | {
      readonly type: "restate";
      readonly via: Via;
      readonly ttlMs: number;
      readonly words: Words;
    }
  /** This invitation counts, rather than our own one given here. */
  | { readonly type: "replace"; readonly replaced: Replaced }
  /** A call of our own to the same peer precedes it (`defer`), or no longer does (`release`). */
  | { readonly type: "defer" }
  | { readonly type: "release" }
  /** As `release`, for an invitation that the person ignored. */
  | { readonly type: "hush" }
  /** The caller accepted our own call, and so has given this one up. */
  | { readonly type: "supersede" }
  | { readonly type: "confirm" }
  | { readonly type: "cancel"; readonly reason: CancelReason; readonly content: string }
  /** The caller says that the invitation failed there. */
  | { readonly type: "over"; readonly reason: RemoteFailure }
  /** One of our time limits passed, or this client closes. */
  | { readonly type: "drop"; readonly reason: RemoteFailure }
  /** The link to the caller is gone. A new one has `graceMs` to come up. */
  | { readonly type: "linkLost"; readonly graceMs: number }
  /** There is no link yet, and the caller asks for one. It too has `graceMs` to come up. */
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

/** The invitation that a caller states. It is deferred until it is decided whether it may ring. */
export function createRemote(
  peer: PeerId,
  invite: Omit<FrameOf<"invite">, "t">,
  nowMs: number,
  via: Via = "channel",
): RemoteRecord {
  const { id, ttlMs } = invite;
  const expiresAtMs = nowMs + ttlMs;
  const state = {
    kind: "deferred",
    expiresAtMs,
    graceUntilMs: undefined,
    hushed: false,
    rang: false,
  } as const;
  return { role: "remote", id, peer, ...wordsOf(invite), via, replaces: undefined, state };
}

/** What `input` makes of `from` at the time `nowMs`. An input that is not in the table changes nothing. */
function reduceRemote(
  from: RemoteRecord,
  input: RemoteInput,
  nowMs: number,
  limits: Limits,
): Step<RemoteRecord, CalleeFrame> {
  // A frame through the broker must not shorten what came on a channel.
  if (input.type === "restate" && input.via === "broker" && from.via === "channel") return [from];
  const state = enterState(from, input, nowMs, limits);
  if (state === undefined) return [from];
  const record = { ...from, ...newsOf(from, input), state };
  return SAYS.has(input.type) ? [record, remoteStatement(record)] : [record];
}

/** What an input changes besides the state: the words, or the invitation that this one replaces. */
function newsOf({ via, state }: RemoteRecord, input: RemoteInput): Partial<RemoteRecord> {
  // The words that the person accepted stay, so that later words cannot turn on a camera.
  if (state.kind === "accepting" && input.type === "restate") return {};
  if (input.type === "replace") return { replaces: Object.freeze(input.replaced) };
  if (input.type !== "restate" || via === "channel" || input.via === "broker") return {};
  return { via: input.via, ...input.words };
}

/** The parts of a state that the next one may keep. The table ensures that they are there when needed. */
interface Kept {
  readonly kind: RemoteState["kind"];
  readonly expiresAtMs?: number;
  readonly graceUntilMs?: number | undefined;
  readonly hushed?: boolean;
  readonly rang?: boolean;
  readonly response?: string;
  readonly confirmByMs?: number;
  readonly ringsUntilMs?: number;
}

/** The state that `input` leads to: its name from the table, its data from the input. */
function enterState(
  { state }: RemoteRecord,
  input: RemoteInput,
  nowMs: number,
  limits: Limits,
): RemoteState | undefined {
  const next = <Type extends RemoteInput["type"]>(type: Type) => nextState(REMOTE_TABLE, state.kind, type);
  // Stryker disable next-line StringLiteral,BooleanLiteral: never taken, as Kept says
  const { expiresAtMs = 0, graceUntilMs, hushed = false, rang = false }: Kept = state;
  // Stryker disable next-line StringLiteral: never taken, as Kept says
  const { response = "", confirmByMs = 0, ringsUntilMs = 0 }: Kept = state;
  switch (input.type) {
    case "accept": {
      const kind = next(input.type);
      // Without a link the caller cannot confirm, so a link has to come up first.
      const linkByMs = Math.min(graceUntilMs ?? nowMs, expiresAtMs);
      const byMs = Math.max(nowMs + limits.confirmTimeoutMs, linkByMs);
      // The caller chooses how long it rings, up to ten minutes. How long we wait for its confirmation is our choice.
      const ringsUntil = Math.min(expiresAtMs, nowMs + limits.ttlMs);
      return kind && { kind, response: input.response, confirmByMs: byMs, ringsUntilMs: ringsUntil };
    }
    case "refuse": {
      const kind = next(input.type);
      return kind && { kind, reason: input.reason, response: input.response };
    }
    case "ignore": {
      const kind = next(input.type);
      return kind && { kind, expiresAtMs, graceUntilMs, hushed: true, rang };
    }
    case "release": {
      const kind = next(input.type);
      return kind && { kind, expiresAtMs, graceUntilMs, hushed, rang: true };
    }
    case "defer":
    case "hush": {
      const kind = next(input.type);
      return kind && { kind, expiresAtMs, graceUntilMs, hushed, rang };
    }
    case "replace":
      return next(input.type) && state;
    case "wait": {
      const kind = next(input.type);
      const byMs = Math.min(nowMs + limits.confirmTimeoutMs, ringsUntilMs);
      return kind && { kind, response, confirmByMs: byMs, ringsUntilMs };
    }
    case "restate": {
      const kind = next(input.type);
      if (kind === "accepting") return state;
      // The time left shrinks on the way, so the earliest end that was ever stated is the nearest to the caller's.
      const nearerMs = Math.min(expiresAtMs, nowMs + input.ttlMs);
      return kind && { kind, expiresAtMs: nearerMs, graceUntilMs, hushed, rang };
    }
    case "linkLost":
    case "linkComing": {
      const kind = next(input.type);
      const untilMs = nowMs + input.graceMs;
      if (kind === "accepting") {
        // A wait for a silent caller may be longer than the time that is left without a channel.
        const isLost = input.type === "linkLost";
        const leftMs = isLost ? Math.min(confirmByMs, nowMs + limits.confirmTimeoutMs) : confirmByMs;
        const byMs = Math.max(leftMs, Math.min(untilMs, ringsUntilMs));
        return { kind, response, confirmByMs: byMs, ringsUntilMs };
      }
      return kind && { kind, expiresAtMs, graceUntilMs: untilMs, hushed, rang };
    }
    case "linkBack": {
      const kind = next(input.type);
      if (kind === "accepting") {
        const byMs = Math.min(nowMs, ringsUntilMs) + limits.confirmTimeoutMs;
        return { kind, response, confirmByMs: byMs, ringsUntilMs };
      }
      return kind && { kind, expiresAtMs, graceUntilMs: undefined, hushed, rang };
    }
    case "confirm": {
      const kind = next(input.type);
      return kind && { kind, response };
    }
    case "cancel": {
      const kind = next(input.type);
      return kind && { kind, reason: input.reason, content: input.content };
    }
    case "supersede": {
      const kind = next(input.type);
      return kind && { kind, reason: "superseded", content: "" };
    }
    case "over":
    case "drop": {
      const kind = next(input.type);
      return kind && { kind, reason: input.reason };
    }
  }
}

/**
 * The invitation's state as a frame. The callee says it when the state changes, on every new link, and in answer to a
 * caller that believes otherwise (rules R4 and R5). A deferred invitation is stated too, so that its caller has the
 * occasion to cancel it (rule R9.1).
 */
function remoteStatement({ id, state }: RemoteRecord): CalleeFrame {
  switch (state.kind) {
    case "deferred":
    case "ringing":
    case "ignored":
      return { t: "received", id };
    case "accepting":
    case "accepted":
      return { t: "accept", id, response: state.response };
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
