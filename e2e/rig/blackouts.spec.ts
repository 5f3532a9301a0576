// The network is away for a while, while it rings and in a call. Whatever happens, both sides report the same.
import { expect } from "@playwright/test";
import { accept, callIs, isIn, lasts, ring, ringAtBoth, seeEachOther, talk, test } from "./support.ts";

test("4 s without a network while it rings: it still rings, and is accepted @short", async ({ net }) => {
  const [ada, bob] = [await net.join("a"), await net.join("b")];
  await ringAtBoth(ada, bob);
  await net.wan.setCut("a", true);
  await lasts(4_000);
  await net.wan.setCut("a", false);
  await accept(bob);
  await Promise.all([isIn(ada, ["accepted"]), isIn(bob, ["accepted"])]);
  await seeEachOther(ada, bob);
});

for (const seconds of [12, 45]) {
  test(`${seconds} s without a network while it rings: it stops ringing, and both sides know`, async ({
    net,
  }) => {
    test.setTimeout(180_000);
    const [ada, bob] = [await net.join("a"), await net.join("b")];
    await ringAtBoth(ada, bob);
    await net.wan.setCut("a", true);
    // A caller that disappeared stops ringing within 9 s (README).
    await isIn(bob, ["failed"], 11_000);
    await lasts((seconds - 9) * 1_000);
    await net.wan.setCut("a", false);
    await isIn(ada, ["failed"], 60_000);
    await ring(ada, bob);
    await isIn(bob, ["ringing"], 45_000);
    await accept(bob);
    await Promise.all([isIn(ada, ["accepted"]), isIn(bob, ["accepted"])]);
  });
}

for (const seconds of [4, 12]) {
  test(`${seconds} s without a network in a call: it continues`, async ({ net }) => {
    test.setTimeout(120_000);
    const [ada, bob] = [await net.join("a"), await net.join("b")];
    await ring(ada, bob);
    await isIn(bob, ["ringing"]);
    await accept(bob);
    await seeEachOther(ada, bob);
    await net.wan.setCut("a", true);
    await lasts(seconds * 1_000);
    await net.wan.setCut("a", false);
    await Promise.all([callIs(ada, ["connected"]), callIs(bob, ["connected"])]);
    await seeEachOther(ada, bob);
  });
}

test("45 s without a network in a call: it ends at both sides, meanwhile", async ({ net }) => {
  test.setTimeout(150_000);
  const [ada, bob] = [await net.join("a"), await net.join("b")];
  await talk(ada, bob);
  await net.wan.setCut("a", true);
  await lasts(45_000);
  expect(await Promise.all([callIs(ada, ["ended"], 1_000), callIs(bob, ["ended"], 1_000)])).toEqual([
    "ended",
    "ended",
  ]);
  await net.wan.setCut("a", false);
  await ring(ada, bob);
  await isIn(bob, ["ringing"], 45_000);
});
