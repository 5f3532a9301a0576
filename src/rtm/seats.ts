// The uids that are logged in from this page. A broker gives an id to one peer only; as in RTM, the later login of a
// uid ends the earlier one.

/** Gives up the uid for a later login. Resolves when it is free. */
export type Vacate = () => Promise<void>;

/** The latest login, by place and peer id. */
const seats = new Map<unknown, Map<string, Vacate>>();

/** A login's seat. */
export interface Seat {
  /** Resolves when the earlier login that had the seat is over. */
  readonly free: Promise<void>;
  /** Gives the seat back, unless a later login has it. */
  leave(): void;
}

/**
 * Takes the seat of `peerId`, even from an earlier login of this page.
 * @param place - identifies the place where peers meet
 */
export function takeSeat(place: unknown, peerId: string, vacate: Vacate): Seat {
  const taken = seats.get(place) ?? new Map<string, Vacate>();
  seats.set(place, taken);
  const former = taken.get(peerId);
  taken.set(peerId, vacate);
  return {
    free: former?.() ?? Promise.resolve(),
    leave: () => {
      if (taken.get(peerId) === vacate) taken.delete(peerId);
      if (taken.size === 0 && seats.get(place) === taken) seats.delete(place);
    },
  };
}
