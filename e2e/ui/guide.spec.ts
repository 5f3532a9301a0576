// The page of docs/guides/ui.md, exactly as it is there. Two people call each other with it.
import { expect, type Page } from "@playwright/test";
import { expectMovement } from "../support/media.ts";
import { test } from "../support/pages.ts";
import { bringBroker } from "../support/public-broker.ts";

test("the guide's page: it rings, is accepted, both see each other, and one hangs up", async ({
  pages,
  baseURL,
}) => {
  const open = async (name: string): Promise<readonly [Page, number: string]> => {
    const page = await pages.open(name, { permissions: ["camera", "microphone"] });
    await bringBroker(page, baseURL ?? "");
    await page.goto("/e2e/ui-guide/index.html");
    const heading = page.getByRole("heading", { name: /^You are \d+$/ });
    await expect(heading).toBeVisible();
    return [page, (await heading.textContent())?.replace(/\D/g, "") ?? ""];
  };
  const [[ada, from], [bob, to]] = [await open("ada"), await open("bob")];
  await ada.getByLabel("Number").fill(to);
  await ada.getByRole("button", { name: "Call" }).click();
  await expect(ada.getByRole("region", { name: `Call to ${to}` })).toContainText(`Ringing ${to}…`);
  await bob.getByRole("button", { name: "Accept" }).click();
  await expectMovement(bob.getByLabel(`Picture of ${from}`), 3);
  await expectMovement(ada.getByLabel(`Picture of ${to}`), 3);
  await ada.getByRole("button", { name: "Hang up" }).click();
  await expect(bob.getByText(`${from} hung up`)).toBeVisible();
});
