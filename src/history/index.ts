// What `peer-invite/history` exports: the list of calls and the places to keep it.
export {
  type HistoryEntry,
  type IncomingEntry,
  keyOf,
  MISSED,
  type MissedReason,
  type OutgoingEntry,
} from "./entry.ts";
export { createHistory, type History, type HistoryEvents, type HistoryOptions } from "./history.ts";
export { createIndexedDbStorage, type IndexedDbOptions } from "./indexed-db.ts";
export { createMemoryHistoryStorage, type HistoryStorage } from "./storage.ts";
