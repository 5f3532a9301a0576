// Crowds of people on bad networks: many runs, each from its own seed. SIMULATION_RUNS is the number of runs (2500 in `npm test`,
// 10 000 in `npm run test:long`), and SIMULATION_SEED the first seed.
import { describe, expect, test } from "vitest";
import { type Run, runCrowd } from "./crowd.fixture.ts";

const RUNS = Number(process.env["SIMULATION_RUNS"] ?? 200);
const FIRST_SEED = Number(process.env["SIMULATION_SEED"] ?? 1);

describe("a crowd on a bad network", () => {
  test(`S1 to S5, S7 to S9, L1 and the order on lines hold in ${RUNS} runs from seed ${FIRST_SEED}`, {
    timeout: RUNS * 200,
  }, async () => {
    const runs: Run[] = [];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed += 1) {
      try {
        runs.push(await runCrowd(seed));
      } catch (cause) {
        throw new Error(`seed ${seed}: ${cause}`, { cause });
      }
    }
    const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
    const accepted = sum((r) => r.accepted);
    const [signals, unrung] = [sum((r) => r.signals), sum((r) => r.unrung)];
    console.info(
      `${RUNS} runs: ${sum((r) => r.invitations)} invitations, ${accepted} accepted at both ends, ${unrung} that never rang, ` +
        `${signals} signals on lines, ${sum((r) => r.reloads)} reloads`,
    );
    for (const often of [accepted, signals, unrung]) expect(often).toBeGreaterThan(RUNS / 2);
  });
});
