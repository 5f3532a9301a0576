// Many calls at once, and many in a row. A peer that floods disturbs nobody else, and nothing is left of ended calls.
import { expect, type Page } from "@playwright/test";
import { endsOf, test } from "../support/lab.ts";
import { LONG } from "../support/long.ts";

const FLOOD = 5_000;
const SETTLED_AFTER = 1_000;
const IN_A_ROW = 500;
const BATCHES = 4;
/** Less than anything that could be kept for each. */
const BYTES_PER_INVITATION = 64;

/** Accepts everything that rings on the page. */
const acceptAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.lab.client.on("invitation", (invitation) => invitation.accept());
  });

test(`a peer floods with ${FLOOD} invitations and as much garbage, while another calls the same callee`, async ({
  lab,
}) => {
  const [ada, mallory] = [await lab.join("ada"), await lab.join("mallory")];
  // With call waiting, because mallory's ringing invitations must not keep ada out.
  const bob = await lab.join("bob", { policy: { whenBusy: "ring" } });
  await mallory.page.evaluate(
    async ([callee, count]) => {
      const { peer } = window.lab;
      const connection = peer.connect(callee, { label: "peer-invite", serialization: "raw", reliable: true });
      await new Promise<void>((resolve) => connection.once("open", resolve));
      for (let n = 0; n < count && connection.open; n += 1) {
        const invite = { t: "invite", id: `flood-${n}-${callee}`, ttlMs: 60_000, content: "!" };
        connection.send(JSON.stringify(invite));
        connection.send(`garbage ${"x".repeat(n % 1_000)}`);
      }
    },
    [bob.id, FLOOD] as const,
  );
  await bob.page.waitForFunction(() => window.lab.client.stats.peersBlocked > 0);
  // Before the flood was blocked, at most mallory's five rang. Ada's call rings beside them.
  expect(await bob.page.evaluate(() => window.lab.client.invitations.length)).toBeLessThanOrEqual(5);
  await acceptAll(bob.page);
  await ada.page.evaluate(async (callee) => {
    for (let n = 0; n < 10; n += 1) await window.lab.ring(callee).outcome;
  }, bob.id);
  expect((await endsOf(ada)).map(({ kind }) => kind)).toEqual(Array(10).fill("accepted"));
  const { framesReceived, peersBlocked } = await bob.page.evaluate(() => window.lab.client.stats);
  expect(peersBlocked).toBe(1);
  expect(framesReceived).toBeLessThan(FLOOD / 5);
});

test(
  `${IN_A_ROW} invitations in a row leave no connection, no timer and no memory behind`,
  LONG,
  async ({ lab }) => {
    test.setTimeout(120_000);
    const limits = { framesPerSecond: 1_000, frameBurst: 1_000 };
    const [ada, bob] = [await lab.join("ada", { limits }), await lab.join("bob", { limits })];
    await acceptAll(bob.page);
    const call = (times: number): Promise<void> =>
      ada.page.evaluate(
        async ([callee, count]) => {
          for (let n = 0; n < count; n += 1) await window.lab.ring(callee).outcome;
        },
        [bob.id, times] as const,
      );
    const pages = [ada.page, bob.page];
    const batch = async (times: number): Promise<readonly Held[]> => {
      await call(times);
      await bob.page.evaluate((count) => window.lab.ended(count), times);
      return Promise.all(pages.map(measure));
    };
    // More than are remembered of one peer, and enough for the browser to have compiled most code.
    const held = [await batch(SETTLED_AFTER)];
    while (held.length <= BATCHES) held.push(await batch(IN_A_ROW));
    for (const index of pages.keys()) {
      const own = held.flatMap((measures) => measures[index] ?? []);
      expect(own.at(-1)).toMatchObject({ open: 0, connections: 1, timers: own[0]?.timers });
      // What a page does once shows in one batch, and a leak shows in each.
      const growth = own.slice(1).map(({ bytes }, n) => bytes - (own[n]?.bytes ?? 0));
      expect(Math.min(...growth)).toBeLessThan(BYTES_PER_INVITATION * IN_A_ROW);
    }
  },
);

/** The memory and objects of a page. */
interface Held {
  readonly connections: number;
  readonly timers: number;
  readonly bytes: number;
  readonly open: number;
}

/** Measures a page after the lab's records are deleted. */
async function measure(page: Page): Promise<Held> {
  await page.evaluate(async () => {
    window.lab.ends.splice(0);
    window.lab.missed.splice(0);
    await window.lab.history.clear();
  });
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const held = await page.evaluate(() => ({
    connections: Object.values(window.lab.peer.connections).flat().length,
    timers: window.lab.timers,
    open: window.lab.client.invitations.length,
  }));
  return { ...held, bytes: usedSize };
}
