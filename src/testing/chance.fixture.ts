// The seed and the number of runs of the property tests. They are the same each time, unless PROPERTY_SEED or PROPERTY_RUNS
// changes them. fast-check prints the seed of a failure.

const { PROPERTY_SEED, PROPERTY_RUNS } = process.env;

/** Parameters for `fc.assert`: `runs` tries, or as many as PROPERTY_RUNS says. */
export function chance(runs: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: Number(PROPERTY_SEED ?? 1), numRuns: Number(PROPERTY_RUNS ?? runs) };
}
