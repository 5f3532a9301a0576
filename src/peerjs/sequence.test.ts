// Texts and their copies, in any order of arrival.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Sequence } from "./sequence.ts";

describe("a sequence", () => {
  test("delivers a text once, by the faster way", () => {
    const sequence = new Sequence();
    expect(sequence.text("a")).toEqual(["a"]);
    sequence.copy(2, "b");
    expect(sequence.drain()).toEqual(["b"]);
    expect(sequence.text("b")).toEqual([]);
    sequence.copy(1, "a");
    sequence.copy(2, "b");
    expect([sequence.drain(), sequence.delivered]).toEqual([[], 2]);
  });

  test("a copy waits for what was sent before it", () => {
    const sequence = new Sequence();
    sequence.copy(3, "c");
    sequence.copy(2, "b");
    expect(sequence.drain()).toEqual([]);
    expect(sequence.text("a")).toEqual(["a", "b", "c"]);
    expect([sequence.text("b"), sequence.text("c"), sequence.text("d")]).toEqual([[], [], ["d"]]);
  });

  test.each([0, -1, 0.5, Number.NaN, 66, Number.MAX_SAFE_INTEGER])(
    "accepts no copy with the number %d",
    (number) => {
      const sequence = new Sequence();
      sequence.text("a");
      sequence.copy(number, "x");
      expect(sequence.drain()).toEqual([]);
      expect(sequence.text("b")).toEqual(["b"]);
    },
  );

  test("if the channel never delivers a text, all that follow are delivered as they arrive", () => {
    const sequence = new Sequence();
    sequence.copy(1, "a");
    expect(sequence.drain()).toEqual(["a"]);
    expect(["b", "c", "long, without copies"].flatMap((text) => sequence.text(text))).toEqual([
      "b",
      "c",
      "long, without copies",
    ]);
    sequence.copy(2, "b");
    sequence.copy(3, "c");
    expect([sequence.drain(), sequence.delivered]).toEqual([[], 4]);
  });

  test("a text whose copy arrives too late shifts nothing either: the next one is delivered twice, and that is all", () => {
    const sequence = new Sequence();
    expect(sequence.text("b")).toEqual(["b"]);
    sequence.copy(1, "a");
    sequence.copy(2, "b");
    expect(sequence.drain()).toEqual(["b"]);
    expect([sequence.text("c"), sequence.text("long, without copies")]).toEqual([
      ["c"],
      ["long, without copies"],
    ]);
  });

  test("several texts that the channel never delivers are skipped", () => {
    const sequence = new Sequence();
    for (const [index, text] of ["a", "b", "c"].entries()) sequence.copy(index + 1, text);
    expect(sequence.drain()).toEqual(["a", "b", "c"]);
    expect([sequence.text("c"), sequence.text("d")]).toEqual([[], ["d"]]);
  });

  test("copies alone deliver at most 64 texts, so that a stranger cannot fill the memory", () => {
    const sequence = new Sequence();
    for (let number = 1; number <= 100; number += 1) {
      sequence.copy(number, `${number}`);
      sequence.drain();
    }
    expect(sequence.delivered).toBe(64);
    expect(sequence.text("1")).toEqual(["65"]);
  });

  test("two texts that the channel never delivers, and copies that arrive too late: out of order, and then as before", () => {
    const sequence = new Sequence();
    expect(sequence.text("c")).toEqual(["c"]);
    for (const [index, text] of ["a", "b", "c"].entries()) sequence.copy(index + 1, text);
    expect(sequence.drain()).toEqual(["b", "c"]);
    expect([sequence.text("d"), sequence.text("e")]).toEqual([["d"], ["e"]]);
  });

  test("whatever copies are lost, repeated or late: every text arrives once and in order, as soon as possible", () => {
    const arrival = fc.record({
      delay: fc.nat({ max: 30 }),
      copies: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 40 }), (arrivals) => {
        const events = arrivals.flatMap(({ copies }, index) =>
          copies.map((delay) => ({ at: index + delay, number: index + 1 })),
        );
        // The channel keeps the order, so nothing arrives before what was sent earlier.
        let last = 0;
        const texts = arrivals.map(({ delay }, index) => {
          last = Math.max(last, index + delay);
          return { at: last, number: 0 };
        });
        const sequence = new Sequence();
        const seen: unknown[] = [];
        let sent = 0;
        for (const { number } of [...texts, ...events].toSorted((a, b) => a.at - b.at)) {
          if (number === 0) {
            sent += 1;
            seen.push(...sequence.text(String(sent)));
          } else {
            sequence.copy(number, String(number));
            seen.push(...sequence.drain());
          }
          expect(seen.length).toBeGreaterThanOrEqual(sent);
        }
        expect(seen.map(Number)).toEqual(arrivals.map((_, index) => index + 1));
      }),
    );
  });
});
