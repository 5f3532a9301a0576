// The options of those who use one thing together: whose count.
import { guarded } from "../base/report.ts";

/** The plans of the users of one thing. A user may have none. */
export class Plans<Plan> {
  readonly #all = new Set<() => Plan | undefined>();
  /** The plan of the last one who had one and has gone: a component that is mounted again is to find it. */
  #left: Plan | undefined;

  /** Adds a user's plan. Returns a function that withdraws it. */
  add(plan: () => Plan | undefined): () => void {
    // One function may be added twice.
    const own = (): Plan | undefined => plan();
    this.#all.add(own);
    return () => {
      if (this.#all.delete(own)) this.#left = guarded(plan) ?? this.#left;
    };
  }

  /** The plan of the first user who has one, else of the last who had one. */
  get chosen(): Plan | undefined {
    for (const plan of this.#all) {
      const chosen = plan();
      if (chosen !== undefined) return chosen;
    }
    return this.#left;
  }

  /** Nobody is there any more, and nobody comes back. */
  forget(): void {
    this.#left = undefined;
  }
}
