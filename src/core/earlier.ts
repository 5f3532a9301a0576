// The earliest of two times, either of which may not be set.

/** The earlier of `a` and `b`; undefined when neither is set. */
export function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
