// The stage of a call between two peers of one page, and the devices of the picker in it.
import { expect } from "@playwright/test";
import { expectNoViolation } from "../support/axe.ts";
import { expectMovement } from "../support/media.ts";
import { test } from "./fixture.ts";
import type {} from "./main.ts";

test("two stages see each other, turn devices on and off, share a screen and hang up", async ({ bare }) => {
  await bare.evaluate(async () => {
    await uiPage.talk(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
    const [ada, bob] = uiPage.calls;
    uiPage.show("call-stage", { call: ada, id: "ada" });
    uiPage.show("call-stage", { call: bob, id: "bob", name: "Ada Lovelace" });
  });
  const [ada, bob] = [bare.locator("#ada"), bare.locator("#bob")];
  await expectMovement(bob.getByLabel("Picture of Ada Lovelace"), 3);
  await expect(ada.getByLabel("Your own picture")).toBeVisible();
  await expect(bob.getByRole("timer", { name: "Length of the call" })).toBeVisible();
  await ada.getByRole("button", { name: "Mute" }).click();
  await expect(bob.getByText("Ada Lovelace is muted")).toBeVisible();
  await ada.getByRole("button", { name: "Turn camera off" }).click();
  await expect(bob.getByText("Ada Lovelace's camera is off")).toBeVisible();
  await expect(ada.getByText("You are muted")).toBeVisible();
  await expect(ada.getByText("Camera off", { exact: true })).toBeVisible();
  // Two presses before the browser has opened the camera are as good as one.
  await bob.getByRole("button", { name: "Turn camera on" }).evaluate((button) => {
    (button as HTMLButtonElement).click();
    (button as HTMLButtonElement).click();
  });
  await expectMovement(ada.getByLabel("Picture of bob"), 3);
  await bob.getByRole("button", { name: "Share screen" }).click();
  await expectMovement(ada.getByLabel("Screen of bob"), 3);
  await expect(ada.getByText("bob is sharing a screen")).toBeVisible();
  await expect(bob.getByText("You are sharing your screen")).toBeVisible();
  // Nothing lies over a shared screen.
  const [screen, tile] = [ada.locator("call-picture.main"), ada.locator("figure").first()];
  const [screenBox, tileBox] = [await screen.boundingBox(), await tile.boundingBox()];
  expect((screenBox?.x ?? 0) + (screenBox?.width ?? 0)).toBeLessThanOrEqual(tileBox?.x ?? 0);
  await bob.getByRole("button", { name: "Stop sharing" }).click();
  await expect(ada.getByLabel("Screen of bob")).toBeHidden();

  await bob.getByRole("button", { name: "Options" }).click();
  const cameras = bob.getByRole("combobox", { name: "Camera" });
  await cameras.selectOption({ index: 2 });
  const sent = () =>
    bare.evaluate(() => uiPage.calls[1]?.snapshot.streams[0]?.getVideoTracks()[0]?.getSettings().deviceId);
  await expect.poll(sent).toBe(await cameras.inputValue());
  await bare.keyboard.press("Escape");
  await expect(cameras).toBeHidden();

  expect(await bare.evaluate(() => window.held.tracks()), "ada's two, and bob's camera").toBe(3);
  await ada.getByRole("button", { name: "Hang up" }).click();
  await expect(bob.getByRole("status").first()).toHaveText("Ada Lovelace hung up");
  await expect(bob.getByText(/^Lasted 0:0/)).toBeVisible();
  // What the stage has opened is closed. What the app has opened is the app's.
  await expect.poll(() => bare.evaluate(() => window.held.tracks())).toBe(2);
});

test("the own picture is moved, swapped and mirrored, theirs is shown as a whole, and a call is put on hold", async ({
  bare,
}) => {
  await bare.evaluate(async () => {
    await uiPage.talk(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
    const [ada, bob] = uiPage.calls;
    bob?.addStream(await navigator.mediaDevices.getUserMedia({ video: true }));
    // A phone.
    window.matchMedia = (query) => ({ matches: query.includes("coarse") }) as MediaQueryList;
    uiPage.show("call-stage", { call: ada });
  });
  const [large, small] = [bare.locator("call-picture.main video"), bare.locator("figure.own")];
  await expect(large).toHaveAttribute("aria-label", "Picture of bob");
  await expect(bare.locator(".scene.you-speak")).toBeVisible();
  const camera = () =>
    bare.evaluate(() => uiPage.calls[0]?.snapshot.streams[0]?.getVideoTracks()[0]?.getSettings().deviceId);
  const first = await camera();
  await bare.getByRole("button", { name: "Switch camera" }).click();
  await expect.poll(camera).not.toBe(first);
  const grip = small.getByRole("button");
  const placeOf = async () => {
    const { x = 0, y = 0 } = (await small.boundingBox()) ?? {};
    return [x < 400 ? "left" : "right", y < 250 ? "top" : "bottom"];
  };
  await expect.poll(placeOf).toEqual(["right", "bottom"]);
  await grip.press("ArrowUp");
  await expect.poll(placeOf).toEqual(["right", "top"]);
  const from = await small.boundingBox();
  await bare.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 20);
  await bare.mouse.down();
  await bare.mouse.move(60, 450, { steps: 3 });
  await bare.mouse.up();
  await expect.poll(placeOf).toEqual(["left", "bottom"]);
  await expect(large).toHaveAttribute("aria-label", "Picture of bob");
  await grip.click();
  await expect(large).toHaveAttribute("aria-label", "Your own picture");
  await expectMovement(small.getByLabel("Picture of bob"), 3);
  await grip.press("Enter");
  await expect(large).toHaveAttribute("aria-label", "Picture of bob");

  await bare.getByRole("button", { name: "Options" }).click();
  const option = (name: string) => bare.getByRole("button", { name });
  await expect(large).toHaveCSS("object-fit", "cover");
  await option("Show the whole picture").click();
  await expect(large).toHaveCSS("object-fit", "contain");
  await expect(small.locator("video")).toHaveCSS("transform", /matrix\(-1/);
  await option("Mirror my picture").click();
  await expect(small.locator("video")).toHaveCSS("transform", "none");
  await option("Hold").click();
  await expect(bare.getByText("On hold. You can resume the call.")).toBeVisible();
  await bare.getByRole("button", { name: "Resume" }).click();
  await expect(large).toBeVisible();
});

test("a stage that leaves the page during a call closes its camera, and one that only moves does not", async ({
  bare,
}) => {
  await bare.evaluate(async () => {
    await uiPage.talk();
  });
  const { timers } = await bare.evaluate(() => window.held);
  await bare.evaluate(() => uiPage.show("call-stage", { call: uiPage.calls[0], choosing: true }));
  await bare.getByRole("button", { name: "Turn camera on" }).click();
  await expect(bare.getByLabel("Your own picture")).toBeVisible();
  await bare.evaluate(() => document.body.append(document.querySelector("call-stage") as Element));
  await expect(bare.getByLabel("Your own picture")).toBeVisible();
  expect(await bare.evaluate(() => window.held.tracks())).toBe(1);
  await bare.evaluate(() => document.querySelector("call-stage")?.remove());
  await expect.poll(() => bare.evaluate(() => window.held.tracks())).toBe(0);
  expect(await bare.evaluate(() => uiPage.calls[0]?.listenerCount("changed"))).toBe(0);
  expect(await bare.evaluate(() => window.held)).toMatchObject({ timers, contexts: 0 });
});

test("a stage that comes back to the page plays again: its pictures and what is only heard", async ({
  bare,
}) => {
  await bare.evaluate(async () => {
    await uiPage.talk(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
    const [ada, bob] = uiPage.calls;
    ada?.addStream(await navigator.mediaDevices.getUserMedia({ audio: true }));
    uiPage.show("call-stage", { call: bob });
  });
  const playing = () =>
    bare.evaluate(() => {
      const root = document.querySelector("call-stage")?.shadowRoot;
      const video = root?.querySelector("call-picture")?.shadowRoot?.querySelector("video");
      return [video, root?.querySelector("audio")].map((media) => media?.paused === false);
    });
  await expectMovement(bare.getByLabel("Picture of ada"), 3);
  await expect.poll(playing).toEqual([true, true]);
  await bare.evaluate(async () => {
    const stage = document.querySelector("call-stage") as Element;
    stage.remove();
    await new Promise((resolve) => setTimeout(resolve, 300));
    document.body.append(stage);
  });
  await expect.poll(playing).toEqual([true, true]);
  await expectMovement(bare.getByLabel("Picture of ada"), 3);
});

test("a camera that is not allowed is said, and how to allow it", async ({ bare }) => {
  await bare.evaluate(async () => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    await uiPage.talk();
    uiPage.show("call-stage", { call: uiPage.calls[0] });
  });
  await bare.getByRole("button", { name: "Turn camera on" }).click();
  await expect(bare.getByRole("alert")).toContainText("No camera: This page is not allowed to use it.");
});

test("a picker asks to show the devices, and says how to allow what was denied", async ({ bare }) => {
  await bare.evaluate(() => {
    const status = (state: PermissionState) => Object.assign(new EventTarget(), { state });
    const answers: Record<string, PermissionState> = { camera: "denied", microphone: "prompt" };
    const { mediaDevices, permissions } = navigator;
    permissions.query = async ({ name }) => status(answers[name] ?? "granted") as PermissionStatus;
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => [];
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (constraints) => {
      mediaDevices.enumerateDevices = list;
      return ask(constraints);
    };
    uiPage.show("device-picker", { kinds: "camera microphone" });
  });
  await expect(bare.getByText(/allow the camera, then reload/)).toBeVisible();
  await expect(bare.getByRole("combobox")).toHaveCount(2);
  await bare.getByRole("button", { name: "Show the devices of this computer" }).click();
  await expect(bare.getByRole("combobox", { name: "Microphone" }).locator("option")).not.toHaveCount(1);
  await expect(bare.getByRole("button")).toBeHidden();
  expect(await bare.evaluate(() => window.held.tracks()), "opened for a moment only").toBe(0);
});

for (const [lang, colorScheme] of [
  ["en", "light"],
  ["zh-Hans", "dark"],
] as const) {
  test(`a stage is accessible in every state: ${lang}, ${colorScheme}`, async ({ bare }) => {
    await bare.emulateMedia({ colorScheme });
    await bare.evaluate((tongue) => {
      document.documentElement.lang = tongue;
      const usual = {
        ...{
          state: "connected",
          peer: "bob",
          streams: [],
          screen: undefined,
          microphone: "on",
          camera: "none",
        },
        ...{ held: false, remoteStreams: [], remoteScreen: undefined, remoteMicrophone: "off" },
        ...{ remoteCamera: "off", remoteHeld: false, end: undefined },
      };
      const end = { reason: "media-failed", content: "" };
      for (const news of [
        { state: "connecting" },
        {},
        { state: "reconnecting" },
        { held: true },
        { remoteHeld: true },
        { state: "ended", end },
        { camera: "off", microphone: "off" },
        { bare: true },
      ]) {
        const call = { snapshot: { ...usual, ...news }, subscribe: () => () => {} };
        uiPage.show("call-stage", {
          call,
          choosing: true,
          bare: "bare" in news,
          sinceMs: Date.now() - 61_000,
          name: JSON.stringify(news),
        });
      }
    }, lang);
    await expect(bare.locator("call-stage").last().getByRole("status").first()).toBeVisible();
    await expectNoViolation(bare, "stages");
  });
}
