// The cameras, microphones and speakers of this machine, as they come and go.
import { keepSame } from "../base/same.ts";
import { type BindingsPage, belonging, thisPage } from "./page.ts";
import { watchPermissions } from "./permissions.ts";
import { Listeners, type Source } from "./source.ts";

/** The devices of this machine. Frozen. A browser tells their names only once the person has allowed one. */
export interface DeviceList {
  readonly cameras: readonly MediaDeviceInfo[];
  readonly microphones: readonly MediaDeviceInfo[];
  /** Empty in browsers that let no page choose a speaker. */
  readonly speakers: readonly MediaDeviceInfo[];
}

/** The list of devices, kept up to date while somebody listens. */
export interface DeviceWatch extends Source<DeviceList> {
  /** Reads the list again, for instance after the person has allowed a device. Never rejects. */
  refresh(): Promise<void>;
}

/** The part of `navigator.mediaDevices` that `watchDevices` uses. */
export type DeviceSource = Pick<
  MediaDevices,
  "enumerateDevices" | "addEventListener" | "removeEventListener"
>;

/** The list where there are no devices: on a server, on an insecure page, and before the first reading. */
export const NO_DEVICES: DeviceList = Object.freeze({
  cameras: Object.freeze([]),
  microphones: Object.freeze([]),
  speakers: Object.freeze([]),
});

const NOTHING: DeviceWatch = {
  snapshot: NO_DEVICES,
  subscribe: () => () => {},
  refresh: async () => {},
};

/** Watches the devices of `source`. Each source is watched once, however often this is called. */
export function watchDevices(
  source: DeviceSource | undefined = globalThis.navigator?.mediaDevices,
  page: BindingsPage = thisPage(),
): DeviceWatch {
  return source === undefined ? NOTHING : belonging(page, "devices", source, () => new Devices(source));
}

class Devices implements DeviceWatch {
  readonly #source: DeviceSource;
  readonly #listeners = new Listeners();
  #snapshot = NO_DEVICES;
  #readings = 0;
  #unwatch: () => void = () => {};

  constructor(source: DeviceSource) {
    this.#source = source;
  }

  get snapshot(): DeviceList {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    const remove = this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#watch();
    void this.refresh();
    return () => {
      remove();
      if (this.#listeners.size === 0) this.#unwatch();
    };
  }

  #watch(): void {
    const unwatchPermissions = watchPermissions(this.#read);
    this.#source.addEventListener("devicechange", this.#read);
    this.#unwatch = () => {
      unwatchPermissions();
      this.#source.removeEventListener("devicechange", this.#read);
    };
  }

  async refresh(): Promise<void> {
    this.#readings += 1;
    const reading = this.#readings;
    try {
      const all = await this.#source.enumerateDevices();
      // A newer reading may have been quicker.
      if (reading === this.#readings) this.#take(all);
    } catch {
      // The page's policy may forbid it. What was known stays.
    }
  }

  readonly #read = (): void => void this.refresh();

  #take(all: readonly MediaDeviceInfo[]): void {
    const before = this.#snapshot;
    const of = (kind: MediaDeviceKind, known: readonly MediaDeviceInfo[]): readonly MediaDeviceInfo[] => {
      // One without an id cannot be chosen. A browser gives none before the person has allowed a device.
      const now = all.filter((it) => it.kind === kind && it.deviceId !== "");
      return isSame(known, now) ? known : Object.freeze(now);
    };
    this.#snapshot = keepSame(
      before,
      Object.freeze({
        cameras: of("videoinput", before.cameras),
        microphones: of("audioinput", before.microphones),
        speakers: of("audiooutput", before.speakers),
      }),
    );
    if (this.#snapshot !== before) this.#listeners.tell();
  }
}

/** Whether both lists name the same devices. A browser makes new objects with each reading. */
function isSame(known: readonly MediaDeviceInfo[], now: readonly MediaDeviceInfo[]): boolean {
  const of = (it: MediaDeviceInfo | undefined): string =>
    JSON.stringify([it?.deviceId, it?.label, it?.groupId]);
  return known.length === now.length && known.every((it, at) => of(it) === of(now[at]));
}
