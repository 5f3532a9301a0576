// Records what an app can see of one invitation object, and checks what must always hold.
import type { Invitation, InvitationError } from "../index.ts";

/** The legal commands in each state, as the diagrams in README show them. On purpose, these are not taken from the tables. */
const LEGAL: { readonly [role: string]: { readonly [state: string]: readonly string[] } } = {
  local: { idle: ["send"], sent: ["update", "cancel"], received: ["update", "cancel"] },
  remote: { deferred: ["refuse"], ringing: ["accept", "refuse", "ignore"], ignored: ["accept", "refuse"] },
};

/** The events that end an invitation, each with the parts of the outcome that its listeners get. */
const ENDS = {
  accepted: ["response"],
  refused: ["response", "reason"],
  canceled: ["content", "reason"],
  failed: ["reason"],
} as const;

type Outcome = { readonly kind: string } & { readonly [part: string]: string };

/** One end of an invitation, as an app sees it. */
export class Sight {
  readonly invitation: Invitation;
  readonly #breaches: string[] = [];
  readonly #events: string[] = [];
  readonly #outcomes: unknown[] = [];
  /** Whether it had already ended when the app got it. Then it fires no event. */
  readonly #wasEnded: boolean;
  #shown: object;

  constructor(invitation: Invitation) {
    this.invitation = invitation;
    this.#shown = invitation.snapshot;
    this.#wasEnded = this.ended;
    invitation.on("changed", (snapshot) => this.#changed(snapshot));
    for (const event of Object.keys(ENDS) as (keyof typeof ENDS)[]) {
      invitation.on(event, (...args: readonly string[]) => this.#end(event, args));
    }
    void invitation.outcome.then((outcome) => this.#outcomes.push(outcome));
  }

  get role(): "local" | "remote" {
    return this.invitation.snapshot.role;
  }

  get state(): string {
    return this.invitation.state;
  }

  get ended(): boolean {
    return this.state in ENDS;
  }

  /** Whether it is open at the client: sent, or ringing here, and not ended. */
  get open(): boolean {
    return !this.ended && this.state !== "idle";
  }

  /** The commands that its state allows. */
  get legal(): readonly string[] {
    return LEGAL[this.role]?.[this.state] ?? [];
  }

  /** What is wrong with an `illegal-command` error, which must name the state and the commands that are legal in it. */
  complain(error: InvitationError, operation: string): string | undefined {
    const told = [error.code, error.operation, error.state, ...error.allowed].join(" ");
    const expected = ["illegal-command", operation, this.state, ...this.legal].join(" ");
    if (told !== expected) return `told "${told}", not "${expected}"`;
    const words = [operation, this.state, ...this.legal].filter((word) => !error.message.includes(word));
    return words.length === 0 ? undefined : `"${error.message}" lacks ${words}`;
  }

  /** What is wrong with what was seen so far. Call it after the microtasks. */
  get breaches(): readonly string[] {
    const { snapshot, state, id, content, channelId } = this.invitation;
    const found = [...this.#breaches];
    const outcome = snapshot.outcome as Outcome | undefined;
    if (snapshot !== this.#shown) found.push("the snapshot changed without an event");
    if (!Object.isFrozen(snapshot)) found.push("the snapshot is not frozen");
    if (JSON.stringify({ ...snapshot, state, id, content, channelId }) !== JSON.stringify(snapshot))
      found.push("the snapshot says something else than the getters");
    if ((outcome?.kind ?? state) !== state || (outcome !== undefined) !== this.ended)
      found.push(`${state} with the outcome ${outcome?.kind}`);
    const ends = this.#wasEnded ? [] : this.#expectedEnds(outcome);
    if (this.#events.join() !== ends.join()) found.push(`S1: events ${this.#events}, not ${ends}`);
    const outcomes = outcome === undefined ? [] : [outcome];
    if (JSON.stringify(this.#outcomes) !== JSON.stringify(outcomes))
      found.push(`S1: the outcome resolved to ${JSON.stringify(this.#outcomes)}, not ${outcomes}`);
    return found.map((breach) => `${this.role} ${id}: ${breach}`);
  }

  #expectedEnds(outcome: Outcome | undefined): readonly string[] {
    if (outcome === undefined) return [];
    const parts: readonly string[] = ENDS[outcome.kind as keyof typeof ENDS];
    return [`${outcome.kind}(${parts.map((part) => outcome[part])})`];
  }

  #changed(snapshot: object): void {
    if (snapshot !== this.invitation.snapshot) this.#breaches.push("changed brought an old snapshot");
    if (JSON.stringify(snapshot) === JSON.stringify(this.#shown))
      this.#breaches.push("a new snapshot of nothing new");
    this.#shown = snapshot;
  }

  #end(event: string, args: readonly string[]): void {
    if (this.state !== event) this.#breaches.push(`${event} in the state ${this.state}`);
    this.#events.push(`${event}(${args})`);
  }
}
