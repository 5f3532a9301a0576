// A history in IndexedDB, by idb. The database may hold data of another version or of other code: anything that has not
// the shape of an entry is ignored.
import { type DBSchema, openDB } from "idb";
import { checkNames, checkString } from "../base/check.ts";
import { type HistoryEntry, keyOf } from "./entry.ts";
import type { HistoryStorage } from "./storage.ts";

interface Schema extends DBSchema {
  calls: { key: [owner: string, key: string]; value: { owner: string; key: string; entry: HistoryEntry } };
}

const VERSION = 1;

/** Options of {@link createIndexedDbStorage}. */
export interface IndexedDbOptions {
  /**
   * The owner of the history: the app's own peer id. Peers of one origin, such as two tabs, do not see each other's
   * history.
   */
  readonly owner: string;
  /** The name of the database. Default `peer-invite`. */
  readonly database?: string;
}

/**
 * A {@link HistoryStorage} in this origin's IndexedDB. The database is opened at the first use.
 * @throws InvitationError `invalid-option`
 */
export function createIndexedDbStorage(options: IndexedDbOptions): HistoryStorage {
  const operation = "createIndexedDbStorage";
  checkNames(options, ["owner", "database"], operation);
  const { owner, database = "peer-invite" } = options;
  checkString("owner", owner, operation);
  checkString("database", database, operation);
  let opening: ReturnType<typeof open> | undefined;
  const forget = (): void => {
    opening = undefined;
  };
  const opened = (): ReturnType<typeof open> => {
    opening ??= open(database, forget);
    // If opening fails, it is tried again when next needed.
    opening.catch(forget);
    return opening;
  };
  return {
    async load() {
      const mine = IDBKeyRange.bound([owner], [owner, []]);
      const stored = await (await opened()).getAll("calls", mine);
      return stored.map(({ entry }) => entry).filter(isEntry);
    },
    async put(entry) {
      await (await opened()).put("calls", { owner, key: keyOf(entry), entry });
    },
    async delete(keys) {
      const transaction = (await opened()).transaction("calls", "readwrite");
      await Promise.all([...keys.map((key) => transaction.store.delete([owner, key])), transaction.done]);
    },
  };
}

function open(database: string, lost: () => void) {
  return openDB<Schema>(database, VERSION, {
    upgrade: (db) => void db.createObjectStore("calls", { keyPath: ["owner", "key"] }),
    // A later version waits to open the database in another tab, or the browser closed it. It is opened again when next
    // needed.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  });
}

function isEntry(value: unknown): value is HistoryEntry {
  if (typeof value !== "object" || value === null) return false;
  const { role, id, peer, content, startedAtMs, call } = value as Partial<HistoryEntry>;
  const texts = [id, peer, content].every((text) => typeof text === "string");
  const times = [startedAtMs, ...(call ? [call.startedAtMs, call.durationMs] : [])];
  return (role === "local" || role === "remote") && texts && times.every((time) => typeof time === "number");
}
