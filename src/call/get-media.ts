// Camera and microphone, as many of the two as can be had.
import { checkMethods, checkOptions } from "../base/check.ts";
import { InvitationError } from "../base/pure/errors.ts";
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
const KINDS = ["audio", "video"] as const;
const NEITHER =
  "Cannot getMedia: constraints ask for neither audio nor video. Each of the two is true, or an object of constraints.";

/** The part of `navigator.mediaDevices` that is needed. */
export type MediaSource = Pick<MediaDevices, "getUserMedia">;

/**
 * Asks for camera and microphone. Where both cannot be had, it takes the one that can: what is missing is in `errors`, and is no
 * reason to reject. The stream is the app's: stop its tracks when the call has ended.
 * @param constraints - as for `getUserMedia`; default audio and video
 * @param source - default `navigator.mediaDevices`
 * @throws InvitationError `invalid-option`, as a rejection: constraints that ask for neither, or a source that is none
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
    // Asked for both, Chromium leaves out without a word what the page's policy forbids.
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

/** Whether a constraint asks for it. One that is neither a boolean nor an object asks for nothing that a browser knows. */
function isAskedFor(constraint: unknown): boolean {
  return constraint === true || (typeof constraint === "object" && constraint !== null);
}

/** The browser has no way to ask: it takes it from pages that are not secure. */
function outOfReach(kind: Kind): MediaError {
  const isSecure = globalThis.isSecureContext === true;
  return new MediaError(isSecure ? "unsupported-browser" : "insecure-page", DEVICES[kind]);
}
