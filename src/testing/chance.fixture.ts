// How much chance the property tests take: the same each time, unless PROPERTY_SEED says where to begin and PROPERTY_RUNS how
// often to try. fast-check prints the seed of what fails.

const { PROPERTY_SEED, PROPERTY_RUNS } = process.env;

/** Parameters for `fc.assert`: `runs` tries, or as many as PROPERTY_RUNS says. */
export function chance(runs: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: Number(PROPERTY_SEED ?? 1), numRuns: Number(PROPERTY_RUNS ?? runs) };
}
