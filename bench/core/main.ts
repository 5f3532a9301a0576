// The part of the benchmarks that needs no browser. Bundled with the sources by bench/core.mjs, since Node runs no TypeScript.
import { type Heap, measureHeap } from "./heap.ts";
import { measurePaces, type Pace } from "./pace.ts";

/** What `measureCore` found. */
export interface CoreNumbers {
  readonly paces: readonly Pace[];
  readonly heap: Heap;
}

/** Runs every measurement of the core, in some ten seconds. */
export function measureCore(): CoreNumbers {
  return { heap: measureHeap(), paces: measurePaces() };
}
