// Limits how often something runs.

/** How often something may run. */
export interface Pace {
  /** How many times in a row without a delay, after a pause. */
  readonly burst: number;
  /** The time between two later runs, in ms. */
  readonly everyMs: number;
}

/**
 * Returns a function that runs `act`: at once, unless `act` ran too often just now. Then it runs once for all calls meanwhile,
 * as soon as the pace allows it. `wait`: the page's timer.
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
