// The list of calls in the browser's own database.
import { expect } from "@playwright/test";
import { type LabPeer, test } from "./support/lab.ts";

/** The calls in the list of `peer`, the latest first, once what was stored is in it. */
const callsOf = ({ page }: LabPeer): Promise<string[]> =>
  page.evaluate(async () => {
    await window.lab.history.loaded;
    return window.lab.history.entries.map(
      (entry) => `${entry.content}: ${(entry.role === "remote" && entry.missed) || entry.outcome?.kind}`,
    );
  });

/** Rings `callee` and takes it back once it rings there. */
const ringInVain = (caller: LabPeer, callee: LabPeer, content: string): Promise<void> =>
  caller.page.evaluate(
    async ([id, words]) => {
      const invitation = window.lab.ring(id, words);
      invitation.on("received", () => invitation.cancel());
      await invitation.outcome;
    },
    [callee.id, content] as const,
  );

test("missed calls are in the list after a reload, and gone once it is cleared", async ({ lab }) => {
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

test("two tabs of one origin keep lists of their own", async ({ lab }) => {
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
