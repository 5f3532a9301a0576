// The list of calls in the browser's database.
import { expect } from "@playwright/test";
import { type LabPeer, test } from "../support/lab.ts";

/** The calls in the list of `peer`, the latest first, once the list is loaded. */
const callsOf = ({ page }: LabPeer): Promise<string[]> =>
  page.evaluate(async () => {
    await window.lab.history.loaded;
    return window.lab.history.entries.map(
      (entry) => `${entry.content}: ${(entry.role === "remote" && entry.missed) || entry.outcome?.kind}`,
    );
  });

/** Rings `callee`, and cancels once it rings there. */
const ringInVain = (caller: LabPeer, callee: LabPeer, content: string): Promise<void> =>
  caller.page.evaluate(
    async ([id, words]) => {
      const invitation = window.lab.ring(id, words);
      invitation.on("received", () => invitation.cancel());
      await invitation.outcome;
    },
    [callee.id, content] as const,
  );

test("missed calls are in the list after a reload, and gone after it is cleared", async ({ lab }) => {
  const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
  await ringInVain(ada, bob, "first");
  await ringInVain(ada, bob, "second");
  await bob.page.evaluate(() => window.lab.ended(2));
  await bob.page.evaluate(() => window.lab.history.close());
  await bob.reload();
  expect(await callsOf(bob)).toEqual(["second: canceled", "first: canceled"]);
  await bob.page.evaluate(() => window.lab.history.clear());
  await bob.reload();
  expect(await callsOf(bob)).toEqual([]);
});

test("a call that did not ring is in the list after a reload, with the reason", async ({ lab }) => {
  const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
  await bob.page.evaluate(() => window.lab.client.setPolicy({ doNotDisturb: true }));
  await ada.page.evaluate((callee) => window.lab.ring(callee, "psst").outcome, bob.id);
  await bob.page.waitForFunction(() => window.lab.history.entries.length === 1);
  await bob.page.evaluate(() => window.lab.history.close());
  await bob.reload();
  expect(await callsOf(bob)).toEqual(["psst: do-not-disturb"]);
});

test("a page that reloads during a call knows when it ended", async ({ lab }) => {
  const [ada, bob] = [await lab.join("ada", { calls: true }), await lab.join("bob", { calls: true })];
  await bob.page.evaluate(() => window.lab.client.on("invitation", (invitation) => invitation.accept()));
  await ada.page.evaluate((callee) => void window.lab.ring(callee, "long"), bob.id);
  // Stored, not only shown, because a page that is reloaded knows only what it stored.
  for (const { page } of [ada, bob]) {
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const [latest] = await window.lab.storage.load();
          return latest?.outcome?.kind === "accepted" && latest.call !== undefined;
        }),
      )
      .toBe(true);
  }
  await bob.reload();
  const [mine, theirs] = await Promise.all(
    [bob, ada].map(async ({ page }) => {
      await page.waitForFunction(() => window.lab.history.entries[0]?.call?.endedAtMs !== undefined);
      return page.evaluate(() => window.lab.history.entries[0]);
    }),
  );
  expect(mine).toMatchObject({ content: "long", outcome: { kind: "accepted" } });
  expect(mine?.call?.durationMs).toBe((mine?.call?.endedAtMs ?? 0) - (mine?.call?.startedAtMs ?? 0));
  expect(theirs?.call?.durationMs).toBeGreaterThan(0);
});

test("two tabs of one origin have separate lists", async ({ lab }) => {
  const ada = await lab.join("ada");
  const bob = await lab.join("bob", { beside: ada });
  await ringInVain(ada, bob, "hello");
  await bob.page.evaluate(() => window.lab.ended(1));
  await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => window.lab.history.close())));
  await Promise.all([ada.reload(), bob.reload()]);
  expect([await callsOf(ada), await callsOf(bob)]).toEqual([["hello: canceled"], ["hello: canceled"]]);
  await bob.page.evaluate(() => window.lab.history.clear());
  await ada.reload();
  expect(await callsOf(ada)).toEqual(["hello: canceled"]);
});
