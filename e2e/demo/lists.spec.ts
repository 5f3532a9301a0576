// What survives a call: recent and missed calls, contacts, and who may ring.
import { type ElementHandle, expect } from "@playwright/test";
import { test } from "../support/person.ts";

test("a missed call is in the list after a reload, can be called back, and becomes a contact", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob, "Hello?");
  await expect(bob.callFrom(ada)).toBeVisible();
  await call.getByRole("button", { name: "Cancel" }).click();
  await expect(bob.recent("Missed")).toContainText(ada.name);
  await bob.page.reload();
  await expect(bob.recent("Missed")).toContainText(ada.name);
  await expect(bob.page.getByRole("tab", { name: "Recent" })).toContainText("1 missed");
  await bob.page.getByRole("button", { name: `Add ${ada.name} to the contacts` }).click();
  await bob.page.getByRole("button", { name: `Chat with ${ada.name}` }).click();
  await expect(ada.callFrom(bob)).toBeVisible();
  await ada.answer(bob, "Decline");
  const clear = bob.page.getByRole("button", { name: "Clear the list" });
  await clear.click();
  const no = bob.page.getByRole("button", { name: "Go back" });
  await no.click();
  await expect(bob.recent(ada.name).first()).toBeVisible();
  await clear.click();
  // The question is asked again before the page is told that it was closed.
  await no.evaluate(
    async (button: HTMLElement, again) => {
      button.click();
      for (let turns = 0; turns < 100; turns += 1) await null;
      again?.click();
    },
    (await clear.elementHandle()) as ElementHandle<HTMLElement> | null,
  );
  await bob.page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(bob.recent(ada.name)).toHaveCount(0);
  await bob.page.reload();
  await bob.page.getByRole("tab", { name: "Contacts" }).click();
  await expect(bob.recent(ada.name)).toBeVisible();
});

test("a caller during a call is told busy, or waits and takes over while the first call is on hold", async ({
  crowd,
}) => {
  const [ada, cyd, bob] = [await crowd.join("ada"), await crowd.join("cyd"), await crowd.join("bob")];
  await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(bob.chat).toBeVisible();
  const refused = await cyd.call(bob);
  await expect(refused.getByText(`${bob.name} is busy`)).toBeVisible();
  await expect(bob.callFrom(cyd)).toBeHidden();
  await expect(bob.page.getByText(`Missed call from ${cyd.name}`)).toBeVisible();
  await expect(bob.page).toHaveTitle(/^\(1\) In a call with/);
  await bob.minimize();
  await expect(bob.page).toHaveTitle(/^In a call with/);
  await expect(bob.recent("Missed during another call")).toContainText(cyd.name);

  await bob.letFurtherCallsRing();
  await refused.getByRole("button", { name: "Call again" }).click();
  await bob.answer(cyd, "Accept");
  await expect(bob.callFrom(ada).getByText("On hold")).toBeVisible();
  await expect(ada.page.getByText(`${bob.name} has put you on hold`)).toBeVisible();
  await expect(cyd.page.getByRole("timer", { name: "Length of the call" })).toBeVisible();
  await cyd.write("Quickly");
  await expect(bob.chat).toContainText("Quickly");
  await cyd.press("Hang up");
  await expect(bob.callFrom(ada)).toContainText("You can resume the call");
  await bob.callFrom(ada).getByRole("button", { name: "Resume" }).click();
  await expect(ada.page.getByText(`${bob.name} has put you on hold`)).toBeHidden();
  await ada.write("Still here");
  await expect(bob.chat).toContainText("Still here");
  await bob.press("Options");
  await bob.page.getByRole("button", { name: "Hold" }).click();
  await expect(ada.page.getByText(`${bob.name} has put you on hold`)).toBeVisible();
  await expect(bob.callFrom(ada)).toContainText("You can resume the call");
});

test("do not disturb and contacts only: nothing rings, and both sides see the result", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const disturb = bob.page.getByRole("button", { name: "Do not disturb" });
  await disturb.click();
  await expect(disturb).toHaveAttribute("aria-pressed", "true");
  await expect(bob.page.getByText("Do not disturb is on: no call rings.")).toBeVisible();
  const call = await ada.call(bob);
  await expect(call.getByText(`${bob.name} is busy`)).toBeVisible();
  await expect(bob.recent("Missed, do not disturb was on")).toContainText(ada.name);
  await disturb.click();
  await bob.set((dialog) => dialog.getByRole("switch", { name: "Only contacts may ring" }).check());
  await call.getByRole("button", { name: "Call again" }).click();
  await expect(bob.recent("Missed, not a contact")).toContainText(ada.name);
  await bob.page
    .getByRole("button", { name: `Add ${ada.name} to the contacts` })
    .first()
    .click();
  await call.getByRole("button", { name: "Call again" }).click();
  await expect(bob.callFrom(ada)).toBeVisible();
});

test("a quick reply refuses with its words", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob);
  await bob.callFrom(ada).getByRole("button", { name: "I'll call you back" }).click();
  await expect(call.getByText(`${bob.name} declined`)).toBeVisible();
  await expect(call.getByText("I'll call you back")).toBeVisible();
});
