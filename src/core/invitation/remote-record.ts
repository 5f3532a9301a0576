// An invitation as its callee holds it: its states, with their data, and where it comes from.
import type { FrameOf } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { CancelReason, RefuseReason, RemoteFailure } from "../wire/reasons.ts";
import { type Words, wordsOf } from "./words.ts";

/**
 * - `deferred`: open here, but kept back: just arrived, or behind a call of our own to the same peer (rule R9).
 * - `ringing`: open here, waiting for the person.
 * - `ignored`: open, but no longer ringing here; the caller was told nothing. Accept and refuse still work.
 * - `accepting`: the person accepted; the caller's word is awaited (rule R1).
 * - `accepted`, `refused`, `canceled`, `failed`: the ends. The state then is the outcome.
 *
 * `graceUntilMs` is set while the link is gone: if none is back by then, the invitation fails.
 */
export type RemoteState =
  | {
      readonly kind: "deferred" | "ringing" | "ignored";
      readonly expiresAtMs: number;
      readonly graceUntilMs: number | undefined;
      /** Whether the person ignored it: it does not ring again, deferred in between or not. */
      readonly hushed: boolean;
      /** Whether it rang: then it may ring again, whatever the policy says by now (rule R10.7). */
      readonly rang: boolean;
    }
  | {
      readonly kind: "accepting";
      readonly response: string;
      readonly confirmByMs: number;
      /** When it would have expired, had nobody accepted, within our own time limit: no wait for the caller is longer. */
      readonly ringsUntilMs: number;
    }
  | RemoteOutcome;

/** How an invitation ended at its callee. */
export type RemoteOutcome =
  | { readonly kind: "accepted"; readonly response: string }
  | { readonly kind: "refused"; readonly reason: RefuseReason; readonly response: string }
  | { readonly kind: "canceled"; readonly reason: CancelReason; readonly content: string }
  | { readonly kind: "failed"; readonly reason: RemoteFailure };

/** An invitation as its callee holds it. A new object for every change. */
export interface RemoteRecord extends Words {
  readonly role: "remote";
  readonly id: InvitationId;
  /** The caller. */
  readonly peer: PeerId;
  /** How its words came. Those that came through the broker give way to those that come on a channel (rule R16.5). */
  readonly via: Via;
  /** The invitation of our own that this one replaced, because both peers called each other (rule R9.5). */
  readonly replaces: Replaced | undefined;
  readonly state: RemoteState;
}

/** How a frame came: with a request for a channel, through the broker, or on a channel between the peers. */
export type Via = "broker" | "channel";

/** An invitation of our own that gave way to the other peer's: what we had asked for. */
export interface Replaced extends Words {
  readonly id: string;
}

/** The invitation that a caller states, deferred until it is known whether it may ring. */
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
