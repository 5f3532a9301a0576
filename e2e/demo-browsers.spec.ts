// What browsers and devices do not have or allow: room, storage, a second camera at a time. And what a tab shares with others.
import { expect, type Page } from "@playwright/test";
import { expectMovement } from "./support/media.ts";
import { test } from "./support/person.ts";

const fitsAcross = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test("nothing is wider than a page of 360 px, before, while it rings, in a call and after", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.visit("ada"), await crowd.visit("bob")];
  const nothingIsCutOff = async (): Promise<void> => {
    for (const { page } of [ada, bob]) expect(await fitsAcross(page)).toBe(true);
  };
  for (const { page } of [ada, bob]) await page.setViewportSize({ width: 360, height: 720 });
  await nothingIsCutOff();
  for (const person of [ada, bob]) {
    await person.goOnline();
    await expect(person.connection).toHaveText(`Online as ${person.name}`);
  }
  await nothingIsCutOff();
  const call = await ada.call(bob, `${"long".repeat(40)} https://example.org/${"path/".repeat(30)}`, "Video");
  await expect(call.getByText(`Ringing at ${bob.name}…`)).toBeVisible();
  await expect(bob.callFrom(ada)).toBeVisible();
  await nothingIsCutOff();
  await bob.answer(ada, "Accept");
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
  await nothingIsCutOff();
  await ada.write("long".repeat(60));
  await expect(bob.chat).toContainText("longlong");
  await nothingIsCutOff();
  await ada.press("Hang up");
  await expect(bob.callFrom(ada).getByText(`${ada.name} hung up`)).toBeVisible();
  await nothingIsCutOff();
  await ada.page.getByRole("button", { name: "Settings" }).click();
  await expect(ada.page.getByRole("dialog", { name: "Settings" })).toBeVisible();
  await nothingIsCutOff();
});

test("where the browser keeps nothing for a page it works all the same", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  const bob = await crowd.visit("bob");
  await bob.page.addInitScript(() => {
    const denied = {
      get: () => {
        throw new DOMException("Denied", "SecurityError");
      },
    };
    for (const name of ["sessionStorage", "localStorage", "indexedDB"])
      Object.defineProperty(window, name, denied);
  });
  await bob.page.reload();
  await bob.goOnline();
  await expect(bob.connection).toHaveText(`Online as ${bob.name}`);
  await bob.page.getByRole("radio", { name: "Voice" }).check();
  const call = await ada.call(bob);
  await bob.answer(ada, "Accept", "here");
  await expect(call.getByText("here")).toBeVisible();
  await bob.page.getByRole("button", { name: "Leave" }).click();
});

test("a phone that opens one camera at a time changes it, and keeps the one it has if it cannot", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.visit("bob")];
  await bob.page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    const open = new Set<MediaStreamTrack>();
    mediaDevices.getUserMedia = async (constraints) => {
      const isTaken = [...open].some((track) => track.readyState === "live");
      const video = constraints?.video;
      const isBroken = JSON.stringify(video ?? "").includes(localStorage.getItem("broken") ?? "none");
      if (video && (isTaken || isBroken)) throw new DOMException("One at a time", "NotReadableError");
      const stream = await ask(constraints);
      for (const track of stream.getVideoTracks()) open.add(track);
      return stream;
    };
  });
  await bob.page.reload();
  await bob.goOnline();
  await expect(bob.connection).toHaveText(`Online as ${bob.name}`);
  await ada.call(bob, "", "Video");
  await bob.answer(ada, "Accept");
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
  await bob.press("Choose devices");
  const cameras = bob.page.getByRole("combobox", { name: "Camera" });
  const [first = "", , second = ""] = await cameras.locator("option").evaluateAll((options) => {
    return options.map((option) => (option as HTMLOptionElement).value).filter((value) => value !== "");
  });
  expect(second).not.toBe("");
  await cameras.selectOption(second);
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
  await expect(cameras).toHaveValue(second);
  await expect(bob.page.getByRole("alert")).toBeHidden();
  await bob.page.evaluate((id) => localStorage.setItem("broken", id), first);
  await cameras.selectOption(first);
  await expect(bob.page.getByRole("alert")).toContainText("Another program uses it");
  await expect(cameras).toHaveValue(second);
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
});

test("what one tab sets another one does not undo", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  const beside = await crowd.visit("eve", "", { beside: ada.page });
  await beside.goOnline();
  await expect(beside.connection).toHaveText(`Online as ${beside.name}`);
  const isDark = (): Promise<string | undefined> =>
    ada.page.evaluate(() => document.documentElement.dataset["theme"]);
  await ada.set((dialog) => dialog.getByLabel("Appearance").selectOption("Dark"));
  await expect.poll(isDark).toBe("dark");
  await beside.page.getByRole("radio", { name: "Voice" }).check();
  await ada.page.reload();
  await expect(ada.connection).toHaveText(`Online as ${ada.name}`);
  expect(await isDark()).toBe("dark");
  await expect(ada.page.getByRole("radio", { name: "Voice" })).toBeChecked();
});

test("a message that is too long is said of the message", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  const message = ada.page.getByRole("textbox", { name: "Message" });
  await ada.call("bob", "x".repeat(9_000));
  await expect(ada.page.getByRole("alert")).toContainText("too long");
  await expect(message).toHaveAttribute("aria-invalid", "true");
  await expect(message).toHaveAccessibleDescription(/too long/);
  await expect(message).toBeFocused();
  await expect(ada.page.getByRole("textbox", { name: "Who to call" })).toHaveAttribute(
    "aria-invalid",
    "false",
  );
  await ada.call("two  spaces", "");
  await expect(ada.page.getByRole("textbox", { name: "Who to call" })).toBeFocused();
});

test("a call that was left while it rang is in the list as it ended, and is not still going on", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(bob);
  await expect(bob.callFrom(ada)).toBeVisible();
  await ada.page.getByRole("button", { name: "Leave" }).click();
  await ada.goOnline();
  await expect(ada.recent("Canceled")).toContainText(bob.name);
  await expect(ada.recent("Now")).toBeHidden();
});
