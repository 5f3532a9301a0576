// How often changes are shown.
import { expect, test } from "vitest";
import { paced } from "./pace.ts";

/** A page that shows `state`: twice without a delay, and then at every `pass()`. */
function createPage() {
  const waiting: (() => void)[] = [];
  const shown: number[] = [];
  const page = {
    state: 0,
    shown,
    waiting,
    change(): void {
      page.state += 1;
      show();
    },
    pass(): void {
      for (const run of waiting.splice(0)) run();
    },
  };
  const show = paced(
    { burst: 2, everyMs: 100 },
    () => shown.push(page.state),
    (run) => waiting.push(run),
  );
  return page;
}

test("a few changes are shown at once, a flood at the pace, and the last one always", () => {
  const page = createPage();
  for (let n = 0; n < 1_000; n += 1) page.change();
  expect(page.shown).toEqual([1, 2]);
  page.pass();
  expect(page.shown).toEqual([1, 2, 1_000]);
  page.change();
  expect(page.shown).toHaveLength(3);
  page.pass();
  expect(page.shown).toEqual([1, 2, 1_000, 1_001]);
});

test("after a rest, changes are shown at once again, and nothing waits", () => {
  const page = createPage();
  for (let n = 0; n < 5; n += 1) page.change();
  for (let n = 0; n < 3; n += 1) page.pass();
  expect(page.waiting).toEqual([]);
  expect(page.shown).toEqual([1, 2, 5]);
  page.change();
  page.change();
  expect(page.shown).toEqual([1, 2, 5, 6, 7]);
});
