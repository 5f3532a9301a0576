// The browser's reasons why a camera is not available.
import { expect } from "@playwright/test";
import { test } from "../support/pages.ts";

test("a camera that the page's policy forbids is distinguished from one that the person does not allow", async ({
  pages,
}) => {
  pages.allowError(/Permissions policy violation/);
  const page = await pages.open("ada", { permissions: ["microphone"] });
  await page.route("**/e2e/call/index.html", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "permissions-policy": "camera=()" } });
  });
  await page.goto("/e2e/call/index.html");
  await page.waitForFunction(() => window.askForMedia !== undefined);
  expect(await page.evaluate(() => window.askForMedia())).toEqual(["camera: blocked-by-policy"]);
});
