// Not more often than needed: what is asked for many times in a row is done a few times.

/** How often something is done. */
export interface Pace {
  /** So often at once, after a time of rest. */
  readonly burst: number;
  /** And then once in so many ms. */
  readonly everyMs: number;
}

/**
 * Has `act` done when the returned function is called: at once, unless it was done too often just now. Then it is done as
 * soon as the pace allows, once for all calls meanwhile. `wait`: the page's timer.
 */
export function paced(
  { burst, everyMs }: Pace,
  act: () => void,
  wait: (run: () => void, ms: number) => unknown = setTimeout,
): () => void {
  let left = burst;
  let isAsked = false;
  let isResting = false;
  const rest = (): void => {
    if (isResting || left === burst) return;
    isResting = true;
    wait(() => {
      isResting = false;
      left += 1;
      if (isAsked) ask();
      rest();
    }, everyMs);
  };
  const ask = (): void => {
    isAsked = left === 0;
    if (isAsked) return;
    left -= 1;
    rest();
    act();
  };
  return ask;
}
