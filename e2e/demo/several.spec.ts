// A call to several people: the first who answers gets it.
import { expect } from "@playwright/test";
import { expectNoViolation } from "../support/axe.ts";
import { test } from "../support/person.ts";

test("three are called, one more is added, one answers, and the others read who it was", async ({
  crowd,
}) => {
  const [ada, bob, carol, dave] = await Promise.all(
    ["ada", "bob", "carol", "dave"].map((name) => crowd.join(name)),
  );
  if (!ada || !bob || !carol || !dave) throw new Error("four people");
  await ada.call(`${bob.name}, ${carol.name}, nobody-is-here`, "Who has a minute?");
  const several = ada.page.getByRole("region", { name: "Calling 3 people" });
  const member = (name: string) =>
    ada.page
      .getByRole("list", { name: "People being called" })
      .getByRole("listitem")
      .filter({ hasText: name });
  await expect(several).toBeVisible();
  await expect(member(bob.name)).toContainText("Ringing");
  await expect(member(carol.name)).toContainText("Ringing");
  await ada.page.getByRole("button", { name: "Stop calling nobody-is-here" }).click();
  await expect(member("nobody-is-here")).toContainText("No longer called");
  const add = ada.page.getByRole("textbox", { name: "Add another person" });
  await add.fill(bob.name);
  await add.press("Enter");
  await expect(ada.page.getByRole("alert")).toContainText("already");
  await add.fill(dave.name);
  await add.press("Enter");
  await expect(add).toHaveValue("");
  await expect(member(dave.name)).toContainText("Ringing");
  for (const { page } of [ada, bob]) await expectNoViolation(page, "a call to several");
  await carol.answer(ada, "Accept");
  await expect(ada.page.getByRole("timer", { name: "Length of the call" })).toBeVisible();
  await expect(several).toBeHidden();
  for (const { page } of [bob, dave]) {
    await expect(page.getByText(`${carol.name} answered`).first()).toBeVisible();
    await expect(page.getByRole("tab", { name: "Recent" })).not.toContainText("missed");
  }
});

test("the card of those who did not answer goes when one of them calls back", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(`${bob.name}, nobody-is-here`);
  await bob.answer(ada, "Decline");
  await ada.page.getByRole("button", { name: "Stop calling nobody-is-here" }).click();
  await expect(ada.page.getByRole("region", { name: "Nobody answered" })).toBeVisible();
  await bob.call(ada, "", "Video");
  await ada.answer(bob, "Accept");
  await expect(ada.page.getByRole("region", { name: "Nobody answered" })).toBeHidden();
  await expect(ada.controls.getByRole("button", { name: "Hang up" })).toBeInViewport();
});

test("all contacts are called from their list", async ({ crowd }) => {
  const [ada, bob, carol] = [await crowd.join("ada"), await crowd.join("bob"), await crowd.join("carol")];
  await ada.page.getByRole("tab", { name: "Contacts" }).click();
  for (const { name } of [bob, carol]) {
    await ada.page.getByRole("textbox", { name: "Id of a contact" }).fill(name);
    await ada.page.keyboard.press("Enter");
  }
  await ada.page.getByRole("button", { name: "Call all 2 at once" }).click();
  for (const one of [bob, carol]) await expect(one.callFrom(ada)).toBeVisible();
  await bob.answer(ada, "Accept");
  await expect(ada.page.getByRole("region", { name: /Calling/ })).toBeHidden();
  await expect(carol.callFrom(ada)).toContainText(`${bob.name} answered`);
});

test("nobody answers: each says why, and they can be called again, or the card closed", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(`${bob.name}, nobody-is-here`);
  await bob.answer(ada, "Decline");
  await ada.page.getByRole("button", { name: "Stop calling nobody-is-here" }).click();
  const card = ada.page.getByRole("region", { name: "Nobody answered" });
  await expect(card).toContainText(`${bob.name} declined`);
  await ada.page.getByRole("button", { name: "Call again" }).click();
  const accept = bob.page.getByRole("button", { name: "Accept" });
  await expect(accept).toBeVisible();
  await ada.page.getByRole("button", { name: "Stop calling", exact: true }).click();
  await expect(accept).toBeHidden();
  await expect(ada.page.getByRole("region", { name: /Calling|Nobody/ })).toBeHidden();
  await expect(ada.page.locator("demo-calls .one")).toHaveCount(0);
  await ada.call(`${ada.name}, ${bob.name}`);
  await expect(ada.page.getByRole("alert")).toContainText("is you");
});
