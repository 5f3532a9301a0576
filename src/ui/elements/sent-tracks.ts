// The tracks that the elements open for a call: the exchange of a device, one more device, and a shared screen.
import { getMedia } from "../../call/get-media.ts";
import type { CallSnapshot, MediaError } from "../../call/index.ts";
import type { StageCall } from "./types.ts";

/** The devices that a call sends. */
export type SentDevice = "camera" | "microphone";

const KINDS = { camera: "video", microphone: "audio" } as const;

/** The track of a device that a call sends, live or not; undefined if it sends none. */
export function sentTrack(
  { streams, screen }: CallSnapshot,
  device: SentDevice,
): MediaStreamTrack | undefined {
  return streams
    .filter((stream) => stream !== screen)
    .flatMap((stream) => stream.getTracks())
    .find(({ kind }) => kind === KINDS[device]);
}

/** The result of opening a device: its track, or why there is none. */
export interface Opened {
  readonly track: MediaStreamTrack | undefined;
  readonly errors: readonly MediaError[];
}

/** Opens a device. `id`: which one, by default what the browser takes. */
export async function openDevice(device: SentDevice, id = ""): Promise<Opened> {
  const wanted = id === "" ? true : { deviceId: { exact: id } };
  const { stream, errors } = await getMedia({ [KINDS[device]]: wanted });
  return { track: stream?.getTracks()[0], errors };
}

/** Sends another device of the same kind in place of the one that the call sends, if it sends one. */
export async function exchangeDevice(
  call: StageCall,
  device: SentDevice,
  id: string,
): Promise<readonly MediaError[]> {
  const before = sentTrack(call.snapshot, device);
  if (before === undefined) return [];
  let { track, errors } = await openDevice(device, id);
  const isTaken = errors.some(({ code }) => code === "device-busy" || code === "device-failed");
  if (track === undefined && isTaken) {
    // A phone opens one camera at a time.
    const { deviceId = "" } = before.getSettings();
    before.stop();
    ({ track, errors } = await openDevice(device, id));
    track ??= (await openDevice(device, deviceId)).track;
  }
  if (track !== undefined) putInPlace(call, before, track);
  return errors;
}

/** Sends `after` in place of `before`, also in the stream that the app holds, and closes `before`. */
export function putInPlace(call: StageCall, before: MediaStreamTrack, after: MediaStreamTrack): void {
  const stream = call.snapshot.streams.find((it) => it.getTracks().includes(before));
  // The call may have ended, or have sent something else meanwhile.
  if (stream === undefined || call.snapshot.state === "ended") return after.stop();
  call.replaceTrack(before, after);
  stream.removeTrack(before);
  stream.addTrack(after);
  before.stop();
}
