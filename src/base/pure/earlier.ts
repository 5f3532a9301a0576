// The earlier of two times, either of which may be undefined.

/** The earlier of `a` and `b`; undefined if both are undefined. */
export function earlier(a: number | undefined, b: number | undefined): number | undefined {
  const atMs = Math.min(a ?? Infinity, b ?? Infinity);
  return atMs === Infinity ? undefined : atMs;
}
