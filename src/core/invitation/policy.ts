// Whether an incoming invitation may ring (rules R10.3 to R10.8). One table: the situation that the invitation meets,
// by the setting that decides.
import type { Activity } from "./activity.ts";
import type { MissedReason } from "./missed.ts";

/**
 * What an app may choose for an invitation that arrives while it is busy: it is refused, or it rings as call waiting.
 */
export const WHEN_BUSY = ["refuse", "ring"] as const;
/** What happens to an invitation that arrives while this side is busy: it is refused, or it rings as call waiting. */
export type WhenBusy = (typeof WHEN_BUSY)[number];

/**
 * How this side stands to one invitation at one moment: the settings of the policy, and the app's answers to its
 * questions.
 */
export interface Stance {
  readonly whenBusy: WhenBusy;
  readonly doNotDisturb: boolean;
  /** Whether this caller may ring at all. */
  readonly mayRing: boolean;
  /** Whether a call is on that the book does not know of. */
  readonly isBusy: boolean;
  /** Whether the app knows the caller. */
  readonly knows: boolean;
  /** Whether the caller may connect before its invitation is accepted. */
  readonly mayConnect: boolean;
  /** Whether the invitation belongs to a call that is on, and how; undefined if it does not. */
  readonly joins: Joins | undefined;
}

/**
 * How an invitation belongs to a call that is on: the app expects it in place of that call, or its caller is a mate in the group of
 * that call, where everyone may answer (rules R10.10 and R20.4).
 */
export type Joins = "expected" | "mate";

/** What an invitation may meet here. An invitation of ours to its caller is glare, which is looked at first (rule R9.4). */
export const SITUATIONS = {
  free: "none of the situations below",
  ringing: "another invitation rings here, or is being accepted",
  placing: "one of our own invitations is open",
  calling: "a call is on: the line of an accepted invitation is open, or the app reports a call",
  mate: "a call of a group is on in which everyone may answer, and its caller named the caller of this one",
  expected: "the app expects exactly this call",
} as const;
/** See {@link SITUATIONS}. */
export type Situation = keyof typeof SITUATIONS;

/**
 * The settings in order; the first that applies decides: the caller may not ring, do not disturb, and then `whenBusy`.
 */
export const SETTINGS = ["not-allowed", "do-not-disturb", ...WHEN_BUSY] as const;
/** See {@link SETTINGS}. */
export type Setting = (typeof SETTINGS)[number];

/** The invitation rings, or is refused and missed for this reason. */
export type Verdict = "ring" | Extract<MissedReason, "not-allowed" | "do-not-disturb" | "busy">;

const ALONE = { "not-allowed": "not-allowed", "do-not-disturb": "do-not-disturb", ring: "ring" } as const;

/** The verdict for each situation and setting. */
export const POLICY = {
  free: { ...ALONE, refuse: "ring" },
  ringing: { ...ALONE, refuse: "busy" },
  placing: { ...ALONE, refuse: "busy" },
  calling: { ...ALONE, refuse: "busy" },
  mate: { ...ALONE, refuse: "ring" },
  expected: { "not-allowed": "ring", "do-not-disturb": "ring", refuse: "ring", ring: "ring" },
} as const satisfies { readonly [S in Situation]: { readonly [T in Setting]: Verdict } };

/** The setting that decides. */
export function settingOf({ mayRing, doNotDisturb, whenBusy }: Stance): Setting {
  if (!mayRing) return "not-allowed";
  return doNotDisturb ? "do-not-disturb" : whenBusy;
}

/** Whether an invitation that meets `situation` rings, or why it does not. */
export function judge(situation: Situation, stance: Stance): Verdict {
  return POLICY[stance.joins ?? (stance.isBusy ? "calling" : situation)][settingOf(stance)];
}

/** The situation that an invitation meets when this much is open. */
export function situationOf({ calling, ringing, placing }: Activity): Situation {
  if (calling > 0) return "calling";
  if (ringing > 0) return "ringing";
  return placing > 0 ? "placing" : "free";
}
