// What `peer-invite/call` exports: the call after acceptance.
export type { Call } from "./call.ts";
export type { CallEvents, CallSnapshot, StreamOptions } from "./call-events.ts";
export {
  CALL_ENDS,
  CALL_LIMITS,
  type CallEnd,
  type CallEndReason,
  type CallLimits,
  type CallStateName,
} from "./call-state.ts";
export type { CallStats } from "./call-stats.ts";
export { getMedia, type MediaResult, type MediaSource } from "./get-media.ts";
export { preloadCalls } from "./load-media.ts";
export { type Device, MEDIA_ERRORS, MediaError, type MediaErrorCode } from "./media-errors.ts";
export type { CreateMedia, Media, MediaEvents, MediaParts, Sending } from "./media-port.ts";
export type { MediaSwitch, MediaSwitches } from "./messages.ts";
export { type PreconnectOptions, preconnectCalls } from "./preconnect.ts";
export { type CallOptions, startCall } from "./start-call.ts";
