// A bad network on a fake clock. It delays, loses and reorders texts and posts, the same way each time for the same
// seed.
import type { Clock } from "../base/clock.ts";
import { type Cargo, createMemoryNetwork, type MemoryNetwork } from "../transport/memory.ts";
import type { FakeClock } from "./fake-clock.ts";
import { createRandom, type Random } from "./random.ts";

/** How a simulated network treats what it carries. Chances are from 0 to 1. */
export interface Conditions {
  /** The shortest and the longest delay one way, in ms. */
  readonly latencyMs: readonly [min: number, max: number];
  /** The chance that a post is lost, or a text on an open channel, which no real network does. */
  readonly loss: number;
  /** The chance that a text or a post arrives twice. */
  readonly duplication: number;
  /**
   * The chance that a text overtakes earlier texts on its channel, but never the first, which names the channel's
   * session. Posts have no order at all.
   */
  readonly reordering: number;
}

/** A network that is nearly good: 5 to 40 ms one way, nothing lost, everything in order. */
export const FAIR_CONDITIONS: Conditions = { latencyMs: [5, 40], loss: 0, duplication: 0, reordering: 0 };

/** A {@link MemoryNetwork} that delivers by a clock, under bad conditions. */
export interface SimulatedNetwork extends MemoryNetwork {
  readonly random: Random;
  /** How it treats what is sent from now on. */
  conditions: Conditions;
  /** The clock of one peer's page: the network's clock, which stops while the page sleeps and after a crash. */
  clockOf(id: string): Clock;
  /** Holds back everything between two peers until `heal`, except what goes by the broker. Neither peer is told. */
  partition(a: string, b: string): void;
  /** Ends a partition, and carries what was held back. */
  heal(a: string, b: string): void;
  /** Puts a page to sleep: its timers, and what arrives there, wait for `wake`. */
  sleep(id: string): void;
  wake(id: string): void;
}

/** The timers and arrivals of a page that is loaded. */
interface Page {
  asleep: boolean;
  dead: boolean;
  readonly waiting: (() => void)[];
}

/** Makes a simulated network that delivers by `clock`. `seed` determines all chance. */
export function createSimulatedNetwork(clock: FakeClock, seed: number): SimulatedNetwork {
  const random = createRandom(seed);
  const pages = new Map<string, Page>();
  const torn = new Map<string, (() => void)[]>();
  const arrivals = new WeakMap<object, Map<string, { readonly firstMs: number; readonly lastMs: number }>>();
  let conditions = FAIR_CONDITIONS;

  const pageOf = (id: string): Page => {
    const known = pages.get(id);
    if (known !== undefined) return known;
    const page = { asleep: false, dead: false, waiting: [] };
    pages.set(id, page);
    return page;
  };
  /** Runs in the page's own time: now, when the page wakes, or never. */
  const runIn = (page: Page, run: () => void): void => {
    if (page.dead) return;
    if (page.asleep) page.waiting.push(run);
    else run();
  };
  const arrivalMs = ({ channel, from, kind }: Cargo): number => {
    const atMs = clock.nowMs() + random.integer(...conditions.latencyMs);
    if (channel === undefined || kind === "opened") return atMs;
    const bySender = arrivals.get(channel) ?? new Map<string, { firstMs: number; lastMs: number }>();
    arrivals.set(channel, bySender);
    const { firstMs, lastMs } = bySender.get(from) ?? { firstMs: atMs, lastMs: atMs };
    if (kind === "text" && random.chance(conditions.reordering)) {
      bySender.set(from, { firstMs, lastMs });
      return Math.max(atMs, firstMs);
    }
    const inOrderMs = Math.max(atMs, lastMs);
    bySender.set(from, { firstMs, lastMs: inOrderMs });
    return inOrderMs;
  };
  const carry = (cargo: Cargo): void => {
    const waiting = cargo.channel === undefined ? undefined : torn.get(pairKey(cargo.from, cargo.to));
    if (waiting !== undefined) return void waiting.push(() => carry(cargo));
    const isFrail = cargo.kind === "text" || cargo.kind === "post";
    if (isFrail && random.chance(conditions.loss)) return;
    const page = pageOf(cargo.to);
    const times = isFrail && random.chance(conditions.duplication) ? 2 : 1;
    for (let i = 0; i < times; i += 1) {
      clock.schedule(arrivalMs(cargo), () => runIn(page, cargo.deliver));
    }
  };
  const network = createMemoryNetwork(carry);
  return {
    random,
    get conditions() {
      return conditions;
    },
    set conditions(next) {
      conditions = next;
    },
    join: (id) => network.join(id),
    setBroker: (online) => network.setBroker(online),
    cut: (a, b) => network.cut(a, b),
    get openChannels() {
      return network.openChannels;
    },
    crash(id) {
      network.crash(id);
      pageOf(id).dead = true;
      pages.delete(id);
    },
    clockOf(id) {
      const page = pageOf(id);
      return { nowMs: clock.nowMs, schedule: (atMs, run) => clock.schedule(atMs, () => runIn(page, run)) };
    },
    partition(a, b) {
      if (!torn.has(pairKey(a, b))) torn.set(pairKey(a, b), []);
    },
    heal(a, b) {
      const waiting = torn.get(pairKey(a, b)) ?? [];
      torn.delete(pairKey(a, b));
      for (const run of waiting) run();
    },
    sleep(id) {
      pageOf(id).asleep = true;
    },
    wake(id) {
      const page = pageOf(id);
      page.asleep = false;
      for (const run of page.waiting.splice(0)) runIn(page, run);
    },
  };
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a}/${b}` : `${b}/${a}`;
}
