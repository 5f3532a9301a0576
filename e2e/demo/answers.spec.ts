// How a callee can answer, and what the caller sees of it.
import { expect } from "@playwright/test";
import { test } from "../support/person.ts";

test("a call rings, is accepted with words, and both see them", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob, "Lunch at twelve?");
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await expect(call.getByRole("timer")).toHaveText(/^\d:\d\d$/);
  await expect(bob.callFrom(ada).getByText("Lunch at twelve?")).toBeVisible();
  await expect(bob.callFrom(ada).getByRole("timer")).toHaveText(/^\d:\d\d$/);
  await expect(bob.page).toHaveTitle(new RegExp(`^${ada.name} is calling`));
  await bob.answer(ada, "Accept", "On my way");
  await expect(call.getByText(`${bob.name} accepted`)).toBeVisible();
  await expect(call.getByText("On my way")).toBeVisible();
  await expect(bob.callFrom(ada).getByText("You accepted")).toBeVisible();
  for (const person of [ada, bob]) await person.minimize();
  const log = await ada.openLog();
  await expect(log).toContainText(`${bob.name}: received, ringing`);
  await expect(log).toContainText(`${bob.name}: accepted`);
  await expect(ada.page.getByText(/Direct · \d+ ms/)).toBeVisible();
  await expect(await bob.openLog()).toContainText(`${ada.name}: accepted`);
});

test("a call is refused with words", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob);
  await bob.answer(ada, "Decline", "Call at five");
  await expect(call.getByText(`${bob.name} declined`)).toBeVisible();
  await expect(call.getByText("Call at five")).toBeVisible();
  await expect(bob.callFrom(ada).getByText("You declined")).toBeVisible();
});

test("an ignored call stops ringing here, still rings for the caller, and can still be accepted", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob);
  await bob.answer(ada, "Ignore");
  await expect(bob.callFrom(ada).getByText("Ignored")).toBeVisible();
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await bob.answer(ada, "Accept");
  await expect(call.getByText(`${bob.name} accepted`)).toBeVisible();
});

test("an ignored call ends when its time is over", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada", "?ttlMs=5000"), await crowd.join("bob", "?minRingMs=0")];
  const call = await ada.call(bob);
  await bob.answer(ada, "Ignore");
  await expect(call.getByText(`No answer from ${bob.name}`)).toBeVisible();
  await expect(bob.callFrom(ada).getByText("Missed: nobody answered in time")).toBeVisible();
});

test("a call is answered with the keyboard alone", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const field = bob.page.getByRole("textbox", { name: "Who to call" });
  await field.focus();
  const call = await ada.call(bob);
  const accept = bob.callFrom(ada).getByRole("button", { name: "Accept" });
  await expect(accept).toBeVisible();
  await expect(field).toBeFocused();
  // Enter in an empty field means the call that rings, and is no mistake.
  await bob.page.keyboard.press("Enter");
  await expect(bob.page.getByRole("alert")).toHaveCount(0);
  await bob.page.keyboard.press("Tab");
  await expect(accept).toBeFocused();
  await bob.page.keyboard.press("Enter");
  await expect(call.getByText(`${bob.name} accepted`)).toBeVisible();
  await bob.page.keyboard.press("?");
  const keys = bob.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(keys).toContainText("HHang up");
  await bob.page.keyboard.press("h");
  await expect(bob.controls).toBeVisible();
  await bob.page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await bob.page.keyboard.press("h");
  await expect(bob.callFrom(ada).getByText("You hung up")).toBeVisible();
  await call.getByRole("button", { name: "Call again" }).click();
  await expect(accept).toBeVisible();
  await bob.page.keyboard.press("d");
  await expect(call.getByText(`${bob.name} declined`)).toBeVisible();
});

test("two callers at once ring the same callee, and each gets its own answer", async ({ crowd }) => {
  const [ada, cyd, bob] = [await crowd.join("ada"), await crowd.join("cyd"), await crowd.join("bob")];
  await bob.letFurtherCallsRing();
  const [first, second] = await Promise.all([ada.call(bob, "from ada"), cyd.call(bob, "from cyd")]);
  await expect(bob.callFrom(ada).getByText("from ada")).toBeVisible();
  await expect(bob.callFrom(cyd).getByText("from cyd")).toBeVisible();
  await bob.answer(ada, "Accept", "yes, ada");
  // The other call now waits over this one.
  await expect(bob.chat).toBeVisible();
  await bob.answer(cyd, "Decline", "no, cyd");
  await expect(first.getByText("yes, ada")).toBeVisible();
  await expect(second.getByText("no, cyd")).toBeVisible();
  await expect(first.getByText(`${bob.name} accepted`)).toBeVisible();
  await expect(second.getByText(`${bob.name} declined`)).toBeVisible();
});

test("three calls in a row between the same two peers", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  for (const [message, how, end] of [
    ["one", "Decline", "declined"],
    ["two", "Accept", "accepted"],
    ["three", "Decline", "declined"],
  ] as const) {
    const call = await ada.call(bob, message);
    await expect(bob.callFrom(ada).getByText(message)).toBeVisible();
    await bob.answer(ada, how);
    await expect(call.getByText(`${bob.name} ${end}`)).toBeVisible();
    if (how === "Accept") await ada.press("Hang up");
    await call.getByRole("button", { name: "Close" }).click();
    await bob.callFrom(ada).getByRole("button", { name: "Close" }).click();
    await expect(call).toBeHidden();
  }
});

test("both call each other at once: this makes exactly one call, without asking", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await Promise.all([ada.call(bob), bob.call(ada)]);
  for (const [one, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    const accepted = one.page.getByText(new RegExp(`^(You accepted|${other.name} accepted)$`));
    await expect(accepted).toHaveCount(1);
  }
});
