// What can be wrong with a camera or a microphone: one table from the browser's names to codes and to sentences that a person
// can act on.

/** Every code of a {@link MediaError}, with a sentence for the person in front of the page. */
export const MEDIA_ERRORS = {
  "permission-denied": "This page may not use it. Allow it beside the page's address, then try again.",
  "no-device": "None is connected. Connect one, then try again.",
  "device-busy": "Another program uses it. Close that program, then try again.",
  "device-failed": "It does not work. Unplug it and connect it again, or choose another one.",
  "unsuitable-device": "None that is connected can do what is asked of it. Choose another one.",
  "insecure-page": "The browser gives it to secure pages only. Open this page by https, or on localhost.",
  unplugged: "It was unplugged, or taken away from this page. Connect it again, then turn it on again.",
  unknown: "It cannot be used, and the browser does not say why. Reload the page, then try again.",
} as const;

/** See {@link MEDIA_ERRORS}. */
export type MediaErrorCode = keyof typeof MEDIA_ERRORS;

/** What is missing. */
export type Device = "camera" | "microphone";

/** The browser's names for what went wrong, older ones included. */
const CODE_OF: { readonly [name: string]: MediaErrorCode } = {
  NotAllowedError: "permission-denied",
  PermissionDeniedError: "permission-denied",
  NotFoundError: "no-device",
  DevicesNotFoundError: "no-device",
  NotReadableError: "device-busy",
  TrackStartError: "device-busy",
  AbortError: "device-failed",
  OverconstrainedError: "unsuitable-device",
  ConstraintNotSatisfiedError: "unsuitable-device",
  SecurityError: "insecure-page",
};

/** A camera or a microphone that a call goes on without. Its message can be shown to a person. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  readonly code: MediaErrorCode;
  readonly device: Device;

  constructor(code: MediaErrorCode, device: Device, cause?: unknown) {
    super(`No ${device}: ${MEDIA_ERRORS[code]}`, { cause });
    this.code = code;
    this.device = device;
  }
}

/** What the browser threw for `device`, typed. */
export function toMediaError(cause: unknown, device: Device): MediaError {
  const name = typeof cause === "object" && cause !== null && "name" in cause ? String(cause.name) : "";
  const code = Object.hasOwn(CODE_OF, name) ? CODE_OF[name] : undefined;
  return new MediaError(code ?? "unknown", device, cause);
}
