// The counters of a client. All begin at zero and are never reset.

/** Every counter, and what it counts. */
export const COUNTERS = {
  framesSent: "frames given to a channel",
  framesReceived: "frames that could be read",
  frameTooLarge: "texts refused before parsing: over the limit",
  frameNotJson: "texts that are not JSON",
  frameMalformed: "known kinds with a missing or bad field, and what is no frame at all",
  frameUnknown: "kinds that this version does not know; they are ignored",
  frameStray:
    "frames about an invitation that this peer has nothing to do with, or that is forgotten, and such as mean nothing where they came",
  peersBlocked: "times a peer was cut off because it sent too much",
  openingsDropped: "texts with requests for a channel that were not read, because one peer sent too many",
  invitationsSent: "invitations sent from here",
  invitationsRung: "invitations that rang here",
  invitationsBusy: "invitations refused as busy, without ringing",
  invitationsSilenced: "invitations refused without ringing because of do not disturb, or of who called",
  invitationsLate: "invitations that arrived with too little time left to ring",
} as const;

/** A snapshot of a client's counters. */
export type Stats = { readonly [Name in keyof typeof COUNTERS]: number };

/** The counters, all zero. */
export function createCounters(): { -readonly [Name in keyof Stats]: Stats[Name] } {
  return Object.fromEntries(Object.keys(COUNTERS).map((name) => [name, 0])) as Stats;
}
