// Gets camera and microphone, or whichever of the two is available.
import { checkMethods, checkOptions } from "../base/check.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { MediaError, toMediaError } from "./media-errors.ts";

/** The media that was available, and the errors for what was not. */
export interface MediaResult {
  /** Undefined if no device was available. A call without a stream still hears, sees and sends data. */
  readonly stream: MediaStream | undefined;
  /** One error for each device that was asked for and is missing. */
  readonly errors: readonly MediaError[];
}

const DEVICES = { audio: "microphone", video: "camera" } as const;
type Kind = keyof typeof DEVICES;
const KINDS = ["audio", "video"] as const;
const NEITHER =
  "Cannot getMedia: constraints ask for neither audio nor video. Each of the two is true, or an object of constraints.";

/** The part of `navigator.mediaDevices` that `getMedia` uses. */
export type MediaSource = Pick<MediaDevices, "getUserMedia">;

/**
 * Asks for camera and microphone. If only one is available, it takes that one; what is missing is listed in `errors`
 * and does not reject. The stream is the app's: stop its tracks when the call has ended.
 * @param constraints - as for `getUserMedia`; default audio and video
 * @param source - default `navigator.mediaDevices`
 * @throws InvitationError `invalid-option`, as a rejection: the constraints ask for neither device, or the source is
 * not valid
 */
export async function getMedia(
  constraints: MediaStreamConstraints = { audio: true, video: true },
  source: MediaSource | undefined = globalThis.navigator?.mediaDevices,
): Promise<MediaResult> {
  checkOptions("constraints", constraints, "getMedia");
  if (source !== undefined) checkMethods("source", source, ["getUserMedia"], "getMedia");
  const kinds = KINDS.filter((kind) => isAskedFor(constraints[kind]));
  if (kinds.length === 0) throw new InvitationError("invalid-option", NEITHER, { operation: "getMedia" });
  if (source === undefined) return { stream: undefined, errors: kinds.map(outOfReach) };
  let stream: MediaStream | undefined;
  try {
    stream = await source.getUserMedia(constraints);
  } catch (cause) {
    if (kinds.length < 2) {
      return { stream: undefined, errors: kinds.map((kind) => toMediaError(cause, DEVICES[kind])) };
    }
  }
  const errors: MediaError[] = [];
  for (const kind of kinds) {
    // Asked for both, Chromium silently leaves out a device that the page's policy forbids.
    if (stream?.getTracks().some((track) => track.kind === kind) === true) continue;
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

/** Whether a constraint asks for the device. A browser understands only booleans and objects. */
function isAskedFor(constraint: unknown): boolean {
  return constraint === true || (typeof constraint === "object" && constraint !== null);
}

/** The browser gives insecure pages no way to ask for a device. */
function outOfReach(kind: Kind): MediaError {
  const isSecure = globalThis.isSecureContext === true;
  return new MediaError(isSecure ? "unsupported-browser" : "insecure-page", DEVICES[kind]);
}
