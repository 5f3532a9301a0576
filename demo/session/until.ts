// Listeners that a session takes with it when it ends.

/** `listener`, which does nothing once `signal` is aborted. */
export function until<Args extends readonly unknown[]>(
  signal: AbortSignal,
  listener: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => {
    if (!signal.aborted) listener(...args);
  };
}
