// A network of bad manners on a fake clock: late, lossy, forgetful and torn, the same way each time for the same seed.
import type { Clock } from "../base/clock.ts";
import { type Cargo, createMemoryNetwork, type MemoryNetwork } from "../transport/memory.ts";
import type { FakeClock } from "./fake-clock.ts";
import { createRandom, type Random } from "./random.ts";

/** How a simulated network treats what it carries. Chances are from 0 to 1. */
export interface Conditions {
  /** The shortest and the longest way across, in ms. */
  readonly latencyMs: readonly [min: number, max: number];
  /** The chance that a text is lost on an open channel: worse than any real one. */
  readonly loss: number;
  /** The chance that a text arrives twice. */
  readonly duplication: number;
  /** The chance that a text may overtake those before it on its channel, but not the first, which says whose channel it is. */
  readonly reordering: number;
}

/** A network that is nearly good: 5 to 40 ms one way, nothing lost, all in order. */
export const FAIR_CONDITIONS: Conditions = { latencyMs: [5, 40], loss: 0, duplication: 0, reordering: 0 };

/** A {@link MemoryNetwork} that delivers by a clock, with trouble on the way. */
export interface SimulatedNetwork extends MemoryNetwork {
  readonly random: Random;
  /** How it treats what is given to it from now on. */
  conditions: Conditions;
  /** The clock of one peer's page: the network's, but that it stands still while the page sleeps and stops with a crash. */
  clockOf(id: string): Clock;
  /** Holds back everything between two peers until `heal`. Nobody is told. */
  partition(a: string, b: string): void;
  /** Ends a partition: what was held back is carried now. */
  heal(a: string, b: string): void;
  /** A page sleeps: its timers and what arrives there wait for `wake`. */
  sleep(id: string): void;
  wake(id: string): void;
}

/** A page's timers and arrivals, while it lives. */
interface Page {
  asleep: boolean;
  dead: boolean;
  readonly waiting: (() => void)[];
}

/** A simulated network that delivers by `clock`; all its chance comes from `seed`. */
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
  /** Runs in the page's own time: now, once it wakes, or never. */
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
    const held = cargo.kind === "introduction" ? undefined : torn.get(pairKey(cargo.from, cargo.to));
    if (held !== undefined) return void held.push(() => carry(cargo));
    if (cargo.kind === "text" && random.chance(conditions.loss)) return;
    const page = pageOf(cargo.to);
    const times = cargo.kind === "text" && random.chance(conditions.duplication) ? 2 : 1;
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
      const held = torn.get(pairKey(a, b)) ?? [];
      torn.delete(pairKey(a, b));
      for (const run of held) run();
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
