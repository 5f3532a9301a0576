// The benchmarks that need no browser. bench/core.mjs bundles them with the sources, because Node does not run TypeScript.
import { type GateCosts, measureGate } from "./gate.ts";
import { type Heap, measureHeap } from "./heap.ts";
import { measureAlone, measurePaces, type Pace, runAlone } from "./pace.ts";
import { measureText } from "./text.ts";

export { runAlone };

/** The results of `measureCore`. */
export interface CoreNumbers {
  /** CPU time in µs of one invitation with nothing else open, one value for each round. */
  readonly aloneUs: readonly number[];
  readonly paces: readonly Pace[];
  readonly heap: Heap;
  /** CPU time in µs of the texts of one invitation alone: its four frames written and read as JSON. */
  readonly textUs: number;
  readonly gate: GateCosts;
}

/** Runs every measurement of the core, in half a minute. */
export function measureCore(): CoreNumbers {
  // Last, because with a large heap the engine's own threads would count.
  return {
    aloneUs: measureAlone(),
    textUs: measureText(),
    gate: measureGate(),
    heap: measureHeap(),
    paces: measurePaces(),
  };
}
