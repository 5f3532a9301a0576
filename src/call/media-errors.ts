// The errors of cameras and microphones: one table from the browser's names to codes, and from codes to sentences that
// a person can act on.

/** Every code of a {@link MediaError}, with a sentence for the person who uses the page. */
export const MEDIA_ERRORS = {
  "permission-denied": "This page may not use it. Allow it beside the page's address, then try again.",
  "blocked-by-policy":
    "The site does not let this page use it. Open the page in a tab of its own; if that does not help, tell those who run the site.",
  "blocked-by-system":
    "The privacy settings of this device keep it from the browser. Allow it to the browser there, then try again.",
  "no-device": "None is connected. Connect one, then try again.",
  "device-busy": "Another program uses it. Close that program, then try again.",
  "device-failed": "It does not work. Unplug it and connect it again, or choose another one.",
  "unsuitable-device": "None that is connected can do what is asked of it. Choose another one.",
  "insecure-page": "The browser gives it to secure pages only. Open this page by https, or on localhost.",
  "unsupported-browser": "This browser gives it to no page. Open this page in another browser.",
  unplugged: "It was unplugged, or taken away from this page. Connect it again, then turn it on again.",
  unknown: "It cannot be used, and the browser does not say why. Reload the page, then try again.",
} as const;

/** See {@link MEDIA_ERRORS}. */
export type MediaErrorCode = keyof typeof MEDIA_ERRORS;

/** The device that is missing. */
export type Device = "camera" | "microphone";

/** What a browser may tell about the page's policy. Its features have the names of the devices. */
interface PagePolicy {
  allowsFeature?(feature: string): boolean;
}

/** The browser's names for what went wrong, including older ones. */
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

/** A camera or a microphone that a call goes on without. The message can be shown to a person. */
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

/** The error that the browser threw for `device`, as a MediaError. */
export function toMediaError(cause: unknown, device: Device): MediaError {
  const [name, message] = textsOf(cause);
  const code = (Object.hasOwn(CODE_OF, name) ? CODE_OF[name] : undefined) ?? "unknown";
  return new MediaError(code === "permission-denied" ? whoDenied(message, device) : code, device, cause);
}

/**
 * Who denied access: the browser's error is the same in each case. A page may use neither device if its header
 * `Permissions-Policy` forbids it, or in a frame of another site without `allow="camera; microphone"`. Nothing that the
 * person allows helps then.
 */
function whoDenied(message: string, device: Device): MediaErrorCode {
  if (isForbidden(device)) return "blocked-by-policy";
  return /by system/i.test(message) ? "blocked-by-system" : "permission-denied";
}

/**
 * Whether the page's policy forbids the device. Chromium tells, under the older of the two names; Firefox and Safari do
 * not.
 */
function isForbidden(device: Device): boolean {
  const page = globalThis.document as
    | Partial<Record<"permissionsPolicy" | "featurePolicy", PagePolicy>>
    | undefined;
  return (page?.permissionsPolicy ?? page?.featurePolicy)?.allowsFeature?.(device) === false;
}

/** The name and the message of a thrown value. */
function textsOf(cause: unknown): readonly [name: string, message: string] {
  if (typeof cause !== "object" || cause === null) return ["", ""];
  const { name, message } = cause as { readonly name?: unknown; readonly message?: unknown };
  return [String(name), String(message)];
}
