// The earliest of several times, some of which may not be set.

/** The earliest of `times`; undefined when none is set. */
export function earliest(times: readonly (number | undefined)[]): number | undefined {
  const set = times.filter((time) => time !== undefined);
  return set.length === 0 ? undefined : Math.min(...set);
}
