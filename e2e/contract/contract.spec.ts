// The transport contract on real PeerJS: every case in one page, against the project's own broker.
import { expect, type Page, test } from "@playwright/test";
import { switchBroker } from "../support/broker.ts";
import { CASES } from "./cases.ts";

test.describe.configure({ mode: "default" });

const errors: string[] = [];
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.exposeFunction("setBroker", await switchBroker(page));
  await page.goto("/e2e/contract/index.html");
  await page.waitForFunction(() => window.runCase !== undefined);
});

test.afterAll(() => page.close());

for (const { name } of CASES) {
  test(name, async () => {
    errors.length = 0;
    await page.evaluate((it) => window.runCase(it), name);
    expect(errors).toEqual([]);
  });
}
