// An invitation as its callee holds it: its states, with their data, and where it comes from.
import type { FrameOf } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { CancelReason, RefuseReason, RemoteFailure } from "../wire/reasons.ts";
import { type Group, readGroup } from "./group.ts";
import { type Words, wordsOf } from "./words.ts";

/**
 * The states of an invitation at its callee.
 * - `deferred`: open here but kept back, because it has just arrived or waits behind an invitation of ours to the same peer
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
  /** The group that it belongs to, if its caller calls several peers (rule R20). */
  readonly group: Group | undefined;
  /** By which an app that expects the call knows it (rule R10.10). */
  readonly number: string | undefined;
  /** How often its caller had changed it when it was stated (rule R6.5). */
  readonly revision: number;
  /** When it came. It never rings longer than `ringMaxMs` after that. */
  readonly arrivedAtMs: number;
  /** How its words came. Words of a post are replaced by those that come on a channel (rule R16.5). */
  readonly via: Via;
  /** Our own invitation that this one replaced, because both peers invited each other (rule R9.5). */
  readonly replaces: Replaced | undefined;
  readonly state: RemoteState;
}

/** How a frame came: by post, through the broker, or on a channel between the peers. */
export type Via = "post" | "channel";

/** An invitation of our own that the other peer's replaced: its words are what we asked for. */
export interface Replaced extends Words {
  readonly id: string;
  /** The group that it belonged to, if there was one. */
  readonly group: Group | undefined;
}

/** The invitation that a caller states. It is deferred until it is decided whether it may ring. */
export function createRemote(
  peer: PeerId,
  invite: Omit<FrameOf<"invite">, "t">,
  nowMs: number,
  via: Via = "channel",
): RemoteRecord {
  const { id, ttlMs, group: stated, number, revision = 0 } = invite;
  const group = stated && readGroup(stated);
  const expiresAtMs = nowMs + ttlMs;
  const state = {
    kind: "deferred",
    expiresAtMs,
    graceUntilMs: undefined,
    hushed: false,
    rang: false,
  } as const;
  return {
    role: "remote",
    id,
    peer,
    ...wordsOf(invite),
    group,
    number,
    revision,
    arrivedAtMs: nowMs,
    via,
    replaces: undefined,
    state,
  };
}
