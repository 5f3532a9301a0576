// An entry of the history in words: what became of it, and when.
import type { HistoryEntry } from "peer-invite/history";
import { clockWords } from "../standing.ts";
import type { PageWords } from "../words/en/page.ts";

const DAY_MS = 86_400_000;

/** What became of a call. */
export function recentWords(entry: HistoryEntry, words: PageWords["lists"]): string {
  if (entry.role === "remote" && entry.missed !== undefined) return words.missed[entry.missed];
  switch (entry.outcome?.kind) {
    case undefined:
      return words.open;
    case "accepted":
      if (entry.call === undefined) return entry.role === "local" ? words.outgoing : words.incoming;
      return entry.call.endedAtMs === undefined
        ? words.open
        : words.lasted(clockWords(entry.call.durationMs));
    case "refused":
      return words.refused;
    case "canceled":
      return words.canceled;
    case "failed":
      return words.notReached;
  }
}

/** The time of day, or the day if that is another one. */
export function timeWords(atMs: number, lang: string, nowMs = Date.now()): string {
  const isToday = nowMs - atMs < DAY_MS && new Date(nowMs).getDate() === new Date(atMs).getDate();
  const style: Intl.DateTimeFormatOptions = isToday
    ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
    : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(lang, style).format(atMs);
}
