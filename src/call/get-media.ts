// Camera and microphone, as many of the two as can be had.
import { MediaError, toMediaError } from "./media-errors.ts";

/** What could be had, and what not. */
export interface MediaResult {
  /** Undefined when nothing could be had; a call without it still hears, sees and sends data. */
  readonly stream: MediaStream | undefined;
  /** One for each device that was asked for and is missing. */
  readonly errors: readonly MediaError[];
}

const DEVICES = { audio: "microphone", video: "camera" } as const;
type Kind = keyof typeof DEVICES;

/** The part of `navigator.mediaDevices` that is needed. */
export type MediaSource = Pick<MediaDevices, "getUserMedia">;

/**
 * Asks for camera and microphone. Where both cannot be had, it takes the one that can. Never rejects: what is missing is in
 * `errors`. The stream is the app's: stop its tracks when the call has ended.
 * @param constraints - as for `getUserMedia`; default audio and video
 * @param source - default `navigator.mediaDevices`
 */
export async function getMedia(
  constraints: MediaStreamConstraints = { audio: true, video: true },
  source: MediaSource | undefined = globalThis.navigator?.mediaDevices,
): Promise<MediaResult> {
  const kinds = (["audio", "video"] as const).filter((kind) => constraints[kind]);
  if (source === undefined) return { stream: undefined, errors: kinds.map(insecure) };
  try {
    return { stream: await source.getUserMedia(constraints), errors: [] };
  } catch (cause) {
    if (kinds.length < 2) {
      return { stream: undefined, errors: kinds.map((kind) => toMediaError(cause, DEVICES[kind])) };
    }
  }
  let stream: MediaStream | undefined;
  const errors: MediaError[] = [];
  for (const kind of kinds) {
    try {
      const got = await source.getUserMedia({ [kind]: constraints[kind] });
      for (const track of stream === undefined ? [] : got.getTracks()) stream?.addTrack(track);
      stream ??= got;
    } catch (cause) {
      errors.push(toMediaError(cause, DEVICES[kind]));
    }
  }
  return { stream, errors };
}

function insecure(kind: Kind): MediaError {
  return new MediaError("insecure-page", DEVICES[kind]);
}
