// Two peers that act at the same moment, many times. The result is the same at both ends.
import { expect } from "@playwright/test";
import { endsOf, expectAgreement, test } from "../support/lab.ts";

const GLARES = 50;
const RACES = 200;

test(`both call each other at once, ${GLARES} times: exactly one is accepted each time (S6)`, async ({
  lab,
}) => {
  const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
  for (let n = 1; n <= GLARES; n += 1) {
    await Promise.all([
      ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id),
      bob.page.evaluate((callee) => void window.lab.ring(callee), ada.id),
    ]);
    // Our own and theirs: the call itself, and the one that gave way, if it became known.
    for (const { page } of [ada, bob]) {
      await page.waitForFunction((count) => {
        const { ends, client } = window.lab;
        return (
          client.invitations.length === 0 && ends.filter(({ kind }) => kind === "accepted").length === count
        );
      }, n);
    }
  }
  const [adas, bobs] = [await endsOf(ada), await endsOf(bob)];
  expectAgreement(adas, bobs);
  const accepted = adas.filter(({ kind }) => kind === "accepted").map(({ id }) => id);
  expect(new Set(accepted).size).toBe(GLARES);
  expect(bobs.filter(({ kind }) => kind === "accepted").map(({ id }) => id)).toEqual(accepted);
  const others = [...adas, ...bobs].filter(({ kind }) => kind !== "accepted");
  expect(others.every(({ kind, reason }) => kind === "canceled" && reason === "superseded")).toBe(true);
});

test(`cancel and accept at the same instant, ${RACES} times: never accepted at one end only (S2, S3)`, async ({
  lab,
}) => {
  const limits = { framesPerSecond: 1_000, frameBurst: 1_000 };
  const [ada, bob] = [await lab.join("ada", { limits }), await lab.join("bob", { limits })];
  // Each waits for a random moment, so that either of them may come first.
  await bob.page.evaluate(() => {
    let n = 0;
    window.lab.client.on("invitation", (invitation) => {
      n += 1;
      setTimeout(() => invitation.state === "ringing" && invitation.accept(), (n * 7) % 5);
    });
  });
  await ada.page.evaluate(
    async ([callee, races]) => {
      for (let n = 1; n <= races; n += 1) {
        const invitation = window.lab.ring(callee);
        invitation.on("received", () => {
          setTimeout(() => invitation.state === "received" && invitation.cancel(), (n * 3) % 4);
        });
        await invitation.outcome;
      }
    },
    [bob.id, RACES] as const,
  );
  await bob.page.evaluate((count) => window.lab.ended(count), RACES);
  const [adas, bobs] = [await endsOf(ada), await endsOf(bob)];
  expectAgreement(adas, bobs);
  expect([adas.length, bobs.length]).toEqual([RACES, RACES]);
  expect(bobs.filter(({ kind }) => kind === "failed")).toEqual([]);
  // It was a race: each came first at times.
  expect(new Set(adas.map(({ kind }) => kind))).toEqual(new Set(["accepted", "canceled"]));
});
