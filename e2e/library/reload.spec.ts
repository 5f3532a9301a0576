// A callee's page that is reloaded while an invitation rings.
import { type LabPeer, test } from "../support/lab.ts";

/** Waits until an invitation rings at `peer`. */
const rings = ({ page }: LabPeer): Promise<unknown> =>
  page.waitForFunction(
    () => window.lab.client.invitations.some(({ state }) => state === "ringing"),
    undefined,
    // Sooner than the old page would be noticed as silent.
    { timeout: 5_000 },
  );

test("if the callee's page is reloaded while it rings, it rings again, each time", async ({ lab }) => {
  const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
  await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
  await rings(bob);
  for (const _ of [1, 2, 3, 4, 5]) {
    await bob.reload();
    await rings(bob);
  }
});
