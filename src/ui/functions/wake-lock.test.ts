// The screen stays on while a call needs it, and only then.
import { expect, test } from "vitest";
import { keepAwake } from "./wake-lock.ts";

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

function createPage(refuses = false) {
  const locks: { released: boolean }[] = [];
  const page = Object.assign(new EventTarget(), { hidden: false });
  const wakeLock = {
    async request() {
      if (refuses) throw new Error("low battery");
      const lock = {
        released: false,
        async release() {
          lock.released = true;
        },
      };
      locks.push(lock);
      return lock;
    },
  };
  const look = async (hidden: boolean): Promise<void> => {
    page.hidden = hidden;
    // As browsers do.
    if (hidden) for (const lock of locks) lock.released = true;
    page.dispatchEvent(new Event("visibilitychange"));
    await settle();
  };
  return { page, wakeLock, look, held: () => locks.filter(({ released }) => !released).length, locks };
}

test("the screen is kept on until the end, and again after the page was hidden", async () => {
  const { page, wakeLock, look, held, locks } = createPage();
  const letSleep = keepAwake({ page, wakeLock });
  await settle();
  expect(held()).toBe(1);
  await look(false);
  expect(locks, "one is enough").toHaveLength(1);
  await look(true);
  expect(held()).toBe(0);
  await look(false);
  expect(held()).toBe(1);
  letSleep();
  expect(held()).toBe(0);
  await look(true);
  await look(false);
  expect(held()).toBe(0);
});

test("a lock that comes after the end is given back", async () => {
  const { page, wakeLock, held, locks } = createPage();
  keepAwake({ page, wakeLock })();
  await settle();
  expect(locks).toHaveLength(1);
  expect(held()).toBe(0);
});

test("a browser that refuses, or that has no wake lock, is not an error", async () => {
  const { page, wakeLock, held } = createPage(true);
  const letSleep = keepAwake({ page, wakeLock });
  await settle();
  letSleep();
  keepAwake({ page, wakeLock: undefined })();
  await settle();
  expect(held()).toBe(0);
});
