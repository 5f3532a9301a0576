// Every screen in both themes and both languages: axe finds nothing.
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { type Person, test } from "./support/person.ts";

/** Looks at what a person sees now in each theme and language; ends as it began. */
async function expectAccessible({ page }: Person, screen: string): Promise<void> {
  for (const language of ["English", "中文"] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
      );
      expect(found, `${screen}, ${language}, ${colorScheme}`).toEqual([]);
    }
    await page
      .locator("demo-bar")
      .getByRole("button", { name: /^(中文|English)$/ })
      .click({ force: true });
  }
}

test("every screen is accessible in both themes and languages", async ({ crowd }) => {
  test.setTimeout(150_000);
  const ada = await crowd.visit("ada");
  await ada.page.getByRole("textbox").fill("two  spaces");
  await ada.page.getByRole("button", { name: "Go online" }).click();
  await expectAccessible(ada, "first screen with a problem");
  await ada.goOnline();
  await ada.page.getByRole("button", { name: "Check camera and microphone" }).click();
  await expect(ada.picture("Your own picture")).toBeVisible();
  await expectAccessible(ada, "home with preview");
  await ada.page.getByRole("button", { name: "Close preview" }).click();

  const bob = await crowd.join("bob");
  const call = await ada.call(bob, "Lunch?", "Video");
  await expect(bob.callFrom(ada)).toBeVisible();
  await Promise.all([expectAccessible(ada, "outgoing"), expectAccessible(bob, "incoming")]);
  await bob.answer(ada, "Accept", "Gladly");
  await expect(call.getByText(/Direct/)).toBeVisible();
  await ada.press("Choose devices");
  await bob.press("Turn camera off");
  await Promise.all([expectAccessible(ada, "in a call"), expectAccessible(bob, "in a call, dark")]);
  await ada.press("Hang up");
  await expect(bob.callFrom(ada).getByText("hung up")).toBeVisible();
  await bob.page.getByRole("button", { name: `Add ${ada.name} to the contacts` }).click();
  await bob.page.getByRole("tab", { name: "Contacts" }).click();
  await Promise.all([expectAccessible(ada, "after a call"), expectAccessible(bob, "contacts")]);
});

test("the settings are accessible in both themes and languages", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  for (const language of ["en", "zh"]) {
    for (const theme of ["light", "dark"]) {
      await ada.page.locator("demo-bar button").last().click();
      await ada.page.locator("#language").selectOption(language);
      await ada.page.locator("#theme").selectOption(theme);
      const { violations } = await new AxeBuilder({ page: ada.page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([]);
      await ada.page.keyboard.press("Escape");
    }
  }
});
