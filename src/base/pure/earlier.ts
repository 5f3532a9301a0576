// The earlier of two times, either of which may be undefined.

/** The earlier of `a` and `b`; undefined if both are undefined. */
export function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined || a < b ? a : b;
}
