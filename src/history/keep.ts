// Decides which entries a history keeps. What others did must not push out what this person did, because a peer that is
// never answered can make any number of entries. Pure.
import type { HistoryEntry } from "./entry.ts";

/** How many calls of one peer that never rang are kept. */
const UNRUNG_PER_PEER_MAX = 5;

/**
 * The entries to keep, of `entries` (latest first): of each peer's calls that never rang only the latest few, and at
 * most `max` in total. While calls that the person here did not answer fill more than half of the list, one of those
 * goes: a stranger's before a known peer's, one that never rang before one that did, and then the oldest of the peer
 * with the most of them. After that, the oldest of all goes. `knows`: whether the app knows a peer. Peers that were
 * called from here, or whose call was answered, are known too.
 */
export function keep(
  entries: readonly HistoryEntry[],
  max: number,
  knows: (peer: string) => boolean = () => false,
): HistoryEntry[] {
  const left = withoutUnrung(entries);
  if (left.length <= max) return left;
  const met = new Set(left.filter(isOwn).map(({ peer }) => peer));
  const isStranger = ({ peer }: HistoryEntry): boolean => !met.has(peer) && !knows(peer);
  const dropped = new Set<HistoryEntry>();
  const unanswered = left.filter(isUnanswered);
  const piles = [true, false]
    .flatMap((strange) => [false, true].map((rings) => ({ strange, rings })))
    .map(({ strange, rings }) =>
      pileByPeer(unanswered.filter((it) => isStranger(it) === strange && rang(it) === rings)),
    );
  for (let excess = left.length - max, count = unanswered.length; excess > 0; excess -= 1) {
    const oldest = count > max / 2 ? takeFromHighest(piles.find(({ size }) => size > 0)) : undefined;
    if (oldest === undefined) break;
    dropped.add(oldest);
    count -= 1;
  }
  return left.filter((entry) => !dropped.has(entry)).slice(0, max);
}

const rang = (entry: HistoryEntry): boolean => entry.role === "local" || entry.rang !== false;

/** Whether the person here called, or accepted. */
const isOwn = ({ role, outcome }: HistoryEntry): boolean => role === "local" || outcome?.kind === "accepted";

/** Whether the call came in, and has ended without the person here accepting or refusing it. */
function isUnanswered({ role, outcome }: HistoryEntry): boolean {
  if (role === "local" || outcome === undefined || outcome.kind === "accepted") return false;
  return outcome.kind !== "refused" || outcome.reason === "busy";
}

function withoutUnrung(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const counts = new Map<string, number>();
  return entries.filter((entry) => {
    if (rang(entry)) return true;
    const count = (counts.get(entry.peer) ?? 0) + 1;
    counts.set(entry.peer, count);
    return count <= UNRUNG_PER_PEER_MAX;
  });
}

/** The entries of each peer, oldest last. */
function pileByPeer(entries: readonly HistoryEntry[]): Map<string, HistoryEntry[]> {
  const piles = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const pile = piles.get(entry.peer) ?? [];
    piles.set(entry.peer, pile);
    pile.push(entry);
  }
  return piles;
}

/** Removes the oldest entry of the highest pile. */
function takeFromHighest(piles: Map<string, HistoryEntry[]> | undefined): HistoryEntry | undefined {
  let highest: [peer: string, pile: HistoryEntry[]] | undefined;
  for (const one of piles ?? [])
    if (highest === undefined || one[1].length >= highest[1].length) highest = one;
  if (highest === undefined) return undefined;
  const [peer, pile] = highest;
  if (pile.length === 1) piles?.delete(peer);
  return pile.pop();
}
