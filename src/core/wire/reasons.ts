// The reasons for which an invitation or a line can end, and the word for each in frames. An unknown word, perhaps of a
// later version, counts as the first of its list.

/** Why a caller's invitation was refused: by the person, or without ringing (rules R10.1, R10.6). */
export const REFUSE_REASONS = ["refused", "busy"] as const;
/** Why a caller's invitation was refused: by the person, or without ringing. */
export type RefuseReason = (typeof REFUSE_REASONS)[number];

/**
 * Why an invitation was canceled: by the caller's command, because the caller's client closed or left the page, because
 * both peers invited each other and the other invitation counts, or because another callee of the same group answered.
 */
export const CANCEL_REASONS = ["canceled", "closed", "superseded", "answered-elsewhere"] as const;
/**
 * Why an invitation was canceled: by command, because the caller's client closed, because the other call counts, or
 * because another callee of the same group answered.
 */
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** Why a caller's invitation failed. */
export const LOCAL_FAILURES = {
  "peer-offline": "the peer did not come online at the broker within the deliver time limit",
  "peer-unreachable": "the broker took the request, but no link came up within the deliver time limit",
  "peer-no-response": "a link was up, but the callee did not report ringing within the deliver time limit",
  "broker-offline": "our own broker could not be reached within the deliver time limit",
  expired: "nobody answered within the invitation's time",
  "peer-closed": "the callee's app closed its client",
  "peer-lost": "the callee gave up the invitation because its link to us was down for too long",
  unconfirmed: "the callee accepted, but our confirmation did not reach it in time",
} as const;
/** See {@link LOCAL_FAILURES}. */
export type LocalFailure = keyof typeof LOCAL_FAILURES;

/** Why a callee's invitation failed. */
export const REMOTE_FAILURES = {
  expired: "nobody answered within the invitation's time",
  unconfirmed: "it was accepted here, but the caller's confirmation did not arrive",
  "caller-lost":
    "the caller disappeared: its link was down for too long, or it no longer knows the invitation",
  closed: "this client was closed, or the user left the page",
  "answered-earlier": "it was answered before this page was reloaded",
} as const;
/** See {@link REMOTE_FAILURES}. */
export type RemoteFailure = keyof typeof REMOTE_FAILURES;

/** What each reason in a `cancel` frame means at the callee: an end as canceled, or as failed. */
const CANCEL_WORDS = {
  canceled: { type: "cancel", reason: "canceled" },
  closed: { type: "cancel", reason: "closed" },
  superseded: { type: "cancel", reason: "superseded" },
  "answered-elsewhere": { type: "cancel", reason: "answered-elsewhere" },
  expired: { type: "over", reason: "expired" },
  answered: { type: "over", reason: "answered-earlier" },
  unknown: { type: "over", reason: "caller-lost" },
} as const;
/** A reason that this version says in a `cancel` frame. */
export type CancelWord = keyof typeof CANCEL_WORDS;

/** What each reason in a `gone` frame means at the caller. `left` is not an end: the page may be back in a moment. */
const GONE_WORDS = {
  lost: { type: "gone", reason: "peer-lost" },
  expired: { type: "gone", reason: "expired" },
  closed: { type: "gone", reason: "peer-closed" },
  unconfirmed: { type: "gone", reason: "unconfirmed" },
  left: { type: "left" },
} as const;
/** A reason that this version says in a `gone` frame, besides `unknown` in answer to a stray `confirm`. */
export type GoneWord = keyof typeof GONE_WORDS | "unknown";

/** The word in a `gone` frame for each failure at the callee. */
export const GONE_WORD_OF = {
  expired: "expired",
  unconfirmed: "unconfirmed",
  "caller-lost": "lost",
  closed: "closed",
  "answered-earlier": "lost",
} as const satisfies Record<RemoteFailure, GoneWord>;

/** Why a line ended, as its app sees it. */
export const LINE_ENDS = {
  "closed-here": "this end closed it",
  "closed-there": "the other end closed it",
  "client-closed": "this client was closed, or the user left the page",
  "peer-left": "the other peer closed its client or left the page",
  lost: "the link was down for too long",
  unknown: "the other peer no longer knows the invitation because its page was reloaded",
} as const;
/** See {@link LINE_ENDS}. */
export type LineEnd = keyof typeof LINE_ENDS;

/** What each reason in an `end` frame means for the line of the end that hears it. */
const END_WORDS = {
  closed: "closed-there",
  left: "peer-left",
  lost: "lost",
  unknown: "unknown",
} as const satisfies Record<string, LineEnd>;

/** The word in an `end` frame for each end of a line. */
export const END_WORD_OF = {
  "closed-here": "closed",
  "closed-there": "closed",
  "client-closed": "left",
  "peer-left": "left",
  lost: "lost",
  unknown: "unknown",
} as const satisfies Record<LineEnd, keyof typeof END_WORDS>;

/** What an `end` frame with the reason `word` means. */
export function readEndWord(word: string): LineEnd {
  return Object.hasOwn(END_WORDS, word) ? END_WORDS[word as keyof typeof END_WORDS] : END_WORDS.closed;
}

/** What a `cancel` frame with the reason `word` means for the callee's machine. */
export function readCancelWord(word: string): (typeof CANCEL_WORDS)[CancelWord] {
  return Object.hasOwn(CANCEL_WORDS, word) ? CANCEL_WORDS[word as CancelWord] : CANCEL_WORDS.canceled;
}

/** What a `gone` frame with the reason `word` means for the caller's machine. */
export function readGoneWord(word: string): (typeof GONE_WORDS)[keyof typeof GONE_WORDS] {
  return Object.hasOwn(GONE_WORDS, word) ? GONE_WORDS[word as keyof typeof GONE_WORDS] : GONE_WORDS.lost;
}

/** What a `refuse` frame's reason means. */
export function readRefuseWord(word: string): RefuseReason {
  return REFUSE_REASONS.find((reason) => reason === word) ?? "refused";
}
