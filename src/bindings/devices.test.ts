// The list of devices, as they come and go.
import { expect, onTestFinished, test, vi } from "vitest";
import { createBindings, note } from "../testing/bindings.fixture.ts";
import { type DeviceSource, NO_DEVICES, watchDevices } from "./devices.ts";

/** A machine whose devices a test plugs in. */
function createMachine() {
  const target = new EventTarget();
  let listeners = 0;
  let all: string[] = [];
  let list = async (): Promise<unknown[]> =>
    all.map((it) => {
      const [kind, deviceId, label] = it.split(" ");
      return { kind, deviceId, label, groupId: "g" };
    });
  const source = {
    enumerateDevices: () => list(),
    addEventListener: (type: string, run: () => void) => {
      listeners += 1;
      target.addEventListener(type, run);
    },
    removeEventListener: (type: string, run: () => void) => {
      listeners -= 1;
      target.removeEventListener(type, run);
    },
  } as unknown as DeviceSource;
  return {
    source,
    plug: (...devices: string[]) => {
      all = devices;
      target.dispatchEvent(new Event("devicechange"));
    },
    breakList: (broken: typeof list) => {
      list = broken;
    },
    get listeners() {
      return listeners;
    },
  };
}

test("cameras, microphones and speakers come and go while somebody listens", async () => {
  const { clock, page } = createBindings();
  const machine = createMachine();
  const watch = watchDevices(machine.source, page);
  expect(watch.snapshot).toBe(NO_DEVICES);
  expect(watchDevices(machine.source, page)).toBe(watch);
  machine.plug("videoinput c1 Front");
  const first = note(watch);
  const second = note(watch);
  await clock.settle();
  machine.plug("videoinput c1 Front", "audioinput m1 Table", "audiooutput s1 Room", "videoinput  ");
  await clock.settle();
  const { cameras, microphones, speakers } = watch.snapshot;
  expect([cameras, microphones, speakers].map((list) => list.map(({ label }) => label).join())).toEqual([
    "Front",
    "Table",
    "Room",
  ]);
  expect(first.values).toHaveLength(3);
  expect(first.values[1]?.cameras).toBe(cameras);
  first.end();
  expect(machine.listeners).toBe(1);
  second.end();
  expect(machine.listeners).toBe(0);
});

test("names that the browser tells later are news, and the same list again is none", async () => {
  const { clock, page } = createBindings();
  const machine = createMachine();
  machine.plug("videoinput c1 ");
  const watch = watchDevices(machine.source, page);
  const { values } = note(watch);
  await clock.settle();
  machine.plug("videoinput c1 Front");
  await watch.refresh();
  await watch.refresh();
  expect(values.map(({ cameras }) => cameras[0]?.label)).toEqual([undefined, "", "Front"]);
});

test("an older reading does not undo a newer one, and one that fails changes nothing", async () => {
  const { clock, page } = createBindings();
  const machine = createMachine();
  const watch = watchDevices(machine.source, page);
  const answers: ((devices: unknown[]) => void)[] = [];
  machine.breakList(() => new Promise((resolve) => answers.push(resolve)));
  note(watch);
  void watch.refresh();
  answers[1]?.([{ kind: "videoinput", deviceId: "new", label: "", groupId: "" }]);
  answers[0]?.([]);
  await clock.settle();
  machine.breakList(() => Promise.reject(new Error("the page's policy")));
  await watch.refresh();
  expect(watch.snapshot.cameras.map(({ deviceId }) => deviceId)).toEqual(["new"]);
});

test("without devices, as on a server, the list is empty and nothing happens", async () => {
  const watch = watchDevices();
  watch.subscribe(() => {})();
  await watch.refresh();
  expect(watch.snapshot).toBe(NO_DEVICES);
});

test("names come as soon as the person has allowed a device, where browsers report it", async () => {
  const { clock, page } = createBindings();
  const camera = new EventTarget();
  const query = ({ name }: { readonly name: string }): Promise<EventTarget> =>
    name === "camera" ? Promise.resolve(camera) : Promise.reject(new TypeError("not a name"));
  vi.stubGlobal("navigator", { permissions: { query } });
  onTestFinished(() => void vi.unstubAllGlobals());
  const machine = createMachine();
  let readings = 0;
  machine.breakList(async () => {
    readings += 1;
    return [{ kind: "videoinput", deviceId: "c1", label: `Front ${readings}`, groupId: "g" }];
  });
  const watch = watchDevices(machine.source, page);
  const { end } = note(watch);
  await clock.settle();
  camera.dispatchEvent(new Event("change"));
  await clock.settle();
  expect(watch.snapshot.cameras[0]?.label).toBe("Front 2");
  end();
  camera.dispatchEvent(new Event("change"));
  await clock.settle();
  expect(readings).toBe(2);
});
