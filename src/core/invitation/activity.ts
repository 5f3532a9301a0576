// Counts what makes this side busy (rule R10.4), with one peer and with all peers, so that a caller is judged without
// visiting every entry.

/** The number of open items of each kind. */
export interface Activity {
  /** Calls that are on: open lines of accepted invitations. */
  readonly calling: number;
  /** Invitations of others that ring or are being accepted. */
  readonly ringing: number;
  /** Invitations of our own. */
  readonly placing: number;
}

/** Nothing is open. */
export const NO_ACTIVITY: Activity = { calling: 0, ringing: 0, placing: 0 };

/** The total, with `now` in place of `before`, which was a part of it. */
export function exchange(total: Activity, before: Activity, now: Activity): Activity {
  return {
    calling: total.calling - before.calling + now.calling,
    ringing: total.ringing - before.ringing + now.ringing,
    placing: total.placing - before.placing + now.placing,
  };
}
