// React: what a hook was given in a rendering that never came to the page does not count.
import { expect } from "@playwright/test";
import { test } from "../support/pages.ts";

test("react: create of a rendering that is thrown away is never called", async ({ pages }) => {
  const page = await pages.open("ada");
  await page.goto("/e2e/bindings/index.html?on=thrownAway");
  await page.waitForFunction(() => window.scene !== undefined);
  await page.evaluate(() => window.scene?.mount());
  const press = (name: string): Promise<void> => page.getByRole("button", { name }).click();
  await press("Try again");
  await expect(page.getByRole("status")).toHaveText("shown, shown");
  await press("Begin a rendering");
  await press("Try again");
  await expect(page.getByRole("status")).toHaveText("shown, shown, shown");
});
