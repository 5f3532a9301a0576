// Not more often than needed: what is asked for many times at once is done once.

/**
 * Has `act` done at once when the returned function is called, but not sooner than `everyMs` after the last time: then once,
 * however often it was called meanwhile. `wait`: the page's timer.
 */
export function paced(
  everyMs: number,
  act: () => void,
  wait: (run: () => void, ms: number) => unknown = setTimeout,
): () => void {
  let isResting = false;
  let isAsked = false;
  const ask = (): void => {
    isAsked = isResting;
    if (isResting) return;
    isResting = true;
    wait(() => {
      isResting = false;
      if (isAsked) ask();
    }, everyMs);
    act();
  };
  return ask;
}
