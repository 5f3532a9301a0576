// An invitation that its caller changes while it rings.
import { expect } from "@playwright/test";
import { type LabPeer, test } from "../support/lab.ts";

/** Waits until an invitation rings at the peer with this content. */
const rings = ({ page }: LabPeer, content: string): Promise<unknown> =>
  page.waitForFunction(
    (said) => window.lab.client.invitations.some((it) => it.state === "ringing" && it.content === said),
    content,
  );

test("R6.5 the callee sees the change by post, on the channel, and after a reload of the callee's page", async ({
  lab,
}) => {
  const [ada, bob] = [await lab.join("ada"), await lab.join("bob")];
  const change = (content: string) =>
    ada.page.evaluate((text) => {
      const [invitation] = window.lab.client.invitations;
      if (invitation?.role === "local") invitation.update({ content: text, kind: "audio", ttlMs: 60_000 });
    }, content);
  await ada.page.evaluate((callee) => void window.lab.ring(callee), bob.id);
  await change("at once");
  await rings(bob, "at once");
  await change("a little later");
  await rings(bob, "a little later");
  await bob.reload();
  await rings(bob, "a little later");
  await change("after the reload");
  await rings(bob, "after the reload");
  await bob.page.evaluate(() => {
    const [invitation] = window.lab.client.invitations;
    if (invitation?.role === "remote") invitation.accept();
  });
  await expect.poll(() => ada.page.evaluate(() => window.lab.ends.at(-1)?.kind)).toBe("accepted");
});
