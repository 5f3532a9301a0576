// The network and the broker go away and come back while an invitation rings.
import { expect } from "@playwright/test";
import { BrokerProcess } from "../support/broker.ts";
import { endsOf, expectAgreement, type LabPeer, test } from "../support/lab.ts";
import { LONG } from "../support/long.ts";

const broker = new BrokerProcess();
test.afterEach(() => broker.kill());

/** Whether an invitation rings at `peer`. */
const rings = ({ page }: LabPeer): Promise<unknown> =>
  page.waitForFunction(() => window.lab.client.invitations.some(({ state }) => state === "ringing"));

/** Whether a channel of this peer is open. */
const hasChannel = ({ page }: LabPeer): Promise<unknown> =>
  page.waitForFunction(() =>
    Object.values(window.lab.peer.connections as Record<string, { open: boolean }[]>)
      .flat()
      .some(({ open }) => open),
  );

/** Whether the caller knows that its invitation rings. */
const knowsThatItRings = ({ page }: LabPeer): Promise<unknown> =>
  page.waitForFunction(() => {
    const snapshot = window.lab.client.invitations[0]?.snapshot;
    return snapshot?.role === "local" && snapshot.progress === "ringing";
  });

/** The client's state at the broker. */
const is = ({ page }: LabPeer, state: string): Promise<unknown> =>
  page.waitForFunction((it) => window.lab.client.state === it, state);

/** Accepts what rings at `peer`. */
const accept = ({ page }: LabPeer): Promise<void> =>
  page.evaluate(() => {
    for (const invitation of window.lab.client.invitations) {
      if (invitation.role === "remote" && invitation.state === "ringing") invitation.accept("here");
    }
  });

/** The browser's console errors when its broker is gone. */
const BROKER_IS_GONE = /WebSocket connection to .* failed|ERR_CONNECTION_REFUSED/;

test("the broker is killed while it rings, the call is answered, and a new broker knows both again", async ({
  lab,
  pages,
}) => {
  pages.allowError(BROKER_IS_GONE);
  await broker.start();
  const [ada, bob] = [
    await lab.join("ada", { brokerPort: broker.port }),
    await lab.join("bob", { brokerPort: broker.port }),
  ];
  await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
  await knowsThatItRings(ada);
  await Promise.all([hasChannel(ada), hasChannel(bob)]);
  await broker.kill();
  await Promise.all([is(ada, "offline"), is(bob, "offline")]);
  await accept(bob);
  await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => window.lab.ended(1))));
  expect((await endsOf(ada)).map(({ kind }) => kind)).toEqual(["accepted"]);
  expectAgreement(await endsOf(ada), await endsOf(bob));
  await broker.start();
  await Promise.all([is(ada, "online"), is(bob, "online")]);
  const cat = await lab.join("cat", { brokerPort: broker.port });
  await cat.page.evaluate((callee) => void window.lab.ring(callee), ada.id);
  await rings(ada);
});

test("a call on its way to a broker that was killed arrives when the broker is back", async ({
  lab,
  pages,
}) => {
  pages.allowError(BROKER_IS_GONE);
  await broker.start();
  const ada = await lab.join("ada", { brokerPort: broker.port });
  await broker.kill();
  await is(ada, "offline");
  await ada.page.evaluate(() => void window.lab.ring("bob-of-later"));
  expect(await ada.page.evaluate(() => window.lab.client.invitations[0]?.snapshot)).toMatchObject({
    state: "sent",
    progress: "reaching-broker",
  });
  await broker.start();
  await is(ada, "online");
  await ada.page.waitForFunction(() => {
    const snapshot = window.lab.client.invitations[0]?.snapshot;
    return snapshot?.role === "local" && snapshot.progress === "peer-absent";
  });
});

for (const who of ["caller", "callee"] as const) {
  test(`the ${who} has no network for a moment while it rings: it still rings and is answered`, async ({
    lab,
  }) => {
    const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
    const lost = who === "caller" ? ada : bob;
    await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
    await knowsThatItRings(ada);
    await lost.setNetwork(false);
    // Long enough for the silence to be noticed: the caller shows that it tries to reach the peer again.
    await ada.page.waitForFunction(() => {
      const snapshot = window.lab.client.invitations[0]?.snapshot;
      return snapshot?.role === "local" && snapshot.progress !== "ringing";
    });
    await lost.setNetwork(true);
    await accept(bob);
    await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => window.lab.ended(1))));
    const [adas, bobs] = [await endsOf(ada), await endsOf(bob)];
    expect(adas.map(({ kind }) => kind)).toEqual(["accepted"]);
    expect(bobs.map(({ kind }) => kind)).toEqual(["accepted"]);
  });
}

for (const [what, kind] of [
  ["accept", "accepted"],
  ["refuse", "refused"],
  ["cancel", "canceled"],
] as const) {
  test(`two peers without a channel ring, and agree on ${what} (R16)`, async ({ lab }) => {
    const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
    // The broker stays reachable, and no frame passes a channel.
    await ada.page.evaluate(() => window.setNetwork(false));
    await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
    await rings(bob);
    await knowsThatItRings(ada);
    if (what === "accept") await accept(bob);
    if (what === "refuse") {
      await bob.page.evaluate(() => {
        for (const invitation of window.lab.client.invitations) {
          if (invitation.role === "remote") invitation.refuse("no");
        }
      });
    }
    if (what === "cancel") {
      await ada.page.evaluate(() => {
        for (const invitation of window.lab.client.invitations) {
          if (invitation.role === "local") invitation.cancel();
        }
      });
    }
    await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => window.lab.ended(1))));
    const [adas, bobs] = [await endsOf(ada), await endsOf(bob)];
    expect([adas, bobs].flat().map((end) => end.kind)).toEqual([kind, kind]);
  });
}

/** Blocks a page for so long. */
const freeze = ({ page }: LabPeer, ms: number): Promise<void> =>
  page.evaluate((forMs) => {
    const untilMs = performance.now() + forMs;
    while (performance.now() < untilMs);
  }, ms);

test(
  "a caller whose page was frozen learns at once that the callee gave up meanwhile",
  LONG,
  async ({ lab }) => {
    const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
    await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
    await knowsThatItRings(ada);
    await Promise.all([freeze(ada, 12_000), bob.page.evaluate(() => window.lab.ended(1))]);
    expect(await endsOf(bob)).toMatchObject([{ kind: "failed", reason: "caller-lost" }]);
    await ada.page.evaluate(() => window.lab.ended(1));
    expect(await endsOf(ada)).toMatchObject([{ kind: "failed", reason: "peer-lost" }]);
  },
);

test(
  "an accept while the caller's page is frozen counts at both ends once it continues",
  LONG,
  async ({ lab }) => {
    const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
    await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
    await knowsThatItRings(ada);
    await Promise.all([freeze(ada, 12_000), accept(bob)]);
    await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => window.lab.ended(1))));
    const [adas, bobs] = [await endsOf(ada), await endsOf(bob)];
    expect([adas, bobs].flat().map(({ kind }) => kind)).toEqual(["accepted", "accepted"]);
  },
);

test("the caller's page crashes while the callee accepts: neither is accepted", async ({ lab }) => {
  const [ada, bob] = [await lab.join("ada", { limits: { ttlMs: 5_000 } }), await lab.join("bob")];
  await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
  await knowsThatItRings(ada);
  await ada.setNetwork(false);
  await accept(bob);
  await ada.page.close();
  await bob.page.evaluate(() => window.lab.ended(1));
  expect(await endsOf(bob)).toMatchObject([{ kind: "failed", reason: "unconfirmed" }]);
});

test("the callee's page crashes while it accepts, and its frame got out: the caller is accepted", async ({
  lab,
}) => {
  const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
  await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
  await knowsThatItRings(ada);
  await Promise.all([hasChannel(ada), hasChannel(bob)]);
  await ada.setNetwork(false);
  await accept(bob);
  await bob.page.close();
  await ada.setNetwork(true);
  await ada.page.evaluate(() => window.lab.ended(1));
  expect((await endsOf(ada)).map(({ kind }) => kind)).toEqual(["accepted"]);
});

test(
  "the callee's page crashes while it accepts, and its word did not get out: the caller learns it in time",
  LONG,
  async ({ lab }) => {
    const [ada, bob] = [
      await lab.join("ada", { limits: { deliverTimeoutMs: 6_000 } }),
      await lab.join("bob"),
    ];
    await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
    await rings(bob);
    await bob.setNetwork(false);
    await accept(bob);
    await bob.page.close();
    await ada.page.evaluate(() => window.lab.ended(1));
    expect((await endsOf(ada)).map(({ kind }) => kind)).toEqual(["failed"]);
  },
);

test(
  "the callee is without network and without broker for good: both ends learn it in time",
  LONG,
  async ({ lab }) => {
    const limits = { deliverTimeoutMs: 8_000 };
    const [ada, bob] = [await lab.join("ada", { limits }), await lab.join("bob", { limits })];
    await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
    await rings(bob);
    await bob.setNetwork(false);
    await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => window.lab.ended(1))));
    const [adas, bobs] = [await endsOf(ada), await endsOf(bob)];
    expect(bobs).toMatchObject([{ kind: "failed", reason: "caller-lost" }]);
    expect(adas).toMatchObject([{ kind: "failed" }]);
  },
);
