// The part of the benchmarks that needs no browser. Bundled with the sources by bench/core.mjs, since Node runs no TypeScript.
import { type Heap, measureHeap } from "./heap.ts";
import { measureAlone, measurePaces, type Pace, runAlone } from "./pace.ts";
import { measureText } from "./text.ts";

export { runAlone };

/** What `measureCore` found. */
export interface CoreNumbers {
  /** CPU time in µs of one invitation with nothing else open, one of each round. */
  readonly aloneUs: readonly number[];
  readonly paces: readonly Pace[];
  readonly heap: Heap;
  /** CPU time in µs for the texts of one invitation: its four frames written and read as JSON, and nothing else. */
  readonly textUs: number;
}

/** Runs every measurement of the core, in half a minute. */
export function measureCore(): CoreNumbers {
  // With a large heap around, the engine's own threads would count in: that comes last.
  return { aloneUs: measureAlone(), textUs: measureText(), heap: measureHeap(), paces: measurePaces() };
}
