// Asks the browser for cameras and microphones.
import { getMedia, type MediaError } from "peer-invite/call";
import { type DeviceInfo, type DevicesSnapshot, watchDevices } from "peer-invite/ui/functions";
import type { TrackKind } from "./needs.ts";
import type { Settings } from "./settings.ts";
import type { State, Store } from "./store.ts";

const CORES_OF_A_STRONG_MACHINE = 4;

/** Kinds of tracks, each wanted or not. */
export type Wanted = Readonly<Record<TrackKind, boolean>>;
/** Which devices to ask for. */
export type Chosen = Pick<Settings, "cameraId" | "microphoneId">;

/** The devices of this machine. */
export interface Devices {
  /** Asks for tracks. `chosen`: from which devices, by default from those of the settings. Never rejects. */
  ask(
    wanted: Wanted,
    chosen?: Chosen,
  ): Promise<{ tracks: MediaStreamTrack[]; errors: readonly MediaError[] }>;
}

/** The devices, shown in `store`. */
export function createDevices(store: Store): Devices {
  const tell = (news: Partial<State["studio"]>): void =>
    store.update({ studio: { ...store.state.studio, ...news } });

  const there = watchDevices();

  return {
    async ask(wanted, chosen = store.state.settings) {
      tell({ isAsking: true });
      // Devices come and go, and not every browser reports it.
      await there.refresh();
      const constraints = constraintsFor(wanted, chosen, there.snapshot);
      const { stream, errors } = await getMedia(constraints).finally(() => tell({ isAsking: false }));
      return { tracks: stream?.getTracks() ?? [], errors };
    },
  };
}

/** A large picture would keep all of a few cores busy with its encoding. */
const isStrong = navigator.hardwareConcurrency >= CORES_OF_A_STRONG_MACHINE;

function constraintsFor(
  wanted: Wanted,
  { cameraId, microphoneId }: Chosen,
  { cameras, microphones }: DevicesSnapshot,
): MediaStreamConstraints {
  // If the chosen device is there, no other one will do. If not, any other one will.
  const from = (id: string, there: readonly DeviceInfo[]): MediaTrackConstraints => {
    if (id === "") return {};
    return { deviceId: there.some((device) => device.id === id) ? { exact: id } : id };
  };
  return {
    audio: wanted.audio && from(microphoneId, microphones),
    video: wanted.video && {
      ...from(cameraId, cameras),
      width: { ideal: isStrong ? 1_280 : 640 },
      height: { ideal: isStrong ? 720 : 360 },
    },
  };
}
