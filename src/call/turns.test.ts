// Turns at changing what is sent. In any order of wishes and messages under way, one side changes at a time, and each gets its
// turn.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstTurns, type TurnEffect, type TurnInput, type Turns, takeTurn } from "./turns.ts";

/** Both sides, and the messages under way. Each side's changes are counted, and so are those that it has made. */
class Table {
  readonly #turns = [firstTurns(true), firstTurns(false)] as [Turns, Turns];
  readonly #words: TurnInput[][] = [[], []];
  readonly wanted = [0, 0];
  readonly made = [0, 0];
  /** The sides that are changing now. The leader starts with its first offer. */
  readonly changing = new Set([0]);

  want(side: 0 | 1): void {
    (this.wanted[side] as number) += 1;
    this.#take(side, "want");
  }

  /** The oldest message under way to this side arrives. */
  arrive(side: 0 | 1): boolean {
    const word = this.#words[side]?.shift();
    if (word !== undefined) this.#take(side, word);
    return word !== undefined;
  }

  settle(side: 0 | 1): boolean {
    const was = this.changing.delete(side);
    if (was) this.#take(side, "settled");
    return was;
  }

  /** Everything happens that can happen without a new wish. */
  finish(): void {
    const sides = [0, 1] as const;
    while (sides.some((side) => this.arrive(side) || this.settle(side)));
  }

  #take(side: 0 | 1, input: TurnInput): void {
    const [turns, ...effects] = takeTurn(this.#turns[side], input);
    this.#turns[side] = turns;
    for (const effect of effects) this.#do(side, effect);
  }

  #do(side: 0 | 1, effect: TurnEffect): void {
    if (effect !== "sync") {
      this.#words[1 - side]?.push(effect);
      return;
    }
    this.changing.add(side);
    this.made[side] = this.wanted[side] as number;
  }
}

test("one side changes at a time, and nobody waits forever", () => {
  const step = fc.tuple(fc.constantFrom("want", "arrive", "settle"), fc.constantFrom(0, 1));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const table = new Table();
      for (const [what, side] of steps) {
        table[what](side);
        expect(table.changing.size).toBeLessThan(2);
      }
      table.finish();
      expect(table.made).toEqual(table.wanted);
    }),
    { seed: 7, numRuns: 2_000 },
  );
});

describe("messages that do not fit", () => {
  test.each([
    [true, "turn"],
    [true, "done"],
    [false, "ask"],
    [false, "done"],
    [false, "settled"],
  ] as const)("leads: %s, %s: changes nothing", (leads, input) => {
    const turns = firstTurns(leads);
    expect(takeTurn(turns, input)).toEqual([turns]);
  });

  test("a turn that nobody holds is not over", () => {
    const [free] = takeTurn(firstTurns(true), "settled");
    expect(takeTurn(free, "settled")).toEqual([free]);
  });
});
