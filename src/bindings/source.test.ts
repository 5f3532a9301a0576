// How a source tells of its changes.
import { expect, test } from "vitest";
import { createSource, Listeners } from "./source.ts";

/** A source of a number that a test sets. */
function createNumber() {
  let value = 0;
  let tell = (): void => {};
  const source = createSource(
    () => value,
    (_before, after) => after,
    (told) => {
      tell = told;
      return () => {};
    },
  );
  return {
    source,
    set(next: number): void {
      value = next;
    },
    tell: () => tell(),
  };
}

test("one who reads a change before it is told takes it from nobody", () => {
  const { source, set, tell } = createNumber();
  const seen: number[] = [];
  source.subscribe(() => seen.push(source.snapshot));
  set(1);
  expect(source.snapshot).toBe(1);
  tell();
  tell();
  expect(seen).toEqual([1]);
});

test("nobody is told of what was so before the first listener came", () => {
  const { source, set, tell } = createNumber();
  source.subscribe(() => {})();
  set(1);
  const seen: number[] = [];
  source.subscribe(() => seen.push(source.snapshot));
  tell();
  expect(seen).toEqual([]);
});

test("a listener that another one removes is not called any more, and one that it adds is not called yet", () => {
  const listeners = new Listeners();
  const calls: string[] = [];
  const late = (): void => void calls.push("late");
  listeners.add(() => {
    calls.push("first");
    remove();
    listeners.add(late);
  });
  const remove = listeners.add(() => calls.push("removed"));
  listeners.tell();
  expect(calls).toEqual(["first"]);
});
