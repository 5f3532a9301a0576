// The counters of a client. All begin at zero and are never reset.

/** The names of all counters. Apart from the words, so that a page does not load those. */
const COUNTER_NAMES = [
  "framesSent",
  "framesReceived",
  "frameTooLarge",
  "frameNotJson",
  "frameMalformed",
  "frameUnknown",
  "frameStray",
  "peersBlocked",
  "connectionsRefused",
  "connectionsCrowded",
  "brokerMalformed",
  "brokerStray",
  "postsDropped",
  "invitationsSent",
  "invitationsRung",
  "invitationsBusy",
  "invitationsSilenced",
  "invitationsLate",
] as const;

/** The name of a counter. */
export type CounterName = (typeof COUNTER_NAMES)[number];

/** Every counter, and what it counts. */
export const COUNTERS: { readonly [Name in CounterName]: string } = {
  framesSent: "frames given to a channel or to the broker",
  framesReceived: "frames that could be read",
  frameTooLarge: "texts over the size limit, rejected before parsing",
  frameNotJson: "texts that are not JSON",
  frameMalformed: "frames of a known kind with a missing or invalid field, and JSON that is not a frame",
  frameUnknown: "frames of a kind that this version does not know; they are ignored",
  frameStray:
    "frames about an invitation that is forgotten or not that peer's, and frames that do not belong where they arrived",
  peersBlocked: "times a peer was blocked because it sent too much",
  connectionsRefused:
    "requests for a connection that were not answered, because `mayConnect` said no, the peer is blocked, or nobody listens for a call of PeerJS",
  connectionsCrowded:
    "requests for a connection that were not answered, because a bound on connections was reached",
  brokerMalformed:
    "requests, answers and candidates that came through the broker in a form that PeerJS never sends; PeerJS did not get them",
  brokerStray:
    "answers, candidates and repeated requests that belong to no connection being made, also those that follow a request that was turned away, and LEAVE; PeerJS did not get them",
  postsDropped: "posts that were not read because one peer, or all strangers together, sent too many",
  invitationsSent: "invitations sent from here",
  invitationsRung: "invitations that rang here",
  invitationsBusy: "invitations refused as busy, without ringing",
  invitationsSilenced:
    "invitations refused without ringing because do not disturb was on or the caller may not ring",
  invitationsLate: "invitations that arrived with too little time left to ring",
};

/** A snapshot of a client's counters. */
export type Stats = { readonly [Name in CounterName]: number };

/** The counters, all zero. */
export function createCounters(): { -readonly [Name in CounterName]: number } {
  return Object.fromEntries(COUNTER_NAMES.map((name) => [name, 0])) as { [Name in CounterName]: number };
}
