// What happened to every invitation of a crowd, and which invariants were broken.
import { disagreement, type Ended } from "./invariants.fixture.ts";

/** How an invitation ended, over all lives of both pages. */
interface Fate {
  readonly caller: string;
  readonly callee: string;
  /** The life of the caller's page that sent it, and the last one that had it. */
  readonly sentIn: number;
  life: number;
  accepted: boolean;
  ours: Ended | undefined;
  theirs: Ended | undefined;
  /** Whether the callee's page was reloaded since it rang. */
  calleeForgot: boolean;
}

/** All invitations of a crowd. */
export class Fates {
  readonly #fates = new Map<string, Fate>();
  readonly #breaches: string[] = [];

  get all(): Fate[] {
    return [...this.#fates.values()];
  }

  add(id: string, fate: Fate): void {
    this.#fates.set(id, fate);
  }

  /** @throws Error for an invitation that nobody sent (S7) */
  of(id: string): Fate {
    const fate = this.#fates.get(id);
    if (fate === undefined) throw new Error(`S7: an invitation that nobody sent: ${id}`);
    return fate;
  }

  /** Keeps a breach for the next check, because an error that a listener throws is only reported. */
  breach(what: string): void {
    this.#breaches.push(what);
  }

  /** @throws Error with the breaches so far, or for an invitation on which its two ends disagree */
  check(): void {
    if (this.#breaches.length > 0) throw new Error(this.#breaches.join("; "));
    for (const [id, { ours, theirs, calleeForgot, caller, callee }] of this.#fates) {
      if (ours === undefined || theirs === undefined || calleeForgot) continue;
      const breach = disagreement(ours, theirs);
      if (breach !== undefined) throw new Error(`${breach}, ${caller} → ${callee}, ${id}`);
    }
  }
}
