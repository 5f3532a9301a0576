// An entry of the history in words: how the call ended, and when it was.
import type { HistoryEntry } from "peer-invite/history";
import { clockWords } from "peer-invite/ui/functions";
import type { PageWords } from "../words/en/page.ts";

const DAY_MS = 86_400_000;

/** How a call ended. `isOpen`: whether it is still open on this page. */
export function recentWords(entry: HistoryEntry, words: PageWords["lists"], isOpen: boolean): string {
  if (entry.role === "remote" && entry.missed !== undefined) return words.missed[entry.missed];
  const asItWent = entry.role === "local" ? words.outgoing : words.incoming;
  switch (entry.outcome?.kind) {
    case undefined:
      // The page was closed or reloaded before the call ended.
      return isOpen ? words.open : asItWent;
    case "accepted":
      if (entry.call === undefined) return asItWent;
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

/** How many calls were missed from peers that have not been called or answered since. */
export function countMissed(history: readonly HistoryEntry[]): number {
  const since = new Set<string>();
  let count = 0;
  for (const entry of history) {
    const isMissed = entry.role === "remote" && entry.missed !== undefined;
    if (isMissed && !since.has(entry.peer)) count += 1;
    // A call that rings is not answered yet.
    if (!isMissed && (entry.role === "local" || entry.outcome !== undefined)) since.add(entry.peer);
  }
  return count;
}

const STYLES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  date: { day: "numeric", month: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
/** Making one takes a browser longer than using it for a whole chat. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(lang: string, style: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = `${lang} ${style}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(lang, STYLES[style]);
  formats.set(key, format);
  return format;
}

/** The time of day for a call of today, otherwise the date. */
export function timeWords(atMs: number, lang: string, nowMs = Date.now()): string {
  const isToday = nowMs - atMs < DAY_MS && new Date(nowMs).getDate() === new Date(atMs).getDate();
  return formatOf(lang, isToday ? "time" : "date").format(atMs);
}
