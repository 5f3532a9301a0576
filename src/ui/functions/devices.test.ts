// The devices of a machine, on a browser whose list a test changes.
import { describe, expect, test } from "vitest";
import { watchDevices } from "./devices.ts";

function createBrowser() {
  const target = new EventTarget();
  let list: object[] = [];
  let listeners = 0;
  const source = {
    enumerateDevices: async () => list as MediaDeviceInfo[],
    addEventListener(...args: Parameters<EventTarget["addEventListener"]>) {
      listeners += 1;
      target.addEventListener(...args);
    },
    removeEventListener(...args: Parameters<EventTarget["removeEventListener"]>) {
      listeners -= 1;
      target.removeEventListener(...args);
    },
  } as unknown as NonNullable<Parameters<typeof watchDevices>[0]>;
  const set = async (...now: object[]): Promise<void> => {
    list = now;
    target.dispatchEvent(new Event("devicechange"));
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { source, set, listeners: () => listeners };
}

const device = (kind: MediaDeviceKind, deviceId: string, label = deviceId) => ({ kind, deviceId, label });
const [lens, mouth, ear] = [
  device("videoinput", "lens"),
  device("audioinput", "mouth"),
  device("audiooutput", "ear"),
];

describe("the devices", () => {
  test("are told by kind, and again as they are plugged in and unplugged", async () => {
    const browser = createBrowser();
    const devices = watchDevices(browser.source);
    const told: string[] = [];
    devices.on("plugged", ({ kind, label }) => told.push(`+ ${kind} ${label}`));
    devices.on("unplugged", ({ label }) => told.push(`- ${label}`));
    devices.subscribe(() => told.push("changed"));
    expect(devices.snapshot).toEqual({ cameras: [], microphones: [], speakers: [], known: false });
    await browser.set(lens, mouth, ear);
    expect(devices.snapshot).toEqual({
      cameras: [{ id: "lens", kind: "camera", label: "lens" }],
      microphones: [{ id: "mouth", kind: "microphone", label: "mouth" }],
      speakers: [{ id: "ear", kind: "speaker", label: "ear" }],
      known: true,
    });
    expect(told, "the first list is no news of single devices").toEqual(["changed"]);
    await browser.set(mouth, ear, device("videoinput", "other"));
    expect(told.slice(1)).toEqual(["- lens", "+ camera other", "changed"]);
    await browser.set(mouth, ear, device("videoinput", "other"));
    expect(told, "nothing new").toHaveLength(4);
  });

  test("without names are left out: a person has not allowed them", async () => {
    const browser = createBrowser();
    const devices = watchDevices(browser.source);
    await browser.set(device("videoinput", "lens", ""), device("audioinput", "", ""));
    expect(devices.snapshot).toMatchObject({ cameras: [], microphones: [], known: true });
    await browser.set(lens);
    expect(devices.snapshot.cameras).toHaveLength(1);
  });

  test("that a person has only allowed are not plugged in, and those that come with a kind that was allowed are", async () => {
    const browser = createBrowser();
    await browser.set(device("videoinput", "", ""), ear);
    const devices = watchDevices(browser.source);
    await devices.refresh();
    const told: string[] = [];
    devices.on("plugged", ({ label }) => told.push(label));
    await browser.set(lens, ear);
    expect(devices.snapshot.cameras).toHaveLength(1);
    expect(told).toEqual([]);
    await browser.set(lens, mouth, ear);
    expect(told).toEqual(["mouth"]);
  });

  test("that a person has only forbidden are not unplugged", async () => {
    const browser = createBrowser();
    const devices = watchDevices(browser.source);
    const told: string[] = [];
    devices.on("unplugged", ({ label }) => told.push(label));
    await browser.set(lens, mouth, ear);
    await browser.set(device("videoinput", "", ""), ear);
    expect(devices.snapshot).toMatchObject({ cameras: [], microphones: [] });
    expect(told, "the microphone is gone, and the camera may be there").toEqual(["mouth"]);
  });

  test("that stand for another one are in the lists, and are no news", async () => {
    const browser = createBrowser();
    const devices = watchDevices(browser.source);
    const told: string[] = [];
    devices.on("plugged", ({ label }) => told.push(`+ ${label}`));
    devices.on("unplugged", ({ label }) => told.push(`- ${label}`));
    await browser.set(mouth, device("audioinput", "default", "Default - mouth"));
    const headset = device("audioinput", "headset");
    await browser.set(mouth, headset, device("audioinput", "default", "Default - headset"));
    expect(devices.snapshot.microphones.map(({ id }) => id)).toEqual(["mouth", "headset", "default"]);
    await browser.set(device("audioinput", "communications", "Communications"), mouth);
    expect(told).toEqual(["+ headset", "- headset"]);
  });

  test("are not told after the watch has ended", async () => {
    const browser = createBrowser();
    const devices = watchDevices(browser.source);
    await browser.set(lens);
    const { snapshot } = devices;
    devices.close();
    expect(browser.listeners()).toBe(0);
    await browser.set();
    await devices.refresh();
    expect(devices.snapshot).toBe(snapshot);
  });

  test("of a browser without any, or that refuses to tell, are none", async () => {
    const bare = watchDevices(undefined);
    await bare.refresh();
    expect(bare.snapshot).toMatchObject({ cameras: [], known: true });
    const { source } = createBrowser();
    const refused = watchDevices({
      ...source,
      enumerateDevices: () => Promise.reject(new Error("not here")),
    });
    await refused.refresh();
    expect(refused.snapshot).toMatchObject({ cameras: [], known: true });
  });
});
