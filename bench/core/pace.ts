// What one whole invitation costs (send, received, accept, confirm, at both ends) while few or many others are open.
import { createId, World } from "./world.ts";

/** How many others are open. */
const OPEN = [10, 10_000, 100_000] as const;
/** A peer takes more memory than an invitation. With more peers the bench would measure the garbage collector. */
const PEERS_MAX = 10_000;
/** Half of what an app can allow one peer. */
const PER_PEER_MAX = 500;
const PEERS_MIN = 10;
/** Enough for the engine to have compiled everything for good. */
const WARM_UP = 40_000;
const PER_ROUND = 500;
const ROUNDS = 40;
/** Ends the rounds early if an invitation is so slow that all rounds would take minutes. */
const ROUNDS_MAX_MS = 20_000;

/** CPU time of one invitation in µs, one value for each round. Other work of the machine affects it less than the clock's time. */
export interface PaceCase {
  readonly open: number;
  /** The number of peers with open invitations. */
  readonly peers: number;
  readonly costsUs: number[];
}

/** One way to distribute the open invitations, measured with few and with many, in turns. */
export interface Pace {
  readonly spread: string;
  readonly cases: readonly PaceCase[];
}

/** Measures two distributions of the open invitations: over as many peers as possible, and over as few. */
export function measurePaces(): Pace[] {
  return [
    measurePace("over many peers", (open) => Math.min(open, PEERS_MAX)),
    measurePace("over few peers", (open) => Math.max(PEERS_MIN, open / PER_PEER_MAX)),
  ];
}

/** What an invitation costs with nothing else open or in memory, in µs, one value for each round. */
export function measureAlone(): number[] {
  const world = createWorld(PEERS_MIN, 0);
  runLifecycles(world, 0, WARM_UP);
  return Array.from({ length: ROUNDS }, (_, round) => runLifecycles(world, round * PER_ROUND, PER_ROUND));
}

/** Runs so many whole invitations with nothing else open, for a person who profiles them. */
export function runAlone(count: number): void {
  runLifecycles(createWorld(PEERS_MIN, 0), 0, count);
}

function measurePace(spread: string, linksFor: (open: number) => number): Pace {
  const cases: PaceCase[] = OPEN.map((open) => ({ open, peers: linksFor(open), costsUs: [] }));
  const worlds = cases.map((it) => ({ ...it, world: createWorld(it.peers, it.open) }));
  runAlone(WARM_UP);
  for (const { world } of worlds) runLifecycles(world, 0, PER_ROUND);
  const endsAtMs = performance.now() + ROUNDS_MAX_MS;
  for (let round = 1; round <= ROUNDS && performance.now() < endsAtMs; round += 1) {
    for (const { world, costsUs } of worlds) costsUs.push(runLifecycles(world, round * PER_ROUND, PER_ROUND));
  }
  for (const { world, open } of worlds) checkOpen(world, open);
  return { spread, cases };
}

/** A world in which so many invitations ring. */
function createWorld(links: number, open: number): World {
  const world = new World(links);
  for (let index = 0; index < open; index += 1) world.ring(index % links, createId());
  return world;
}

/** Runs whole invitations one after the other, with the peers in turn. Returns the CPU time of one, in µs. */
function runLifecycles(world: World, firstLink: number, count: number): number {
  const ids = Array.from({ length: count }, createId);
  const before = process.cpuUsage();
  for (const [index, id] of ids.entries()) {
    const link = (firstLink + index) % world.links;
    world.ring(link, id);
    world.accept(link, id);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

/** Checks that every invitation rang, and ended if it was to end. A bench that measures failures measures nothing. */
function checkOpen({ books }: World, expected: number): void {
  const [{ stats: caller }, { stats: callee }] = books;
  if (callee.invitationsRung !== caller.invitationsSent) throw new Error("not every invitation rang");
  for (const { entries } of books.map(({ state }) => state)) {
    const open = [...entries.values()].reduce(
      (sum, { local, remote }) => sum + local.open.size + remote.open.size,
      0,
    );
    if (open !== expected) throw new Error(`${open} invitations are open, not ${expected}`);
  }
}
