// Going online, links, and mistakes that a person can make on the way.
import { expect } from "@playwright/test";
import { test } from "../support/person.ts";

test("Copy link gives a link that fills in whom to call", async ({ crowd }) => {
  const bob = await crowd.join("bob");
  await bob.page.getByRole("button", { name: "Copy link" }).click();
  await expect(bob.page.getByText("Link copied")).toBeVisible();
  const link = await bob.page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).search).toBe(`?call=${bob.name}`);

  const ada = await crowd.join("ada", new URL(link).search);
  await expect(ada.page.getByRole("textbox", { name: "Who to call" })).toHaveValue(bob.name);
  await ada.page.getByRole("button", { name: "Call", exact: true }).click();
  await expect(ada.callTo(bob).getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await expect(bob.callFrom(ada)).toBeVisible();
});

test("an id that is taken is reported in words", async ({ crowd }) => {
  const first = await crowd.join("bob");
  const second = await crowd.visit("other");
  await second.page.getByRole("textbox", { name: "Your name" }).fill(first.name);
  await second.page.getByRole("button", { name: "Go online" }).click();
  await expect(second.page.getByRole("alert")).toContainText(`“${first.name}” is taken`);
});

test("a name that cannot be an id is reported in words", async ({ crowd }) => {
  const ada = await crowd.visit("ada");
  for (const name of ["", "two  spaces", "ünïcode", "-dash"]) {
    await ada.page.getByRole("textbox", { name: "Your name" }).fill(name);
    await ada.page.getByRole("button", { name: "Go online" }).click();
    await expect(ada.page.getByRole("alert")).toContainText(name === "" ? "Type a name" : "cannot be a name");
  }
});

test("calling oneself is refused in words", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  await ada.call(ada.name);
  await expect(ada.page.getByRole("alert")).toContainText("is you");
});

test("a broker that is offline is reported in words", async ({ crowd }) => {
  crowd.allowError(/WebSocket connection to .* failed|ERR_/);
  const ada = await crowd.visit("ada");
  await ada.page.routeWebSocket(/\/broker\//, (socket) => socket.close());
  await ada.goOnline();
  await expect(ada.page.getByRole("alert")).toContainText("The broker cannot be reached");
});

test("a name that is online stays online over a reload, and Leave forgets it", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  await ada.page.reload();
  await expect(ada.connection).toHaveText(`Online as ${ada.name}`);
  await ada.page.getByRole("button", { name: "Leave" }).click();
  await expect(ada.page.getByRole("textbox", { name: "Your name" })).toBeVisible();
  await ada.page.reload();
  await expect(ada.page.getByRole("textbox", { name: "Your name" })).toBeVisible();
});
