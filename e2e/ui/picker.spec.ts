// The choice of devices in a call: what the picker shows is what the call sends.
import { expect, type Page } from "@playwright/test";
import { test } from "./fixture.ts";
import type {} from "./main.ts";

/** Ada's stage with the choice of devices open. She sends a camera and a microphone. */
async function open(bare: Page): Promise<void> {
  await bare.evaluate(async () => {
    await uiPage.talk(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
    uiPage.show("call-stage", { call: uiPage.calls[0], choosing: true });
  });
  await expect(bare.getByRole("combobox", { name: "Camera" }).locator("option")).toHaveCount(4);
}

const sent = (bare: Page) =>
  bare.evaluate(() => uiPage.calls[0]?.snapshot.streams[0]?.getVideoTracks()[0]?.getSettings().deviceId);
const shown = (bare: Page) => bare.getByRole("combobox", { name: "Camera" }).inputValue();
const stageCamera = (bare: Page) => bare.evaluate(() => document.querySelector("call-stage")?.camera);

/** Chooses cameras by their places in the list, one right after the other, as arrow keys do. */
const choose = (bare: Page, ...places: number[]) =>
  bare.getByRole("combobox", { name: "Camera" }).evaluate((select, wanted) => {
    for (const place of wanted) {
      (select as HTMLSelectElement).selectedIndex = place;
      select.dispatchEvent(new Event("change"));
    }
  }, places);

for (const slow of ["first", "last"] as const) {
  test(`of two choices in a row, the last one is sent, shown and kept, though the ${slow} is slow`, async ({
    bare,
  }) => {
    await open(bare);
    await bare.evaluate((slowOne) => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      let asked = 0;
      let quickIsOpen = (): void => {};
      const quick = new Promise<void>((resolve) => {
        quickIsOpen = resolve;
      });
      mediaDevices.getUserMedia = async (constraints) => {
        asked += 1;
        const isSlow = asked === (slowOne === "first" ? 1 : 2);
        const stream = await ask(constraints);
        // What the picker does with the quick one comes first.
        if (isSlow) await quick;
        else setTimeout(quickIsOpen);
        return stream;
      };
    }, slow);
    await choose(bare, 2, 3);
    const last = await shown(bare);
    await expect.poll(() => bare.evaluate(() => window.held.tracks()), "a camera and a microphone").toBe(2);
    await expect.poll(() => stageCamera(bare)).toBe(last);
    expect([await sent(bare), await shown(bare)]).toEqual([last, last]);
  });
}

test("a choice that the app prevents leaves the stage as it was", async ({ bare }) => {
  await open(bare);
  const before = await sent(bare);
  await bare.evaluate(() =>
    document.querySelector("call-stage")?.addEventListener("choose", (event) => event.preventDefault()),
  );
  await choose(bare, 2);
  await expect.poll(() => shown(bare)).toBe("");
  expect([await sent(bare), await stageCamera(bare)]).toEqual([before, ""]);
});

test("a device that cannot be opened is not kept: not the last one of several, either", async ({ bare }) => {
  await open(bare);
  const before = await sent(bare);
  await bare.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new DOMException("gone", "NotFoundError");
    };
  });
  await choose(bare, 2, 3);
  await expect(bare.getByRole("alert")).toBeVisible();
  await expect.poll(() => shown(bare)).toBe("");
  expect([await sent(bare), await stageCamera(bare)]).toEqual([before, ""]);
});

for (const isThere of [true, false]) {
  test(`a choice while the camera is still opened counts${isThere ? "" : ", unless it cannot be opened"}`, async ({
    bare,
  }) => {
    await bare.evaluate(async (isOpenable) => {
      await uiPage.talk(await navigator.mediaDevices.getUserMedia({ audio: true }));
      (await navigator.mediaDevices.getUserMedia({ video: true })).getTracks()[0]?.stop();
      uiPage.show("call-stage", { call: uiPage.calls[0], choosing: true });
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      let asked = 0;
      mediaDevices.getUserMedia = async (constraints) => {
        asked += 1;
        if (asked > 1 && !isOpenable) throw new DOMException("gone", "NotFoundError");
        const stream = await ask(constraints);
        await new Promise((resolve) => setTimeout(resolve, 500));
        return stream;
      };
    }, isThere);
    await expect(bare.getByRole("combobox", { name: "Camera" }).locator("option")).toHaveCount(4);
    await bare.getByRole("button", { name: "Turn camera on" }).click();
    await choose(bare, 3);
    const wanted = await shown(bare);
    const camera = () =>
      bare.evaluate(() => {
        const [track] = uiPage.calls[0]?.snapshot.streams[1]?.getVideoTracks() ?? [];
        return [track?.readyState, track?.getSettings().deviceId];
      });
    if (isThere) return expect.poll(camera).toEqual(["live", wanted]);
    await expect(bare.getByRole("alert")).toBeVisible();
    await expect.poll(() => shown(bare)).toBe("");
    const [state, id] = await camera();
    expect([state, id === wanted, await stageCamera(bare)]).toEqual(["live", false, ""]);
  });
}

for (const isThere of [true, false]) {
  test(`a phone opens one camera at a time: the last of two choices ${isThere ? "is sent" : "gives way to the first camera"}`, async ({
    bare,
  }) => {
    await open(bare);
    const before = await sent(bare);
    await bare.evaluate((isOpenable) => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      const select = document
        .querySelector("call-stage")
        ?.shadowRoot?.querySelector("device-picker")
        ?.shadowRoot?.querySelector<HTMLSelectElement>("#camera");
      const third = select?.options[3]?.value;
      let asked = 0;
      mediaDevices.getUserMedia = async (constraints) => {
        asked += 1;
        // The person chooses the third while the second is opened once more, in place of the first.
        if (asked === 2 && select) {
          select.selectedIndex = 3;
          select.dispatchEvent(new Event("change"));
        }
        const isThird = JSON.stringify(constraints).includes(third ?? "none");
        await new Promise((resolve) => setTimeout(resolve, isThird ? 200 : 50));
        // The camera that is sent, and the microphone.
        if (window.held.tracks() > 1) throw new DOMException("in use", "NotReadableError");
        if (isThird && !isOpenable) throw new DOMException("in use", "NotReadableError");
        return ask(constraints);
      };
    }, isThere);
    const wanted = await bare
      .getByRole("combobox", { name: "Camera" })
      .evaluate((it) => (it as HTMLSelectElement).options[3]?.value);
    await choose(bare, 2);
    const camera = () =>
      bare.evaluate(() => {
        const [track] = uiPage.calls[0]?.snapshot.streams[0]?.getVideoTracks() ?? [];
        return [track?.readyState, track?.getSettings().deviceId];
      });
    if (isThere) {
      await expect.poll(() => stageCamera(bare)).toBe(wanted);
      await expect.poll(camera).toEqual(["live", wanted]);
    } else {
      await expect(bare.getByRole("alert")).toBeVisible();
      expect(await stageCamera(bare)).toBe("");
      expect(await camera()).toEqual(["live", before]);
      expect(await shown(bare)).toBe("");
    }
    expect(await bare.evaluate(() => window.held.tracks())).toBe(2);
  });
}

test("a picker says how to allow a device in the app's own words", async ({ bare }) => {
  await bare.evaluate(() => {
    const status = Object.assign(new EventTarget(), { state: "denied" });
    navigator.permissions.query = async () => status as unknown as PermissionStatus;
    const words = {
      permissions: { names: { camera: "the webcam" }, howTo: { chrome: (what: string) => `Free ${what}!` } },
    };
    uiPage.show("device-picker", { kinds: "camera", words });
  });
  await expect(bare.getByText("Free the webcam!")).toBeVisible();
});

test("a level that the browser cannot measure leaves no audio context open", async ({ bare }) => {
  await bare.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    AudioContext.prototype.createMediaStreamSource = () => {
      throw new DOMException("no", "InvalidStateError");
    };
    uiPage.show("device-picker", { track: stream.getAudioTracks()[0] });
  });
  await expect(bare.getByRole("meter")).toBeAttached();
  expect(await bare.evaluate(() => window.held.contexts)).toBe(0);
});

test("a full screen that the browser refuses is no error", async ({ bare }) => {
  await open(bare);
  await bare.evaluate(() => {
    const refuse = () => Promise.reject(new TypeError("not here"));
    Element.prototype.requestFullscreen = refuse;
    document.exitFullscreen = refuse;
  });
  // The fixture fails for any error that the page reports.
  await bare.getByRole("button", { name: "Full screen" }).click();
  await bare.evaluate(() => Object.defineProperty(document, "fullscreenElement", { value: document.body }));
  await bare.getByRole("button", { name: "Full screen" }).click();
  await expect(bare.getByRole("button", { name: "Full screen" })).toBeVisible();
});
