// What strangers can see and cost according to README's section "Security", with PeerJS at their end too. e2e/hostile has the
// strangers with software of their own.
import { expect } from "@playwright/test";
import { type LabPeer, test } from "../support/lab.ts";

const ASKED = 30;

/**
 * Asks `callee` for so many connections of an app's own label. Resolves once each was judged there, and what followed has arrived,
 * with how many of them show an address of the callee.
 */
async function askForConnections(asker: LabPeer, callee: LabPeer, count: number): Promise<number> {
  const before = await judgedAt(callee);
  const asked = await asker.page.evaluateHandle(
    ([id, times]) =>
      Array.from({ length: times }, () => window.lab.peer.connect(id, { label: "strange", reliable: true })),
    [callee.id, count] as const,
  );
  // More if the asker's client dials too.
  await expect.poll(async () => (await judgedAt(callee)) - before).toBeGreaterThanOrEqual(count);
  const passed = await passedAt(callee, asker);
  const countSeen = (): Promise<number> =>
    asked.evaluate(async (connections) => {
      const seesAddress = async ({ peerConnection }: (typeof connections)[number]): Promise<boolean> => {
        const rows: Iterable<{ type: string }> = (await peerConnection.getStats()).values();
        return [...rows].some(({ type }) => type === "remote-candidate");
      };
      return (await Promise.all(connections.map(seesAddress))).filter(Boolean).length;
    });
  await expect.poll(countSeen).toBe(passed);
  // What the callee has sent before this has arrived when this has.
  const heard = asker.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.lab.peer.socket.on("message", ({ payload }) => payload?.mark === true && resolve());
      }),
  );
  await callee.page.evaluate(
    (dst) => window.lab.peer.socket.send({ type: "CANDIDATE", dst, payload: { mark: true } }),
    asker.id,
  );
  await heard;
  return countSeen();
}

/** How many requests for a connection with the label of these tests a page has let pass or turned away. */
const judgedAt = ({ page }: LabPeer): Promise<number> =>
  page.evaluate(() => {
    const { connectionsCrowded, connectionsRefused } = window.lab.client.stats;
    const all = Object.values(window.lab.peer.connections as Record<string, { label: string }[]>).flat();
    return connectionsCrowded + connectionsRefused + all.filter(({ label }) => label === "strange").length;
  });

/** How many connections of an app's own label with `asker` a page has. */
const passedAt = ({ page }: LabPeer, asker: LabPeer): Promise<number> =>
  page.evaluate((id) => {
    const all = (window.lab.peer.connections as Record<string, { label: string }[]>)[id] ?? [];
    return all.filter(({ label }) => label === "strange").length;
  }, asker.id);

const connectionsOf = ({ page }: LabPeer): Promise<number> =>
  page.evaluate(() => Object.values(window.lab.peer.connections as Record<string, unknown[]>).flat().length);

test("by default a stranger sees a page's network addresses, on four connections at most, whatever rings", async ({
  lab,
}) => {
  const bob = await lab.join("bob", { policy: { doNotDisturb: true } });
  // As an app does that has connections of its own.
  await bob.page.evaluate(() => void window.lab.peer.on("connection", () => {}));
  const mallory = await lab.join("mallory");
  expect(await askForConnections(mallory, bob, ASKED)).toBe(4);
  expect(await connectionsOf(bob)).toBe(4);
  expect(await bob.page.evaluate(() => window.lab.client.stats.connectionsCrowded)).toBe(ASKED - 4);
  expect(await bob.page.evaluate(() => window.lab.missed.length)).toBe(0);
});

test("a stranger that may not connect sees no address, and gets no connection", async ({ lab }) => {
  const bob = await lab.join("bob", { contacts: [] });
  const mallory = await lab.join("mallory");
  expect(await askForConnections(mallory, bob, ASKED)).toBe(0);
  expect(await connectionsOf(bob)).toBe(0);
  expect(await bob.page.evaluate(() => window.lab.client.stats.connectionsRefused)).toBe(ASKED);
});

test("what a stranger sends on a connection that the app does not listen to is not read", async ({ lab }) => {
  const bob = await lab.join("bob");
  const mallory = await lab.join("mallory");
  await mallory.page.evaluate(async (id) => {
    const connection = window.lab.peer.connect(id, {
      label: "strange",
      serialization: "json",
      reliable: true,
    });
    await new Promise<void>((resolve) => connection.once("open", resolve));
    // PeerJS would throw an uncaught error at each of these, which fails this test.
    for (const text of ["null", "{", "[["]) connection.dataChannel.send(text);
    connection.dataChannel.send(new TextEncoder().encode("{"));
  }, bob.id);
  // What was sent before has arrived when a call has.
  await mallory.page.evaluate((id) => window.lab.ring(id), bob.id);
  await bob.page.waitForFunction(() => window.lab.client.invitations.length > 0);
});

test("who hides while it rings is hidden at once: what was allowed before does not count", async ({
  lab,
}) => {
  const bob = await lab.join("bob");
  const mallory = await lab.join("mallory");
  await mallory.page.evaluate((id) => window.lab.ring(id), bob.id);
  await bob.page.waitForFunction(() => window.lab.client.invitations.length > 0);
  await bob.page.evaluate(() => window.lab.client.setPolicy({ mayConnect: () => false }));
  const before = await connectionsOf(bob);
  expect(await askForConnections(mallory, bob, 3)).toBe(0);
  expect(await connectionsOf(bob)).toBeLessThanOrEqual(before);
});
