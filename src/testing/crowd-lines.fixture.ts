// The calls of a crowd: sends signals on the lines of accepted invitations, and checks that each arrives once and in order
// (rules R15.1 and R15.2).
import type { Invitation, Line } from "../index.ts";
import type { Random } from "./random.ts";

/** One end of a line, in one life of a page. */
interface End {
  readonly line: Line;
  /** How many signals it took. Each signal contains its number. */
  taken: number;
  sent: number;
  closed: number;
}

/** The lines of one life of a page. */
export class CrowdLines {
  readonly #name: string;
  readonly #breach: (what: string) => void;
  readonly #ends: End[] = [];

  constructor(name: string, breach: (what: string) => void) {
    this.#name = name;
    this.#breach = breach;
  }

  /** How many signals this page took. */
  get taken(): number {
    return this.#ends.reduce((sum, { taken }) => sum + taken, 0);
  }

  /** How many lines are open. */
  get open(): number {
    return this.#ends.filter(({ line }) => line.state !== "closed").length;
  }

  /** An accepted invitation becomes a call. */
  begin(invitation: Invitation): void {
    const end: End = { line: invitation.openLine(), taken: 0, sent: 0, closed: 0 };
    this.#ends.push(end);
    end.line.on("data", (data) => {
      end.taken += 1;
      if (data !== end.taken) this.#breach(`R15.2: ${this.#name} took ${data} as signal ${end.taken}`);
      if (end.closed > 0) this.#breach(`R15.1: ${this.#name} took a signal on a closed line`);
    });
    end.line.on("closed", () => {
      end.closed += 1;
      if (end.closed > 1) this.#breach(`R15.1: a line of ${this.#name} closed twice`);
    });
  }

  /** Sends something on one of the open lines, and may then close it. Returns whether a line was open. */
  act(random: Random): boolean {
    const open = this.#ends.filter(({ line }) => line.state !== "closed");
    if (open.length === 0) return false;
    const end = random.pick(open);
    for (let left = random.integer(1, 4); left > 0; left -= 1) {
      end.sent += 1;
      end.line.send(end.sent);
    }
    if (random.chance(0.1)) end.line.close("bye");
    return true;
  }

  /** Closes every line. */
  endAll(): void {
    for (const { line } of this.#ends) line.close();
  }
}
