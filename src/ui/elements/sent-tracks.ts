// The tracks that the elements open for a call: the exchange of a device, one more device, and a shared screen.
import { getMedia } from "../../call/get-media.ts";
import type { CallSnapshot, MediaError } from "../../call/index.ts";
import { isReal, watchDevices } from "../functions/devices.ts";
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

/** The track in which the person here may speak: the microphone, if it is on. */
export function spokenTrack(snapshot: CallSnapshot | undefined): MediaStreamTrack | undefined {
  return snapshot?.microphone === "on" && !snapshot.held ? sentTrack(snapshot, "microphone") : undefined;
}

/** The track in which the other side may speak. */
export function heardTrack(snapshot: CallSnapshot | undefined): MediaStreamTrack | undefined {
  if (snapshot === undefined || snapshot.held || snapshot.state === "ended") return undefined;
  return snapshot.remoteStreams.flatMap((stream) => stream.getAudioTracks())[0];
}

/** The id of the camera after the one that a call sends; undefined if there is no other one. */
export async function nextCamera(snapshot: CallSnapshot): Promise<string | undefined> {
  const devices = watchDevices();
  await devices.refresh();
  devices.close();
  const cameras = devices.snapshot.cameras.filter(isReal);
  const now = sentTrack(snapshot, "camera")?.getSettings().deviceId;
  const at = cameras.findIndex(({ id }) => id === now);
  const next = cameras[(at + 1) % cameras.length];
  return next?.id === now ? undefined : next?.id;
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

/** The newest choice of a device for each call. */
const newest = new WeakMap<StageCall, Partial<Record<SentDevice, object>>>();
/** Tracks that were closed here to make way for another device, and the device of each. */
const madeWay = new WeakMap<MediaStreamTrack, string>();

/**
 * Sends another device of the same kind in place of the one that the call sends, if it sends one. Resolves with why it could not;
 * with undefined if a newer choice has taken the place of this one.
 */
export async function exchangeDevice(
  call: StageCall,
  device: SentDevice,
  id: string,
): Promise<readonly MediaError[] | undefined> {
  const choices = newest.get(call) ?? {};
  const choice = {};
  newest.set(call, choices);
  choices[device] = choice;
  // A device opens slowly. Meanwhile, the call may have come to send another one.
  const sent = (): MediaStreamTrack | undefined =>
    choices[device] === choice ? sentTrack(call.snapshot, device) : undefined;
  if (sent() === undefined) return [];
  let { track, errors } = await openDevice(device, id);
  const isTaken = errors.some(({ code }) => code === "device-busy" || code === "device-failed");
  const before = sent();
  if (track === undefined && isTaken && before?.readyState === "live") {
    // A phone opens one camera at a time.
    madeWay.set(before, before.getSettings().deviceId ?? "");
    before.stop();
    ({ track, errors } = await openDevice(device, id));
  }
  const stopped = sent();
  const back = stopped === undefined ? undefined : madeWay.get(stopped);
  if (track === undefined && back !== undefined) ({ track } = await openDevice(device, back));
  const last = sent();
  if (track !== undefined && last !== undefined) putInPlace(call, last, track);
  else track?.stop();
  return choices[device] === choice ? errors : undefined;
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
