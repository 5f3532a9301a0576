// Walks every state that two peers can reach together, breadth first, so that the first breach has the shortest trace.
import type { Scenario } from "./explorer-scenario.fixture.ts";
import { Walk } from "./explorer-walk.fixture.ts";
import type { Breach, World } from "./explorer-world.fixture.ts";

/** What an exploration found. */
export interface Findings {
  readonly states: number;
  readonly steps: number;
  /** Pairs of outcomes that were seen, as "caller / callee". */
  readonly endings: ReadonlySet<string>;
  /** The first breach, with its shortest trace. */
  readonly breach: (Breach & { readonly trace: readonly string[] }) | undefined;
}

/** Walks all worlds of `scenario`, breadth first, and stops at the first breach of a rule. */
export function explore(
  scenario: Scenario,
  check: (world: World, walk: Walk) => Breach | undefined,
): Findings {
  const walk = new Walk(scenario);
  const first = walk.start();
  const seen = new Map<string, { readonly from: string | undefined; readonly label: string }>();
  const queue: [key: string, world: World][] = [[walk.key(first), first]];
  seen.set(queue[0]?.[0] ?? "", { from: undefined, label: "start" });
  const endings = new Set<string>();
  let steps = 0;
  const trace = (key: string | undefined, last: string): string[] => {
    const labels = [last];
    for (let at = key; at !== undefined; at = seen.get(at)?.from) labels.unshift(seen.get(at)?.label ?? "");
    return labels;
  };
  for (let entry = queue.pop(), ahead: typeof queue = []; entry !== undefined; entry = queue.pop()) {
    const [key, world] = entry;
    for (const ending of walk.endings(world)) endings.add(ending);
    for (const [label, next, broken] of walk.steps(world)) {
      steps += 1;
      const nextKey = walk.key(next);
      const known = seen.has(nextKey);
      const breach = broken ?? (known ? undefined : check(next, walk));
      if (breach !== undefined)
        return { states: seen.size, steps, endings, breach: { ...breach, trace: trace(key, label) } };
      if (known) continue;
      seen.set(nextKey, { from: key, label });
      ahead.push([nextKey, next]);
    }
    if (queue.length > 0) continue;
    queue.push(...ahead.reverse());
    ahead = [];
  }
  return { states: seen.size, steps, endings, breach: undefined };
}
