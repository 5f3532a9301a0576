// What browsers and devices may lack or forbid: space, storage, two cameras at a time. And what a tab shares with other tabs.
import { expect, type Page } from "@playwright/test";
import { LONG } from "../support/long.ts";
import { expectMovement } from "../support/media.ts";
import { test } from "../support/person.ts";

declare global {
  interface Window {
    /** The id of the camera that is open. */
    openCamera(): string | undefined;
  }
}

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
  await expect(call.getByText(`Ringing ${bob.name}…`)).toBeVisible();
  await expect(bob.callFrom(ada)).toBeVisible();
  await nothingIsCutOff();
  await bob.answer(ada, "Accept");
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
  await nothingIsCutOff();
  await ada.write("long".repeat(60));
  await expect(bob.page.getByRole("button", { name: "Chat, 1 new message" })).toBeVisible();
  await nothingIsCutOff();
  await bob.openChat();
  await expect(bob.chat).toContainText("longlong");
  await nothingIsCutOff();
  await ada.press("Hang up");
  await expect(bob.callFrom(ada).getByText(`${ada.name} hung up`)).toBeVisible();
  await nothingIsCutOff();
  await ada.page.getByRole("button", { name: "Settings" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "Settings" });
  await expect(dialog).toBeVisible();
  expect(await dialog.evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
});

test("if the browser stores nothing for the page, it works anyway", async ({ crowd }) => {
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
    navigator.locks.request = () => Promise.reject(new DOMException("Denied", "SecurityError"));
  });
  await bob.page.goto(`./?name=${bob.name}&join`);
  await expect(bob.connection).toHaveText(`Online as ${bob.name}`);
  await bob.page.getByRole("radio", { name: "Voice" }).check();
  const call = await ada.call(bob);
  await bob.answer(ada, "Accept", "here");
  await expect(call.getByText("here")).toBeVisible();
  await bob.press("Hang up");
  await bob.page.getByRole("button", { name: "Go offline" }).click();
  await bob.goOnline();
  await expect(bob.connection).toHaveText(`Online as ${bob.name}`);
});

test(
  "a phone that opens one camera at a time changes it, and keeps the one it has if it cannot",
  LONG,
  async ({ crowd }) => {
    const [ada, bob] = [await crowd.join("ada"), await crowd.visit("bob")];
    const openCamera = (): Promise<string | undefined> => bob.page.evaluate(() => window.openCamera());
    await bob.page.addInitScript(() => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      const open = new Set<MediaStreamTrack>();
      window.openCamera = () =>
        [...open].find(({ readyState }) => readyState === "live")?.getSettings().deviceId;
      mediaDevices.getUserMedia = async (constraints) => {
        const isTaken = window.openCamera() !== undefined;
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
    await bob.press("Options");
    const cameras = bob.page.getByRole("combobox", { name: "Camera" });
    await expect(cameras.locator("option")).toHaveCount(4);
    const [first = "", , second = ""] = await cameras.locator("option").evaluateAll((options) => {
      return options.map((option) => (option as HTMLOptionElement).value).filter((value) => value !== "");
    });
    expect(second).not.toBe("");
    await cameras.selectOption(second);
    await expect.poll(openCamera).toBe(second);
    await expectMovement(ada.picture(`Picture of ${bob.name}`));
    await expect(cameras).toHaveValue(second);
    await expect(bob.page.getByRole("alert")).toBeHidden();
    await bob.page.evaluate((id) => localStorage.setItem("broken", id), first);
    await cameras.selectOption(first);
    await expect(bob.page.getByRole("alert")).toContainText("Another program is using it");
    await expect(cameras).toHaveValue(second);
    expect(await openCamera()).toBe(second);
    await expectMovement(ada.picture(`Picture of ${bob.name}`));
    // Not even its own camera is available any more. So the camera is off on both sides, and can be turned on again.
    await bob.page.evaluate(() => localStorage.setItem("broken", ""));
    await cameras.selectOption(first);
    await expect(bob.controls.getByRole("button", { name: "Turn camera on" })).toBeVisible();
    await expect(ada.picture(`Picture of ${bob.name}`)).toBeHidden();
    await bob.page.evaluate(() => localStorage.removeItem("broken"));
    await bob.press("Turn camera on");
    await expectMovement(ada.picture(`Picture of ${bob.name}`));
    await expect(ada.picture(`Picture of ${bob.name}`)).toHaveCount(1);
  },
);

test("one tab's settings do not overwrite another's", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  const beside = await crowd.visit("eve", "", { beside: ada.page });
  await beside.goOnline();
  await expect(beside.connection).toHaveText(`Online as ${beside.name}`);
  const isDark = (): Promise<string | undefined> =>
    ada.page.evaluate(() => document.documentElement.dataset["theme"]);
  await ada.set((dialog) => dialog.getByLabel("Theme").selectOption("Dark"));
  await expect.poll(isDark).toBe("dark");
  const kept = (page: Page): Promise<string> => page.evaluate(() => Object.values(localStorage).join());
  // A browser reports storage changes to other tabs shortly afterwards.
  await expect.poll(() => kept(beside.page)).toContain('"theme":"dark"');
  await beside.page.getByRole("radio", { name: "Voice" }).check();
  await expect.poll(() => kept(ada.page)).toContain('"kind":"audio"');
  await ada.page.reload();
  await expect(ada.connection).toHaveText(`Online as ${ada.name}`);
  expect(await isDark()).toBe("dark");
  await expect(ada.page.getByRole("radio", { name: "Voice" })).toBeChecked();
});

test("a message that is too long is reported at the message field", async ({ crowd }) => {
  const ada = await crowd.join("ada");
  const message = ada.page.getByRole("textbox", { name: "Message" });
  await ada.call("bob", "x".repeat(9_000));
  await expect(ada.page.getByRole("alert")).toContainText("too long");
  await expect(message).toHaveAttribute("aria-invalid", "true");
  await expect(message).toHaveAccessibleDescription(/too long/);
  await expect(message).toBeFocused();
  await expect(ada.page.getByRole("textbox", { name: "Who to call" })).toHaveAccessibleDescription("");
  await expect(ada.page.getByRole("textbox", { name: "Who to call" })).toHaveAttribute(
    "aria-invalid",
    "false",
  );
  await ada.call("two  spaces", "");
  await expect(ada.page.getByRole("textbox", { name: "Who to call" })).toBeFocused();
});

test("a call whose page was left while it rang is in the list with its end, and is not still active", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(bob);
  await expect(bob.callFrom(ada)).toBeVisible();
  await ada.page.getByRole("button", { name: "Go offline" }).click();
  await ada.goOnline();
  await expect(ada.recent("Canceled")).toContainText(bob.name);
  await expect(ada.recent("Now")).toBeHidden();
});
