// A call to several peers, each on a page of its own.
import { expect } from "@playwright/test";
import { endsOf, expectAgreement, type LabPeer, test } from "../support/lab.ts";

const RACES = 20;

/** Answers everything that rings at a peer, after up to so many ms. */
const answerWithin = ({ page }: LabPeer, withinMs: number): Promise<void> =>
  page.evaluate((ms) => {
    window.lab.client.on("invitation", (invitation) => {
      setTimeout(() => invitation.state === "ringing" && invitation.accept(), Math.random() * ms);
    });
  }, withinMs);

/** Calls all of them, and waits for the outcome. */
const ringAll = ({ page }: LabPeer, callees: readonly LabPeer[]): Promise<string> =>
  page.evaluate(
    async (ids) => {
      const { outcome } = await window.lab.ringAll(ids, { tellsWho: true });
      return outcome?.kind === "answered" ? outcome.by : String(outcome?.kind);
    },
    callees.map(({ id }) => id),
  );

/** Nothing is open at a peer. One that was called last may never have rung: its invitation was withdrawn first. */
const isIdle = ({ page }: LabPeer): Promise<unknown> =>
  page.waitForFunction(() => window.lab.client.invitations.length === 0);

const rings = ({ page }: LabPeer): Promise<unknown> =>
  page.waitForFunction(() => window.lab.client.invitations.some(({ state }) => state === "ringing"));

test(`four ring and answer within the same moment, ${RACES} times: one gets each call, and nobody missed one (R20.2)`, async ({
  lab,
}) => {
  const ada = await lab.join("ada");
  const callees = await Promise.all(["bob", "carol", "dave", "erin"].map((name) => lab.join(name)));
  await Promise.all(callees.map((callee) => answerWithin(callee, 4)));
  const winners: string[] = [];
  for (let n = 0; n < RACES; n += 1) {
    winners.push(await ringAll(ada, callees));
    await Promise.all(callees.map(isIdle));
  }
  const adas = await endsOf(ada);
  let accepted = 0;
  for (const callee of callees) {
    const ends = await endsOf(callee);
    const its = new Set(ends.map(({ id }) => id));
    expectAgreement(
      adas.filter(({ id }) => its.has(id)),
      ends,
    );
    const won = ends.filter(({ kind }) => kind === "accepted").length;
    expect(won).toBe(winners.filter((it) => it === callee.id).length);
    accepted += won;
    const others = ends.filter(({ kind }) => kind !== "accepted");
    expect(others.every(({ kind, reason }) => kind === "canceled" && reason === "answered-elsewhere")).toBe(
      true,
    );
    expect(await callee.page.evaluate(() => window.lab.missed)).toEqual([]);
  }
  expect(accepted).toBe(RACES);
});

test("the history of those who did not get the call says that another answered, and who", async ({ lab }) => {
  const ada = await lab.join("ada");
  const [bob, carol] = [await lab.join("bob"), await lab.join("carol")];
  const outcome = ringAll(ada, [bob, carol]);
  await Promise.all([rings(bob), rings(carol)]);
  await carol.page.evaluate(() => {
    const [invitation] = window.lab.client.invitations;
    if (invitation?.role === "remote") invitation.accept();
  });
  expect(await outcome).toBe(carol.id);
  await bob.page.evaluate(() => window.lab.ended(1));
  const entry = await bob.page.evaluate(() => window.lab.history.snapshot[0]);
  expect(entry).toMatchObject({
    missed: undefined,
    outcome: { kind: "canceled", reason: "answered-elsewhere", content: carol.id },
  });
});

test("the caller's page is gone: all stop to ring, and each has missed a call", async ({ lab }) => {
  const ada = await lab.join("ada");
  const callees = [await lab.join("bob"), await lab.join("carol"), await lab.join("dave")];
  void ringAll(ada, callees).catch(() => {});
  await Promise.all(callees.map(rings));
  await ada.page.close();
  for (const { page } of callees) {
    await page.evaluate(() => window.lab.ended(1));
    expect(await page.evaluate(() => window.lab.missed.length)).toBe(1);
  }
});
