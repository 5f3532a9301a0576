// Where a history outlives the page: the port, and a place in memory for apps without one and for tests.
import type { HistoryEntry } from "./entry.ts";
import { keyOf } from "./entry.ts";

/**
 * A place for the entries of one peer. Every method may reject: the history then goes on without, and says so by its event
 * `error`. Calls come one after the other, never two at once.
 */
export interface HistoryStorage {
  /** All entries that were put and not deleted, in any order. */
  load(): Promise<readonly HistoryEntry[]>;
  /** Keeps `entry` in place of one with the same key. */
  put(entry: HistoryEntry): Promise<void>;
  /** Deletes the entries with these keys; of those that are not there nothing is said. */
  delete(keys: readonly string[]): Promise<void>;
}

/** A storage that ends with the page. */
export function createMemoryHistoryStorage(): HistoryStorage {
  const entries = new Map<string, HistoryEntry>();
  return {
    load: async () => [...entries.values()],
    put: async (entry) => void entries.set(keyOf(entry), entry),
    delete: async (keys) => {
      for (const key of keys) entries.delete(key);
    },
  };
}
