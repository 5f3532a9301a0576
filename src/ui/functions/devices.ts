// The cameras, microphones and speakers of this machine, as they are plugged in and unplugged.
import { ObservableEmitter } from "../../base/observable.ts";

/** One device. */
export interface DeviceInfo {
  readonly id: string;
  readonly kind: DeviceKind;
  /** Its name, as the browser tells it. */
  readonly label: string;
}

/** The kinds of devices. */
export type DeviceKind = "camera" | "microphone" | "speaker";

/** The devices at one moment, frozen. Browsers tell them only after the person has allowed one of their kind. */
export interface DevicesSnapshot {
  readonly cameras: readonly DeviceInfo[];
  readonly microphones: readonly DeviceInfo[];
  /** Empty in a browser that lets no page choose among them, such as Safari. */
  readonly speakers: readonly DeviceInfo[];
  /** Whether the browser has told the devices, which takes a moment. */
  readonly known: boolean;
}

/** The events of {@link Devices}, each with its listener's parameters. */
export type DevicesEvents = {
  /**
   * A device appeared after the first list. It does not fire for those that the browser has only hidden until the person allowed their
   * kind, and not for entries that stand for another device, which Chromium lists as `default` and `communications`.
   */
  readonly plugged: readonly [device: DeviceInfo];
  /** A device is gone. Does not fire if the browser only hides the device, because the person has withdrawn a permission. */
  readonly unplugged: readonly [device: DeviceInfo];
  /** Anything in the snapshot changed. Fires after the more specific events. */
  readonly changed: readonly [snapshot: DevicesSnapshot];
};

/** The part of `navigator.mediaDevices` that {@link watchDevices} uses. */
export type DeviceSource = Pick<
  MediaDevices,
  "enumerateDevices" | "addEventListener" | "removeEventListener"
>;

const KIND_OF: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  videoinput: "camera",
  audioinput: "microphone",
  audiooutput: "speaker",
};
/** Chromium lists its own choice, and that of the system for calls, as further devices. */
const CHOICES: ReadonlySet<string> = new Set(["default", "communications"]);
const NONE: DevicesSnapshot = Object.freeze({ cameras: [], microphones: [], speakers: [], known: false });

/** The devices of this machine. Made by {@link watchDevices}. */
export class Devices extends ObservableEmitter<DevicesSnapshot, DevicesEvents> {
  readonly #source: DeviceSource | undefined;
  #snapshot: DevicesSnapshot = NONE;
  /** Counts the lists that were asked for. Only the newest one counts. */
  #asked = 0;
  #isClosed = false;
  /** The kinds whose devices the browser hid in the last list. */
  #hidden: ReadonlySet<DeviceKind> = new Set();

  /** @internal */
  constructor(source: DeviceSource | undefined) {
    super({ plugged: true, unplugged: true, changed: true });
    this.#source = source;
    source?.addEventListener("devicechange", this.#changed);
    void this.refresh();
  }

  /** The whole state, frozen. The object stays the same until something changes. */
  get snapshot(): DevicesSnapshot {
    return this.#snapshot;
  }

  /**
   * Asks the browser again. Call it after a person has allowed a device, which not every browser reports. Resolves once the
   * snapshot is new; never rejects.
   */
  async refresh(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const all = (await this.#source?.enumerateDevices().catch(() => [])) ?? [];
    if (asked === this.#asked && !this.#isClosed) this.#take(all);
  }

  /** Ends the watch. The snapshot stays as it is. */
  close(): void {
    this.#isClosed = true;
    this.#source?.removeEventListener("devicechange", this.#changed);
  }

  readonly #changed = (): void => void this.refresh();

  #take(all: readonly MediaDeviceInfo[]): void {
    // Before a person allows a kind of device, its devices have no names.
    const found = all
      .filter(({ deviceId, label }) => deviceId !== "" && label !== "")
      .map(({ deviceId: id, kind, label }) => Object.freeze({ id, kind: KIND_OF[kind], label }));
    const before = listOf(this.#snapshot);
    const isSame = (one: DeviceInfo) => (other: DeviceInfo) =>
      one.id === other.id && one.kind === other.kind && one.label === other.label;
    const plugged = found.filter((device) => !before.some(isSame(device)));
    const unplugged = before.filter((device) => !found.some(isSame(device)));
    const wasKnown = this.#snapshot.known;
    const wereHidden = this.#hidden;
    const hidden = new Set(all.filter(({ label }) => label === "").map(({ kind }) => KIND_OF[kind]));
    this.#hidden = hidden;
    if (wasKnown && plugged.length === 0 && unplugged.length === 0) return;
    const of = (wanted: DeviceKind) => Object.freeze(found.filter(({ kind }) => kind === wanted));
    this.#snapshot = Object.freeze({
      cameras: of("camera"),
      microphones: of("microphone"),
      speakers: of("speaker"),
      known: true,
    });
    const news = (devices: readonly DeviceInfo[], hiding: ReadonlySet<DeviceKind>): readonly DeviceInfo[] =>
      devices.filter((device) => isReal(device) && !hiding.has(device.kind));
    for (const device of news(unplugged, hidden)) this.fire("unplugged", device);
    for (const device of wasKnown ? news(plugged, wereHidden) : []) this.fire("plugged", device);
    this.fire("changed", this.#snapshot);
  }
}

/** Whether it is a device, and not an entry that stands for another one. */
export function isReal({ id }: DeviceInfo): boolean {
  return !CHOICES.has(id);
}

function listOf({ cameras, microphones, speakers }: DevicesSnapshot): readonly DeviceInfo[] {
  return [...cameras, ...microphones, ...speakers];
}

/**
 * Watches the cameras, microphones and speakers of this machine until `close`. It asks for no permission.
 * @param source - default `navigator.mediaDevices`; without it, there are no devices
 */
export function watchDevices(source: DeviceSource | undefined = globalThis.navigator?.mediaDevices): Devices {
  return new Devices(source);
}
