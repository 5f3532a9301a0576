// Where a history outlives the page: the interface of a storage, and a storage in memory for tests and for apps without
// one.
import type { HistoryEntry } from "./entry.ts";
import { keyOf } from "./entry.ts";

/**
 * A place for the entries of one peer. Every method may reject; the history then goes on without it and fires its event
 * `error`. Calls come one at a time.
 */
export interface HistoryStorage {
  /** All entries that were put and not deleted, in any order. */
  load(): Promise<readonly HistoryEntry[]>;
  /** Stores `entry` in place of one with the same key. */
  put(entry: HistoryEntry): Promise<void>;
  /** Deletes the entries with these keys. Keys that are not there are ignored. */
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
