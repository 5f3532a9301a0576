// Every screen in both themes and both languages, checked by axe.
import { expect } from "@playwright/test";
import { expectAccessible, expectNoViolation } from "../support/axe.ts";
import { LONG } from "../support/long.ts";
import { test } from "../support/person.ts";

test("going online, checking devices and the settings are accessible", async ({ crowd }) => {
  const ada = await crowd.visit("ada");
  await ada.page.getByRole("textbox").fill("two  spaces");
  await ada.page.getByRole("button", { name: "Go online" }).click();
  await expectAccessible(ada.page, "first screen, with a problem");
  await ada.goOnline();
  await ada.page.getByRole("button", { name: "Check camera and microphone" }).click();
  await expect(ada.picture("Your own picture")).toBeVisible();
  await expectAccessible(ada.page, "home, with preview");
  await ada.page.locator("demo-bar button").last().click();
  for (const language of ["en", "zh"]) {
    for (const theme of ["light", "dark"]) {
      await ada.page.locator("#language").selectOption(language);
      await ada.page.locator("#theme").selectOption(theme);
      await expectNoViolation(ada.page, `settings, ${language}, ${theme}`);
    }
  }
});

test("a call that waits during another one is accessible, and so is a question", LONG, async ({ crowd }) => {
  const [ada, cyd] = [await crowd.join("ada"), await crowd.join("cyd", "?ttlMs=600000")];
  const bob = await crowd.join("bob");
  await bob.letFurtherCallsRing();
  await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(bob.chat).toBeVisible();
  await cyd.call(bob, "Hello?", "Video");
  await expect(bob.callFrom(cyd)).toBeVisible();
  await expectAccessible(bob.page, "call waiting");
  for (const colorScheme of ["light", "dark"] as const) {
    await bob.page.emulateMedia({ colorScheme });
    for (const language of ["English", "中文"]) {
      await bob.page.locator("demo-own-card .buttons button").last().click();
      await expectNoViolation(bob.page, `a question, ${language}, ${colorScheme}`);
      await bob.page.keyboard.press("Escape");
      await bob.page.getByRole("button", { name: /^(中文|English)$/ }).press("Enter");
    }
  }
});

test("ringing, an active call and an ended call are accessible", async ({ crowd }) => {
  test.setTimeout(120_000);
  const [ada, bob] = [await crowd.join("ada", "?ttlMs=600000"), await crowd.join("bob")];
  const call = await ada.call(bob, "Lunch?", "Video");
  await expect(bob.callFrom(ada)).toBeVisible();
  await expectAccessible(ada.page, "outgoing");
  await expectAccessible(bob.page, "incoming");
  await bob.answer(ada, "Accept", "Gladly");
  await expect(call.getByText(/Direct/)).toBeVisible();
  await ada.press("Choose devices");
  await bob.press("Turn camera off");
  await expectAccessible(ada.page, "in a call, their camera off, devices shown");
  await expectAccessible(bob.page, "in a call, with pictures");
  await ada.press("Hang up");
  await expect(bob.callFrom(ada).getByText("hung up")).toBeVisible();
  await bob.page.getByRole("button", { name: `Add ${ada.name} to the contacts` }).click();
  await bob.page.getByRole("tab", { name: "Contacts" }).click();
  await expectAccessible(bob.page, "after a call, contacts");
});
