// Repeatable randomness: the same seed gives the same numbers (the generator mulberry32).

/** A repeatable source of random numbers. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** Whether something of the probability `chance` (0 to 1) happens. */
  chance(chance: number): boolean;
  /** One of `items`. @throws RangeError if there is none */
  pick<T>(items: readonly T[]): T;
}

/** A source of random numbers. `seed` is any whole number. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    chance: (chance) => next() < chance,
    pick(items) {
      const index = integer(0, items.length - 1);
      if (!(index in items)) throw new RangeError("Nothing to pick from.");
      return items[index] as (typeof items)[number];
    },
  };
}
