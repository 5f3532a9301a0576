// The counters of a client. All begin at zero and are never reset.

/** Every counter, and what it counts. */
export const COUNTERS = {
  framesSent: "frames given to a channel",
  framesReceived: "frames that could be read",
  frameTooLarge: "texts over the size limit, rejected before parsing",
  frameNotJson: "texts that are not JSON",
  frameMalformed: "frames of a known kind with a missing or invalid field, and JSON that is not a frame",
  frameUnknown: "frames of a kind that this version does not know; they are ignored",
  frameStray:
    "frames about an invitation that is forgotten or not that peer's, and frames that do not belong where they arrived",
  peersBlocked: "times a peer was blocked because it sent too much",
  postsDropped: "posts that were not read because one peer, or all strangers together, sent too many",
  invitationsSent: "invitations sent from here",
  invitationsRung: "invitations that rang here",
  invitationsBusy: "invitations refused as busy, without ringing",
  invitationsSilenced:
    "invitations refused without ringing because do not disturb was on or the caller may not ring",
  invitationsLate: "invitations that arrived with too little time left to ring",
} as const;

/** A snapshot of a client's counters. */
export type Stats = { readonly [Name in keyof typeof COUNTERS]: number };

/** The counters, all zero. */
export function createCounters(): { -readonly [Name in keyof Stats]: Stats[Name] } {
  return Object.fromEntries(Object.keys(COUNTERS).map((name) => [name, 0])) as Stats;
}
