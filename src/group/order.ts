// Who is called next, of those who wait.
import { quote } from "../base/check.ts";
import { report } from "../base/report.ts";
import type { GroupOrder } from "./options.ts";

/** Chooses as `order` says. What an app's function throws, or names without need, is reported, and the first is called. */
export function chooserOf(order: GroupOrder = "listed"): (waiting: readonly string[]) => string {
  return (waiting) => {
    const [first = ""] = waiting;
    const chosen = choose(order, Object.freeze([...waiting])) ?? first;
    if (waiting.includes(chosen)) return chosen;
    report(new TypeError(`order gave ${quote(chosen)}, which is none of those who wait.`));
    return first;
  };
}

function choose(order: GroupOrder, waiting: readonly string[]): string | undefined {
  if (order === "listed") return undefined;
  if (order === "random") return waiting[Math.floor(Math.random() * waiting.length)];
  try {
    return order(waiting);
  } catch (error) {
    report(error);
    return undefined;
  }
}
