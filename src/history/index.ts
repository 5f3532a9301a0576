// The exports of `peer-invite/history`: the list of calls, and the places to keep it.
export { MISSED, type MissedReason } from "../index.ts";
export {
  type CallSpan,
  type EntryKey,
  type HistoryEntry,
  type IncomingEntry,
  keyOf,
  type OutgoingEntry,
} from "./entry.ts";
export { createHistory, type History, type HistoryEvents, type HistoryOptions } from "./history.ts";
export { createIndexedDbStorage, type IndexedDbOptions } from "./indexed-db.ts";
export { createMemoryHistoryStorage, type HistoryStorage } from "./storage.ts";
