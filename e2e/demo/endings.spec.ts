// How a call ends without an answer: canceled, timed out, nobody there, a page that is left or reloaded.
import { expect } from "@playwright/test";
import { expectNoViolation } from "../support/axe.ts";
import { LONG } from "../support/long.ts";
import { type Person, test } from "../support/person.ts";

test("a call is canceled while it rings", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob);
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await call.getByRole("button", { name: "Cancel" }).click();
  await expect(call.getByText("Canceled", { exact: true })).toBeVisible();
  await expect(bob.callFrom(ada).getByText(`${ada.name} canceled`)).toBeVisible();
  await expect(bob.callFrom(ada).getByRole("button", { name: "Accept" })).toBeHidden();
});

test("a call that nobody answers ends at both sides", LONG, async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada", "?ttlMs=5000"), await crowd.join("bob", "?minRingMs=0")];
  const call = await ada.call(bob);
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await expect(call.getByText(`No answer from ${bob.name}`)).toBeVisible();
  await expect(bob.callFrom(ada).getByText("Missed: nobody answered in time")).toBeVisible();
});

test("an absent callee is tried for a while, and the caller is told when they come online", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada", "?deliverTimeoutMs=2500"), await crowd.visit("bob")];
  const call = await ada.call(bob);
  await expect(call.getByText(`${bob.name} could not be reached`)).toBeVisible();
  await expect(call.getByText("Nobody is online as")).toBeVisible();
  await expect(call.getByRole("button", { name: "Call again" })).toBeVisible();
  await call.getByRole("button", { name: "Copy a link" }).click();
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toContain(`?call=${ada.name}`);
  await expectNoViolation(ada.page, "a callee that could not be reached");
  await call.getByRole("button", { name: "Tell me when they are online" }).click();
  await bob.goOnline();
  const notice = ada.page.locator("demo-here-notice");
  await expect(notice).toContainText(`${bob.name} is online now`);
  await expect(call).toBeHidden();
  await notice.getByRole("button", { name: "Call" }).click();
  await expect(bob.callFrom(ada)).toBeVisible();
  await expect(notice).not.toContainText("online");
});

test("if a callee comes online while the caller is still trying, the call rings", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.visit("bob")];
  const call = await ada.call(bob, "There you are");
  await expect(call.getByText(`${bob.name} is not online. Still trying…`)).toBeVisible();
  await bob.goOnline();
  await expect(bob.callFrom(ada).getByText("There you are")).toBeVisible();
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
});

/** Calls, until it rings at both ends. Before the caller knows that, there is no channel that could be lost or used. */
async function ringOnAChannel(caller: Person, callee: Person): Promise<void> {
  const call = await caller.call(callee);
  await expect(callee.callFrom(caller).getByRole("button", { name: "Accept" })).toBeVisible();
  await expect(call.getByText(`Ringing ${callee.name}…`)).toBeVisible();
}

test("if the caller closes the tab while it rings, it stops ringing", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob", "?linkGraceMs=1500")];
  await ringOnAChannel(ada, bob);
  await ada.page.close({ runBeforeUnload: true });
  await expect(bob.callFrom(ada).getByText(`Missed: lost connection to ${ada.name}`)).toBeVisible();
  await expect(bob.callFrom(ada).getByRole("button", { name: "Accept" })).toBeHidden();
});

test("if the caller leaves while it rings, the call is canceled", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ringOnAChannel(ada, bob);
  await ada.page.getByRole("button", { name: "Go offline" }).click();
  await expect(bob.callFrom(ada).getByText(`${ada.name} canceled`)).toBeVisible();
});

test("if the callee's page is reloaded while it rings, it rings again", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob, "Still there?");
  await expect(bob.callFrom(ada).getByText("Still there?")).toBeVisible();
  await bob.page.reload();
  // An attempt that the broker passed to the page that was just leaving is given up after connectTimeoutMs, 10 s.
  await expect(bob.callFrom(ada).getByText("Still there?")).toBeVisible({ timeout: 20_000 });
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await bob.answer(ada, "Accept", "Back again");
  await expect(call.getByText("Back again")).toBeVisible();
});

test("if the caller's page is reloaded while it rings, the call continues, and nothing rings twice", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(bob, "Do not hang up");
  await expect(bob.callFrom(ada).getByText("Do not hang up")).toBeVisible();
  await ada.page.reload();
  await expect(ada.callTo(bob).getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await expect((await bob.openLog()).getByText(`${ada.name}: ringing`)).toHaveCount(1);
  await bob.answer(ada, "Accept");
  await expect(ada.callTo(bob).getByText(`${bob.name} accepted`)).toBeVisible();
  await expect(bob.callFrom(ada).getByText("You accepted")).toBeVisible();
});

test("if the caller's page crashes, it stops ringing at the callee", LONG, async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob", "?linkGraceMs=1500")];
  await ringOnAChannel(ada, bob);
  await ada.page.close();
  await expect(bob.callFrom(ada).getByText(`Missed: lost connection to ${ada.name}`)).toBeVisible();
});

test("if the callee's page crashes, the caller notices and continues to try", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada", "?deliverTimeoutMs=6000"), await crowd.join("bob")];
  const call = await ada.call(bob);
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await bob.page.close();
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeHidden();
  await expect(call.getByText(`${bob.name} could not be reached`)).toBeVisible({ timeout: 20_000 });
});
