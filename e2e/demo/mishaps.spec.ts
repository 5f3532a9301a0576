// Mistakes of a person, and events at a bad time: no call ends without a question, nothing moves under a finger or out of sight.
import { expect, type Locator } from "@playwright/test";
import { LONG } from "../support/long.ts";
import { expectMovement } from "../support/media.ts";
import { type Person, test } from "../support/person.ts";

const question = ({ page }: Person, title: string): Locator => page.getByRole("dialog", { name: title });

/** Whether all of it is within the window. */
async function isInSight({ page }: Person, what: Locator): Promise<boolean> {
  const [box, size] = [await what.boundingBox(), page.viewportSize()];
  return box !== null && size !== null && box.y >= 0 && box.y + box.height <= size.height;
}

/** Its position on the page, independent of scrolling. */
async function placeOf({ page }: Person, what: Locator): Promise<unknown> {
  const box = await what.boundingBox();
  return box && { x: box.x, y: box.y + (await page.evaluate(() => scrollY)) };
}

test("a person who leaves or reconnects during a call is asked first, and at other times is not", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(ada.chat).toBeVisible();
  await ada.minimize();
  await ada.page.getByRole("button", { name: "Go offline" }).click();
  await question(ada, "Go offline now?").getByRole("button", { name: "Go back" }).click();
  await expect(question(ada, "Go offline now?")).toBeHidden();
  await ada.write("Still here");
  await expect(bob.chat).toContainText("Still here");
  await ada.minimize();
  await ada.page.getByRole("button", { name: "Settings" }).click();
  await ada.page.getByRole("button", { name: "Apply and reconnect" }).click();
  await expect(question(ada, "Reconnect now?")).toBeVisible();
  await ada.page.keyboard.press("Escape");
  await expect(question(ada, "Reconnect now?")).toBeHidden();
  await expect(ada.controls).toBeVisible();
  await ada.page.getByRole("button", { name: "Go offline" }).click();
  await question(ada, "Go offline now?").getByRole("button", { name: "Go offline" }).click();
  await expect(ada.page.getByRole("textbox", { name: "Your id" })).toBeVisible();
  await expect(call).toBeHidden();
  await expect(bob.callFrom(ada).getByText(`${ada.name} left`)).toBeVisible();
  await bob.page.getByRole("button", { name: "Go offline" }).click();
  await expect(bob.page.getByRole("textbox", { name: "Your id" })).toBeVisible();
});

test("the other person in a call cannot be called again, and the button says so", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(ada.chat).toBeVisible();
  await ada.minimize();
  await expect(ada.recent("Now")).toBeVisible();
  await ada.page.getByRole("button", { name: `Chat with ${bob.name}` }).click();
  const lists = ada.page.getByRole("region", { name: "Recent calls and contacts" });
  await expect(lists.getByRole("alert")).toHaveText(`You are already in a call with ${bob.name}.`);
  await lists.getByRole("tab", { name: "Contacts" }).click();
  const name = lists.getByRole("textbox", { name: "Id of a contact" });
  await name.fill("two  spaces");
  await lists.getByRole("button", { name: "Add a contact" }).click();
  expect(await name.evaluate((input: HTMLInputElement) => input.validationMessage)).toContain(
    "cannot be an id",
  );
  await name.fill("cyd");
  await lists.getByRole("button", { name: "Add a contact" }).click();
  await expect(ada.recent("cyd")).toBeVisible();
});

test("a waiting call is shown above the active one, which stays where it is", async ({ crowd }) => {
  const [ada, cyd, bob] = [await crowd.join("ada"), await crowd.join("cyd"), await crowd.join("bob")];
  await bob.letFurtherCallsRing();
  await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(bob.chat).toBeVisible();
  const before = await placeOf(bob, bob.controls);
  const waiting = bob.callFrom(cyd);
  await cyd.call(bob, "It is urgent");
  await expect(waiting).toContainText("It is urgent");
  await expect(waiting).toContainText(`If you accept, ${ada.name} is put on hold.`);
  expect(await placeOf(bob, bob.controls)).toEqual(before);
  expect(await isInSight(bob, waiting)).toBe(true);
  await waiting.getByRole("button", { name: "Ignore" }).click();
  await expect(waiting).toBeHidden();
  expect(await placeOf(bob, bob.controls)).toEqual(before);
  await bob.minimize();
  await waiting.getByRole("button", { name: "Decline" }).click();
  await expect(cyd.callTo(bob).getByText(`${bob.name} declined`)).toBeVisible();
  await bob.page.getByRole("button", { name: "Back to the call" }).click();
  await expect.poll(() => placeOf(bob, bob.controls)).toEqual(before);
  await ada.write("Who was that?");
  await expect(bob.chat).toContainText("Who was that?");
});

test("a call that rings while the settings are open is shown there, and is one press away", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await bob.page.getByRole("button", { name: "Settings" }).click();
  const dialog = bob.page.getByRole("dialog", { name: "Settings" });
  await dialog.getByLabel("Broker", { exact: true }).fill("https://typed.example");
  await ada.call(bob);
  await expect(dialog.getByRole("alert")).toContainText(`${ada.name} is calling you`);
  await dialog.getByRole("button", { name: "To the call" }).click();
  await bob.answer(ada, "Accept");
  await expect(bob.chat).toBeVisible();
  await bob.page.getByRole("button", { name: "Settings" }).click();
  // Settings that were not applied have no effect, and are not shown.
  await expect(dialog.getByLabel("Broker", { exact: true })).toHaveValue("");
});

test("camera and microphone are off when nothing shows them: in a chat, and after Leave", async ({
  crowd,
}) => {
  const ada = await crowd.join("ada");
  await ada.page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const given: MediaStreamTrack[] = [];
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      given.push(...stream.getTracks());
      return stream;
    };
    Object.assign(window, { live: () => given.filter((track) => track.readyState === "live").length });
  });
  const live = (): Promise<number> =>
    ada.page.evaluate(() => (window as unknown as { live(): number }).live());
  const check = ada.page.getByRole("button", { name: "Check camera and microphone" });
  await check.click();
  await expectMovement(ada.picture("Your own picture"));
  await ada.page.getByRole("radio", { name: "Chat" }).check();
  await expect.poll(live).toBe(0);
  await ada.page.getByRole("radio", { name: "Voice" }).check();
  await ada.page.getByRole("button", { name: "Check microphone" }).click();
  await expect.poll(live).toBe(1);
  await ada.page.getByRole("radio", { name: "Video" }).check();
  await expectMovement(ada.picture("Your own picture"));
  await ada.page.getByRole("button", { name: "Go offline" }).click();
  await expect.poll(live).toBe(0);
});

test(
  "a camera that is changed while another call is on hold is seen in the call that is on",
  LONG,
  async ({ crowd }) => {
    const [ada, cyd, bob] = [await crowd.join("ada"), await crowd.join("cyd"), await crowd.join("bob")];
    await bob.letFurtherCallsRing();
    await ada.call(bob, "", "Video");
    await bob.answer(ada, "Accept");
    await expectMovement(ada.picture(`Picture of ${bob.name}`));
    await cyd.call(bob, "", "Video");
    await bob.answer(cyd, "Accept");
    await expectMovement(cyd.picture(`Picture of ${bob.name}`));
    await bob.press("Options");
    await bob.page.getByRole("combobox", { name: "Camera" }).selectOption({ index: 3 });
    await expectMovement(cyd.picture(`Picture of ${bob.name}`));
    await bob.press("Hang up");
    await bob.callFrom(ada).getByRole("button", { name: "Resume" }).click();
    await expectMovement(ada.picture(`Picture of ${bob.name}`));
  },
);

test(
  "a screen is the large picture, whatever came first, and who shows it is heard with the camera off",
  LONG,
  async ({ crowd }) => {
    const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
    await ada.call(bob, "", "Voice");
    await bob.answer(ada, "Accept");
    await expect(ada.page.getByRole("timer", { name: "Length of the call" })).toBeVisible();
    await ada.press("Share screen");
    await expectMovement(bob.picture(`Screen of ${ada.name}`));
    await ada.press("Turn camera on");
    await expectMovement(bob.picture(`Picture of ${ada.name}`));
    const widthOf = async (label: string): Promise<number> =>
      (await bob.picture(label).boundingBox())?.width ?? 0;
    expect(await widthOf(`Screen of ${ada.name}`)).toBeGreaterThan(await widthOf(`Picture of ${ada.name}`));
    await ada.press("Turn camera off");
    await expect(bob.picture(`Picture of ${ada.name}`)).toBeHidden();
    await expectMovement(bob.picture(`Screen of ${ada.name}`));
    await ada.press("Stop sharing");
    await expect(bob.picture(`Screen of ${ada.name}`)).toBeHidden();
  },
);

test("a person who turns the camera off while showing a screen is still heard", LONG, async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(bob, "", "Video");
  await bob.answer(ada, "Accept");
  await expectMovement(bob.picture(`Picture of ${ada.name}`));
  await ada.press("Share screen");
  await expectMovement(bob.picture(`Screen of ${ada.name}`));
  await ada.press("Turn camera off");
  await expect(bob.picture(`Picture of ${ada.name}`)).toBeHidden();
  const voices = (): Promise<number> =>
    bob.page
      .locator("demo-talk")
      .locator("audio, video")
      .evaluateAll(
        (players) =>
          players.filter(
            (player) =>
              player instanceof HTMLMediaElement &&
              !player.muted &&
              !player.paused &&
              player.srcObject instanceof MediaStream &&
              player.srcObject.getAudioTracks().length > 0,
          ).length,
      );
  await expect.poll(voices).toBe(1);
});

test("a screen that is shown in a chat with a contact is visible", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  for (const [one, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    await one.addContact(other.name);
  }
  await expect(bob.recent("Available")).toContainText(ada.name);
  await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(ada.page.getByRole("timer", { name: "Length of the call" })).toBeVisible();
  await ada.press("Share screen");
  await expectMovement(bob.picture(`Screen of ${ada.name}`));
});

test("a ringing call gets the focus from a call that has ended, but not from an active one", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  const call = await ada.call(bob);
  await bob.answer(ada, "Decline");
  await expect(call.getByText("declined")).toBeVisible();
  await expect(bob.page.getByRole("article", { name: `Call from ${ada.name}` })).toBeFocused();
  await call.getByRole("button", { name: "Call again" }).click();
  await expect(bob.page.getByText(`${ada.name} is calling you`)).toBeVisible();
  await bob.page.keyboard.press("Tab");
  await expect(bob.page.getByRole("button", { name: "Accept" })).toBeFocused();
});

test("on a phone held sideways the whole call is visible, with its buttons", async ({ crowd }) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await bob.page.setViewportSize({ width: 740, height: 340 });
  await ada.call(bob, "", "Video");
  await bob.callFrom(ada).getByRole("button", { name: "Accept" }).click();
  await expectMovement(bob.picture(`Picture of ${ada.name}`));
  await expect.poll(() => isInSight(bob, bob.controls)).toBe(true);
  expect(await isInSight(bob, bob.page.getByRole("timer", { name: "Length of the call" }))).toBe(true);
});

test("if two people call each other, each sends what they chose, whichever call counts", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.call(bob, "", "Video");
  await expect(bob.callFrom(ada)).toBeVisible();
  await bob.call(ada, "", "Voice");
  await expectMovement(bob.picture(`Picture of ${ada.name}`));
  await expect(bob.controls.getByRole("button", { name: "Turn camera on" })).toBeVisible();
  await expect(ada.picture(`Picture of ${bob.name}`)).toBeHidden();
});

test("camera and microphone that are refused for the same reason are reported once; the call continues", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.page.evaluate(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
    Object.assign(window, {
      allow: () => {
        mediaDevices.getUserMedia = ask;
      },
    });
  });
  await ada.call(bob, "", "Video");
  await bob.answer(ada, "Accept");
  await expectMovement(ada.picture(`Picture of ${bob.name}`));
  await expect(ada.page.getByRole("alert")).toHaveText(
    "No camera and no microphone: This page is not allowed to use it. Allow it next to the page's address, then try again.",
  );
  await expect(bob.picture(`Picture of ${ada.name}`)).toBeHidden();
  const long = "a long line ".repeat(660).trim();
  await ada.write(long);
  await expect(bob.chat).toContainText(long);
  await expect(bob.page.getByText(`${ada.name} has no camera`)).toBeVisible();
  await expect(ada.page.getByText(/allow the (camera|microphone), then reload the page/)).toBeVisible();
  await ada.page.evaluate(() => (window as unknown as { allow(): void }).allow());
  await ada.page.getByRole("button", { name: "Try again" }).click();
  await expectMovement(bob.picture(`Picture of ${ada.name}`));
  await expect(ada.page.getByRole("alert")).toBeHidden();
  await expect(ada.controls.getByRole("button", { name: "Mute" })).toBeVisible();
});
