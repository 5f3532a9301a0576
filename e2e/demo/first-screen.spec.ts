// Going online, links, and mistakes that a person can make on the way.
import { expect } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { test } from "../support/person.ts";

test("Copy link gives a link that leads to one screen and one button that calls", async ({ crowd }) => {
  const bob = await crowd.join("bob");
  await bob.page.getByRole("button", { name: "Copy link" }).click();
  await expect(bob.page.getByText("Link copied")).toBeVisible();
  const link = await bob.page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).search).toBe(`?call=${bob.name}`);

  // Who opens it sees one screen, with one button that calls.
  const ada = await crowd.visit("ada", new URL(link).search);
  await expect(ada.page.getByRole("heading", { name: `Call ${bob.name}` })).toBeVisible();
  await ada.page.getByRole("textbox", { name: "Your name" }).fill(" 王芳 ");
  await expectAccessible(ada.page, "a link to call somebody");
  await ada.page.getByRole("button", { name: `Call ${bob.name}` }).click();
  await expect(ada.callTo(bob).getByText(`Ringing ${bob.name}…`)).toBeVisible();
  const id = await ada.page.evaluate(() => sessionStorage.getItem("peer-invite-demo.name"));
  await expect(bob.callFrom(`王芳 (${id})`).getByRole("status")).toContainText("王芳 (");
  await bob.page.getByRole("button", { name: `Add ${id} to the contacts` }).click();
  await expect(bob.callFrom("王芳")).toBeVisible();
});

test("an id that is taken is reported in words", async ({ crowd }) => {
  const first = await crowd.join("bob");
  const second = await crowd.visit("other");
  await second.page.getByRole("textbox", { name: "Your id" }).fill(first.name);
  await second.page.getByRole("button", { name: "Go online" }).click();
  await expect(second.page.getByRole("alert")).toContainText(`“${first.name}” is taken`);
});

test("a name that cannot be an id is reported in words", async ({ crowd }) => {
  const ada = await crowd.visit("ada");
  for (const name of ["", "two  spaces", "ünïcode", "-dash"]) {
    await ada.page.getByRole("textbox", { name: "Your id" }).fill(name);
    await ada.page.getByRole("button", { name: "Go online" }).click();
    await expect(ada.page.getByRole("alert")).toContainText(name === "" ? "Type an id" : "cannot be an id");
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
  await expect(ada.page.getByRole("alert")).toContainText("The server cannot be reached");
});

test("a name that is online stays online over a reload, and Leave forgets it", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  await ada.page.reload();
  await expect(ada.connection).toHaveText(`Online as ${ada.name}`);
  await ada.page.getByRole("button", { name: "Let it ring" }).click();
  await expect(ada.page.getByText("play sound until")).toBeHidden();
  await ada.page.getByRole("button", { name: "Go offline" }).click();
  await expect(ada.page.getByRole("textbox", { name: "Your id" })).toBeVisible();
  await ada.page.reload();
  await expect(ada.page.getByRole("textbox", { name: "Your id" })).toBeVisible();
});
