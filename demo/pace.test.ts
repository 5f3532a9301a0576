// What happens often is shown at a pace.
import { expect, test } from "vitest";
import { paced } from "./pace.ts";

test("the first change is shown at once, a flood of them once at the end of each pause, and the last one always", () => {
  const waiting: (() => void)[] = [];
  let state = 0;
  const shown: number[] = [];
  const changed = paced(
    100,
    () => shown.push(state),
    (run) => waiting.push(run),
  );
  const pass = (): void => waiting.splice(0).forEach((run) => void run());
  for (state = 1; state < 1_000; state += 1) changed();
  expect(shown).toEqual([1]);
  pass();
  expect(shown).toEqual([1, 1_000]);
  pass();
  expect(waiting).toEqual([]);
  state = 1_001;
  changed();
  expect(shown).toEqual([1, 1_000, 1_001]);
});
