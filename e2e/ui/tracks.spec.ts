// The tracks that a stage opens: none of them outlives its call, whenever the person answers the browser.
import { expect, type Page } from "@playwright/test";
import { test } from "./fixture.ts";
import type {} from "./main.ts";

/** From now on, the browser asks. `window.allow` is the person's answer, yes. */
const askFrom = (page: Page) =>
  page.evaluate(() => {
    const { mediaDevices } = navigator;
    const answers: (() => void)[] = [];
    for (const name of ["getUserMedia", "getDisplayMedia"] as const) {
      const open = mediaDevices[name].bind(mediaDevices);
      mediaDevices[name] = async (constraints) => {
        await new Promise<void>((resolve) => answers.push(resolve));
        return open(constraints);
      };
    }
    Object.assign(window, {
      allow: () => {
        for (const answer of answers.splice(0)) answer();
      },
    });
  });

/** The person allows it. Resolves once the browser has opened what was asked for. */
const allow = (page: Page) =>
  page.evaluate(async () => {
    (window as unknown as { allow(): void }).allow();
    await new Promise((resolve) => setTimeout(resolve, 700));
  });

const live = (page: Page) => page.evaluate(() => window.held.tracks());

for (const [what, name] of [
  ["a camera", "Turn camera on"],
  ["a microphone", "Turn microphone on"],
  ["a screen", "Share screen"],
] as const) {
  test(`${what} that is allowed after the stage has left is closed, and is not sent`, async ({ bare }) => {
    await bare.evaluate(async () => {
      await uiPage.talk();
      uiPage.show("call-stage", { call: uiPage.calls[0] });
    });
    await askFrom(bare);
    await bare.getByRole("button", { name }).click();
    await bare.evaluate(async () => {
      document.querySelector("call-stage")?.remove();
      await new Promise((resolve) => setTimeout(resolve));
    });
    await allow(bare);
    expect(await live(bare)).toBe(0);
    expect(await bare.evaluate(() => uiPage.calls[0]?.snapshot.streams.length)).toBe(0);
  });
}

test("a camera that is exchanged while the stage leaves is closed, too", async ({ bare }) => {
  await bare.evaluate(async () => {
    await uiPage.talk();
    uiPage.show("call-stage", { call: uiPage.calls[0], choosing: true });
  });
  await bare.getByRole("button", { name: "Turn camera on" }).click();
  await expect(bare.getByLabel("Your own picture")).toBeVisible();
  await askFrom(bare);
  await bare.getByRole("combobox", { name: "Camera" }).selectOption({ index: 2 });
  await bare.evaluate(async () => {
    document.querySelector("call-stage")?.remove();
    await new Promise((resolve) => setTimeout(resolve));
  });
  await allow(bare);
  expect(await live(bare)).toBe(0);
});

test("a stage whose call is taken away closes its camera, and so does one that moves without it", async ({
  bare,
}) => {
  const turnOn = async () => {
    await bare.getByRole("button", { name: "Turn camera on" }).click();
    await expect(bare.getByLabel("Your own picture")).toBeVisible();
    expect(await live(bare)).toBe(1);
  };
  await bare.evaluate(async () => {
    await uiPage.talk();
    uiPage.show("call-stage", { call: uiPage.calls[0] });
  });
  await turnOn();
  await bare.evaluate(() =>
    Object.assign(document.querySelector("call-stage") as Element, { call: undefined }),
  );
  await expect.poll(() => live(bare)).toBe(0);

  await bare.evaluate(() =>
    Object.assign(document.querySelector("call-stage") as Element, { call: uiPage.calls[0] }),
  );
  // The same stream of the same call, opened again and closed again.
  await turnOn();
  await bare.evaluate(() => {
    const stage = document.querySelector("call-stage") as Element;
    stage.remove();
    document.body.append(Object.assign(stage, { call: undefined }));
  });
  await expect.poll(() => live(bare)).toBe(0);
});
