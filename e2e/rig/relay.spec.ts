// Both peers are behind NATs that use another port for every destination, so only a relay connects them.
import { expect } from "@playwright/test";
import { accept, callIs, isIn, ring, ringAtBoth, seeEachOther, test } from "./support.ts";

test.use({ nat: "symmetric" });

test("two symmetric NATs: it rings, is accepted and shows pictures through a relay", async ({ net }) => {
  const [ada, bob] = [await net.join("a"), await net.join("b")];
  await ringAtBoth(ada, bob);
  await accept(bob);
  await Promise.all([isIn(ada, ["accepted"]), isIn(bob, ["accepted"])]);
  await seeEachOther(ada, bob);
});

test("two symmetric NATs: after a cancel, it stops ringing", async ({ net }) => {
  const [ada, bob] = [await net.join("a"), await net.join("b")];
  await ring(ada, bob);
  await isIn(bob, ["ringing"]);
  await ada.page.evaluate(() => {
    const { invitation } = window.rigPage;
    if (invitation?.role === "local") invitation.cancel();
  });
  await Promise.all([isIn(ada, ["canceled"]), isIn(bob, ["canceled"])]);
});

for (const answer of ["accept", "refuse", "cancel"] as const) {
  test(`two symmetric NATs and no relay: no channel opens, and ${answer} is known at both ends (R16)`, async ({
    net,
  }) => {
    const [ada, bob] = [await net.join("a", { relay: false }), await net.join("b", { relay: false })];
    await ring(ada, bob);
    await Promise.all([isIn(bob, ["ringing"]), isIn(ada, ["received"])]);
    if (answer === "accept") await accept(bob);
    if (answer === "refuse") {
      await bob.page.evaluate(() => {
        const { invitation } = window.rigPage;
        if (invitation?.role === "remote") invitation.refuse();
      });
    }
    if (answer === "cancel") {
      await ada.page.evaluate(() => {
        const { invitation } = window.rigPage;
        if (invitation?.role === "local") invitation.cancel();
      });
    }
    const ends = { accept: "accepted", refuse: "refused", cancel: "canceled" };
    await Promise.all([ada, bob].map((guest) => isIn(guest, [ends[answer]], 2_000)));
    if (answer !== "accept") return;
    // Only the call needs a path.
    await Promise.all([ada, bob].map((guest) => callIs(guest, ["ended"], 60_000)));
    const reasons = await Promise.all(
      [ada, bob].map(({ page }) => page.evaluate(() => window.rigPage.call?.snapshot.end?.reason)),
    );
    expect(reasons).toEqual(["media-failed", "media-failed"]);
  });
}
