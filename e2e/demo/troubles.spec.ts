// Obstacles to a call: a callee with too many calls, a broker that goes away, a caller that crashes at the wrong moment, and
// mistakes in the form or the address.
import { expect } from "@playwright/test";
import { switchBroker } from "../support/broker.ts";
import { watchChannels } from "../support/channel.ts";
import { test } from "../support/person.ts";

test("a callee with too many ringing calls is busy, and the first call still rings", async ({ crowd }) => {
  const [ada, cyd] = [await crowd.join("ada"), await crowd.join("cyd")];
  const bob = await crowd.join("bob", "?openMax=1");
  const first = await ada.call(bob);
  await expect(first.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  const second = await cyd.call(bob);
  await expect(second.getByText(`${bob.name} is busy`)).toBeVisible();
  await expect(bob.callFrom(cyd)).toBeHidden();
  await bob.answer(ada, "Accept");
  await expect(first.getByText(`${bob.name} accepted`)).toBeVisible();
});

test("Call again rings again with the same words", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob, "Tea?");
  await bob.answer(ada, "Decline");
  await bob.callFrom(ada).getByRole("button", { name: "Close" }).click();
  await call.getByRole("button", { name: "Call again" }).click();
  await expect(bob.callFrom(ada).getByText("Tea?")).toBeVisible();
  await bob.answer(ada, "Accept");
  await expect(call.getByText(`${bob.name} accepted`)).toBeVisible();
});

test("a broker that is lost while it rings does not affect the call, and reconnects by itself", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.visit("ada"), await crowd.visit("bob")];
  const untilChannel = await watchChannels(ada.page);
  const switches = [await switchBroker(ada.page), await switchBroker(bob.page)];
  for (const person of [ada, bob]) {
    await person.goOnline();
    await expect(person.connection).toHaveText(`Online as ${person.name}`);
  }
  const call = await ada.call(bob);
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await untilChannel();
  for (const turn of switches) await turn(false);
  for (const person of [ada, bob])
    await expect(person.connection).toContainText("Lost connection to the server");
  await bob.answer(ada, "Accept", "who needs a broker");
  await expect(call.getByText("who needs a broker")).toBeVisible();
  await expect(bob.callFrom(ada).getByText("You accepted")).toBeVisible();
  for (const person of [ada, bob]) await person.minimize();
  for (const turn of switches) await turn(true);
  for (const person of [ada, bob]) await expect(person.connection).toHaveText(`Online as ${person.name}`);
});

test("an acceptance that the caller crashed too early to confirm does not count", async ({ crowd }) => {
  // The callee waits for a silent caller as long as its call would have rung.
  const [ada, bob] = [await crowd.join("ada", "?ttlMs=5000"), await crowd.join("bob")];
  const call = await ada.call(bob);
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await ada.page.close();
  await bob.answer(ada, "Accept");
  await expect(bob.callFrom(ada).getByText(`Accepted, but ${ada.name} did not confirm`)).toBeVisible();
});

test("a message that is too long is reported in words", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  await ada.call("nobody-here", "é".repeat(4_097));
  await expect(ada.page.getByRole("alert")).toContainText("too long. Up to 8,192 bytes");
});

test("an invalid limit in the address is reported in words", async ({ crowd }) => {
  const ada = await crowd.visit("ada", "?ttlMs=1");
  await ada.goOnline();
  await expect(ada.page.getByRole("alert")).toContainText("ttlMs must be a whole number from 5000 to 600000");
});
