// Both peers are behind NATs that use another port for every destination, so only a relay connects them.
import { accept, isIn, ring, ringAtBoth, seeEachOther, test } from "./support.ts";

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
