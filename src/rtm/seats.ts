// Who of this page is logged in as whom. A broker gives an id to one only; as in RTM, the later login of a uid ends the
// earlier one.

/** Gives the uid up, for a later login. Resolves when it is free. */
export type Vacate = () => Promise<void>;

/** By place and peer id: the latest login. */
const seats = new Map<unknown, Map<string, Vacate>>();

/** A login's seat. */
export interface Seat {
  /** Resolves when the login that had the seat before is over. */
  readonly free: Promise<void>;
  /** Gives the seat back, if no later login has it. */
  leave(): void;
}

/**
 * Takes the seat of `peerId`, from an earlier login of this page too.
 * @param place - what tells one place where peers meet from another
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
