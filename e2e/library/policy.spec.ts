// One call at a time: who is refused as busy, who rings as call waiting, and who does not ring at all.
import { expect } from "@playwright/test";
import { type LabPeer, test } from "../support/lab.ts";

const BUSY = { kind: "refused", reason: "busy", response: "" };

/** Rings `callee`, and resolves with the state once it rings there or has ended. */
const call = ({ page }: LabPeer, callee: LabPeer, content = ""): Promise<unknown> =>
  page.evaluate(
    ([id, words]) =>
      new Promise((resolve) => {
        const invitation = window.lab.ring(id, words);
        invitation.on("received", () => resolve("rings"));
        void invitation.outcome.then(resolve);
      }),
    [callee.id, content] as const,
  );

/** The callers that ring on a page. */
const ringing = ({ page }: LabPeer): Promise<string[]> =>
  page.evaluate(() =>
    window.lab.client.invitations.flatMap((it) =>
      it.role === "remote" && it.state === "ringing" ? [it.caller] : [],
    ),
  );

/** The missed invitations of a page, with content and reason. */
const missed = ({ page }: LabPeer): Promise<string[]> =>
  page.evaluate(() => window.lab.missed.map(({ content, reason }) => `${content}: ${reason}`));

/** Accepts the invitation of `caller`, so that a call is on. */
async function answer(callee: LabPeer, caller: LabPeer): Promise<void> {
  await callee.page.evaluate((id) => {
    for (const it of window.lab.client.invitations) if (it.role === "remote" && it.caller === id) it.accept();
  }, caller.id);
  await Promise.all(
    [caller, callee].map(({ page }) => page.waitForFunction(() => window.lab.client.calls.length > 0)),
  );
}

test("while one rings, and during a call, others are refused as busy, and missed", async ({ lab }) => {
  const [ada, bob, cat] = [
    await lab.join("ada", { calls: true }),
    await lab.join("bob", { calls: true }),
    await lab.join("cat", { calls: true }),
  ];
  expect(await call(ada, bob)).toBe("rings");
  expect(await call(cat, bob, "while it rings")).toEqual(BUSY);
  await answer(bob, ada);
  expect(await call(cat, bob, "while it is on")).toEqual(BUSY);
  expect(await call(cat, ada, "at the caller")).toEqual(BUSY);
  expect(await missed(bob)).toEqual(["while it rings: busy", "while it is on: busy"]);
  expect(await missed(ada)).toEqual(["at the caller: busy"]);
  await ada.page.evaluate(() => window.lab.lines[0]?.close());
  await bob.page.waitForFunction(() => window.lab.client.calls.length === 0);
  expect(await call(cat, bob)).toBe("rings");
});

test("while one is being placed, others are refused as busy, but its own callee gets through", async ({
  lab,
}) => {
  const [ada, bob, cat] = [
    await lab.join("ada", { calls: true }),
    await lab.join("bob", { calls: true }),
    await lab.join("cat", { calls: true }),
  ];
  expect(await call(ada, bob)).toBe("rings");
  expect(await call(cat, ada, "too late")).toEqual(BUSY);
  // Both call each other, which makes one call, busy or not.
  await bob.page.evaluate((callee) => void window.lab.ring(callee), ada.id);
  await Promise.all(
    [ada, bob].map(({ page }) =>
      page.waitForFunction(() => window.lab.ends.some(({ kind }) => kind === "accepted")),
    ),
  );
  expect(await missed(ada)).toEqual(["too late: busy"]);
  expect(await missed(bob)).toEqual([]);
});

test("with call waiting the second one rings during the call, and both can be active", async ({ lab }) => {
  const [ada, cat] = [await lab.join("ada", { calls: true }), await lab.join("cat", { calls: true })];
  const bob = await lab.join("bob", { calls: true, policy: { whenBusy: "ring" } });
  expect(await call(ada, bob)).toBe("rings");
  await answer(bob, ada);
  expect(await call(cat, bob)).toBe("rings");
  expect(await ringing(bob)).toEqual([cat.id]);
  await answer(bob, cat);
  await bob.page.waitForFunction(() => window.lab.client.calls.length === 2);
  expect(await missed(bob)).toEqual([]);
});

test("do not disturb and call waiting can be switched while the page is open", async ({ lab }) => {
  const [ada, bob] = [await lab.join("ada", { calls: true }), await lab.join("bob", { calls: true })];
  await bob.page.evaluate(() => window.lab.client.setPolicy({ doNotDisturb: true }));
  expect(await call(ada, bob, "asleep?")).toEqual(BUSY);
  expect(await ringing(bob)).toEqual([]);
  await bob.page.evaluate(() => window.lab.client.setPolicy({ doNotDisturb: false, mayRing: () => false }));
  expect(await call(ada, bob, "a stranger?")).toEqual(BUSY);
  await bob.page.evaluate(() =>
    window.lab.client.setPolicy({ mayRing: (caller) => caller.startsWith("ada") }),
  );
  expect(await call(ada, bob)).toBe("rings");
  expect(await missed(bob)).toEqual(["asleep?: do-not-disturb", "a stranger?: not-allowed"]);
});

test("a caller whose page crashes during the call and comes back is not kept out by its own old call", async ({
  lab,
}) => {
  const [ada, bob] = [await lab.join("ada", { calls: true }), await lab.join("bob", { calls: true })];
  expect(await call(ada, bob)).toBe("rings");
  await answer(bob, ada);
  // As in a crash, nothing more gets out.
  await ada.page.evaluate(() => window.setNetwork(false));
  await ada.reload();
  expect(await bob.page.evaluate(() => window.lab.client.calls.length)).toBe(1);
  expect(await call(ada, bob)).toBe("rings");
  expect(await ringing(bob)).toEqual([ada.id]);
});
