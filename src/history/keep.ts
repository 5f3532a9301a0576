// Which entries a history keeps. What others did must not push out what a person did: somebody who is never answered can make
// as many entries as they like. Pure.
import type { HistoryEntry } from "./entry.ts";

/** How many calls of one peer are kept that never rang. */
export const UNRUNG_PER_PEER_MAX = 5;

/**
 * What is kept of `entries`, the latest first: of one peer's calls that never rang the latest few, and of all at most `max`.
 * What goes first is the oldest missed call of the peer with the most missed calls, as long as those fill more than half of the
 * list; then the oldest of all.
 */
export function keep(entries: readonly HistoryEntry[], max: number): HistoryEntry[] {
  const kept = withoutUnrung(entries);
  while (kept.length > max) {
    const missed = kept.filter(isMissed);
    const drop = missed.length > max / 2 ? oldestOfMost(missed) : kept.at(-1);
    kept.splice(kept.lastIndexOf(drop as HistoryEntry), 1);
  }
  return kept;
}

const isMissed = (entry: HistoryEntry): boolean => entry.role === "remote" && entry.missed !== undefined;

function withoutUnrung(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const counts = new Map<string, number>();
  return entries.filter((entry) => {
    if (entry.role === "local" || entry.rang !== false) return true;
    const count = (counts.get(entry.peer) ?? 0) + 1;
    counts.set(entry.peer, count);
    return count <= UNRUNG_PER_PEER_MAX;
  });
}

function oldestOfMost(missed: readonly HistoryEntry[]): HistoryEntry | undefined {
  const counts = new Map<string, number>();
  for (const { peer } of missed) counts.set(peer, (counts.get(peer) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return missed.findLast(({ peer }) => counts.get(peer) === most);
}
