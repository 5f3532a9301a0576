// Listeners that end with a session.

/** `listener`, which does nothing once `signal` is aborted. */
export function until<Args extends readonly unknown[]>(
  signal: AbortSignal,
  listener: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => {
    if (!signal.aborted) listener(...args);
  };
}
