// What makes busy (rule R10.4), counted: with one peer, and with all of them, so that a caller is judged without a look at
// everybody else.

/** How many of each are open. */
export interface Business {
  /** Calls that are on: lines of accepted invitations. */
  readonly calling: number;
  /** Invitations of others that ring or are being accepted. */
  readonly ringing: number;
  /** Invitations of our own. */
  readonly placing: number;
}

/** Nothing is open. */
export const NO_BUSINESS: Business = { calling: 0, ringing: 0, placing: 0 };

/** The whole, with `now` in the place of what `before` was a part of it. */
export function exchange(whole: Business, before: Business, now: Business): Business {
  return {
    calling: whole.calling - before.calling + now.calling,
    ringing: whole.ringing - before.ringing + now.ringing,
    placing: whole.placing - before.placing + now.placing,
  };
}
