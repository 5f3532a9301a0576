// Two people click through each app of examples/ that a bundler builds. e2e/plain has the one without a build.
import { join } from "node:path";
import { expect } from "@playwright/test";
import { expectNoViolation } from "../support/axe.ts";
import { expectMovement } from "../support/media.ts";
import { EXAMPLES, makeApp, ONE_PAGE } from "./apps.ts";
import { type Person, serving, test } from "./workshop.ts";

const button = ({ page }: Person, name: string) => page.getByRole("button", { name, exact: true });
const press = (person: Person, name: string): Promise<void> => button(person, name).click();
const says = ({ page }: Person, words: string): Promise<void> =>
  expect(page.getByRole("status")).toHaveText(words, { timeout: 30_000 });

async function call(from: Person, { number }: Person): Promise<void> {
  await from.page.getByLabel("Number").fill(number);
  await from.page.getByLabel("Number").press("Enter");
}

/** The person can place a call, and sees no picture. */
async function expectIdle(person: Person): Promise<void> {
  await expect(button(person, "Hang up")).toBeHidden();
  await expect(button(person, "Call")).toBeEnabled();
  await expect(person.page.locator("video").filter({ visible: true })).toHaveCount(0);
}

async function clickThrough(ada: Person, bob: Person): Promise<void> {
  await test.step("refused", async () => {
    await call(ada, bob);
    await says(ada, "Ringing …");
    await expect(bob.page.getByLabel("Incoming call")).toContainText(`${ada.number} is calling`);
    for (const one of [ada, bob]) await expect(button(one, "Call")).toBeDisabled();
    for (const colorScheme of ["light", "dark"] as const) {
      await bob.page.emulateMedia({ colorScheme });
      await expectNoViolation(bob.page, `ringing, ${colorScheme}`);
    }
    await press(bob, "Refuse");
    await says(ada, "Refused");
  });
  await test.step("canceled", async () => {
    await call(ada, bob);
    await says(ada, "Ringing …");
    await press(ada, "Hang up");
    await says(ada, "Canceled");
    await expect(bob.page.getByLabel("Incoming call")).toBeHidden();
    for (const one of [ada, bob]) await expectIdle(one);
  });
  await test.step("one's own number", async () => {
    await call(ada, ada);
    await expect(ada.page.getByRole("alert").first()).toContainText("Cannot createLocalInvitation");
  });
  await test.step("accepted, and hung up by the callee", async () => {
    await call(ada, bob);
    await press(bob, "Accept");
    for (const one of [ada, bob]) {
      await says(one, "Connected");
      await expect(button(one, "Call")).toBeDisabled();
      await expectNoViolation(one.page, "a call");
      for (const video of await one.page.locator("video").all()) await expectMovement(video, 2);
    }
    await press(bob, "Hang up");
    await says(bob, "This side hung up");
    await says(ada, "The other side hung up");
    for (const one of [ada, bob]) await expectIdle(one);
  });
}

test("one-page: with Vite in place of the import map", async ({ workshop, open }) => {
  const folder = join(workshop.folder, ONE_PAGE.name);
  makeApp(ONE_PAGE, folder, workshop.tarball);
  for (const command of [ONE_PAGE.serve, ONE_PAGE.dev]) {
    await serving(folder, command, async (address) => {
      const [ada, bob] = [await open("ada", address), await open("bob", address)] as const;
      await call(ada, bob);
      await press(bob, "Accept");
      for (const one of [ada, bob]) await says(one, "connected");
      await press(ada, "End");
      await says(bob, "the other side hung up");
      for (const { page } of [ada, bob]) await page.close();
    });
  }
});

for (const recipe of EXAMPLES) {
  test(`${recipe.name}: from the packed package`, async ({ workshop, open }) => {
    const folder = join(workshop.folder, recipe.name);
    await test.step("install and build", () => makeApp(recipe, folder, workshop.tarball));
    for (const command of [recipe.serve, recipe.dev]) {
      await serving(folder, command, async (address) => {
        const [ada, bob] = [await open("ada", address), await open("bob", address)] as const;
        await clickThrough(ada, bob);
        if (recipe.name === "examples-vite-vanilla") {
          const missed = bob.page.getByLabel("Missed calls");
          await expect(missed.getByRole("listitem")).toHaveCount(1);
          await missed.getByRole("button", { name: `Call ${ada.number} back` }).click();
          await press(ada, "Accept");
          await says(bob, "Connected");
          await press(ada, "Hang up");
          await says(bob, "The other side hung up");
        }
        // Before the server goes, which a page that is developed would report.
        for (const { page } of [ada, bob]) await page.close();
      });
    }
  });
}
