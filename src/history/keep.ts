// Which entries a history keeps. What others did must not push out what a person did: somebody who is never answered can make
// as many entries as they like. Pure.
import type { HistoryEntry } from "./entry.ts";

/** How many calls of one peer are kept that never rang. */
const UNRUNG_PER_PEER_MAX = 5;

/**
 * What is kept of `entries`, the latest first: of one peer's calls that never rang the latest few, and of all at most `max`.
 * As long as calls that the person here did not answer fill more than half of the list, one of those goes: a stranger's before
 * that of a peer that is known, one that never rang before one that did, then the oldest of the peer with the most of them. After
 * that the oldest of all goes. `knows`: whether the app knows a peer; so does who called it from here, or answered its call.
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

/** Whether the person here called, or answered. */
const isOwn = ({ role, outcome }: HistoryEntry): boolean => role === "local" || outcome?.kind === "accepted";

/** Whether it came from elsewhere, and has ended without the person here having accepted or refused it. */
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

/** Each peer's entries, the oldest last. */
function pileByPeer(entries: readonly HistoryEntry[]): Map<string, HistoryEntry[]> {
  const piles = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const pile = piles.get(entry.peer) ?? [];
    piles.set(entry.peer, pile);
    pile.push(entry);
  }
  return piles;
}

/** Takes the oldest entry off the highest pile. */
function takeFromHighest(piles: Map<string, HistoryEntry[]> | undefined): HistoryEntry | undefined {
  let highest: [peer: string, pile: HistoryEntry[]] | undefined;
  for (const one of piles ?? [])
    if (highest === undefined || one[1].length >= highest[1].length) highest = one;
  if (highest === undefined) return undefined;
  const [peer, pile] = highest;
  if (pile.length === 1) piles?.delete(peer);
  return pile.pop();
}
