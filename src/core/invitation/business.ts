// Counts what makes this side busy (rule R10.4), with one peer and with all peers, so that a caller is judged without
// visiting every entry.

/** The number of open items of each kind. */
export interface Business {
  /** Calls that are on: open lines of accepted invitations. */
  readonly calling: number;
  /** Invitations of others that ring or are being accepted. */
  readonly ringing: number;
  /** Invitations of our own. */
  readonly placing: number;
}

/** Nothing is open. */
export const NO_BUSINESS: Business = { calling: 0, ringing: 0, placing: 0 };

/** The total, with `now` in place of `before`, which was a part of it. */
export function exchange(whole: Business, before: Business, now: Business): Business {
  return {
    calling: whole.calling - before.calling + now.calling,
    ringing: whole.ringing - before.ringing + now.ringing,
    placing: whole.placing - before.placing + now.placing,
  };
}
