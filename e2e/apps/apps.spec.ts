// Two people click through each app of docs/guides/frameworks.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { expectMovement } from "../support/media.ts";
import { makeApp, RECIPES } from "./apps.ts";
import { type Person, serving, test } from "./workshop.ts";

const press = ({ page }: Person, name: string): Promise<void> => page.getByRole("button", { name }).click();
const says = ({ page }: Person, words: string | RegExp): Promise<void> =>
  expect(page.getByRole("status")).toHaveText(words);

async function talk([ada, bob]: readonly [Person, Person], meanwhile: () => Promise<void>): Promise<void> {
  await ada.page.getByLabel("Number").fill(bob.number);
  await press(ada, "Call");
  await press(bob, `Accept ${ada.number}`);
  for (const one of [ada, bob]) {
    await says(one, "connected");
    await expectMovement(one.page.locator("video"), 2);
  }
  await meanwhile();
  await press(ada, "End");
  await says(ada, "hung-up-here");
  await says(bob, "hung-up-there");
  // Before the server goes, which a page that is developed would report.
  for (const { page } of [ada, bob]) await page.close();
}

for (const recipe of RECIPES) {
  test(`${recipe.name}: the guide's app, from the packed package`, async ({ workshop, open }) => {
    const folder = join(workshop.folder, recipe.name);
    await test.step("install and build", () => makeApp(recipe, folder, workshop.tarball));
    await test.step("built", () =>
      serving(folder, recipe.serve, async (address) => {
        const html = await fetch(address).then((answer) => answer.text());
        expect(html.includes("You are"), "rendered by the server").toBe(recipe.isServed ?? false);
        await talk([await open("ada", address), await open("bob", address)], async () => {});
      }));
    await test.step("developed, and edited during a call", () =>
      serving(folder, recipe.dev, async (address) => {
        const people = [await open("dev-ada", address), await open("dev-bob", address)] as const;
        await talk(people, async () => {
          const path = join(folder, Object.values(recipe.code)[0] ?? "");
          writeFileSync(path, readFileSync(path, "utf8").replace("You are", "Your number is"));
          for (const one of people) {
            await expect(one.page.getByRole("heading")).toHaveText(`Your number is ${one.number}`);
            await says(one, "connected");
            await expectMovement(one.page.locator("video"), 2);
          }
        });
      }));
  });
}
