// The exports of `peer-invite/ui/functions`: what the elements are made of and an app with its own look can use, without lit.
export type { Chart } from "../chart/chart.ts";
export { writeMermaid } from "../chart/mermaid.ts";
export { type ChartRecord, recordCall, recordChange, recordsOfOne } from "../chart/records.ts";
export { saveText } from "../chart/save.ts";
export type { ChartArrow, ChartFrame, ChartNote, ChartState, ChartStep, Lane } from "../chart/step.ts";
export { writeSvg } from "../chart/svg-file.ts";
export type { ChartWords } from "../chart/words.ts";
export { looksLike } from "../text/look-alike.ts";
export { foldText, plainLine, plainName, plainText } from "../text/plain.ts";
export type { CallWords, Said } from "../words/en/calls.ts";
export type { DeviceWords, PermissionWords } from "../words/en/devices.ts";
export type { MediaWords } from "../words/en/media.ts";
export { type OwnWords, UI_WORDS, type UiWords, withOwnWords, wordsFor } from "../words/index.ts";
export type { BrowserName, Permitted } from "../words/kinds.ts";
export {
  type DeviceInfo,
  type DeviceKind,
  type DeviceSource,
  type Devices,
  type DevicesEvents,
  type DevicesSnapshot,
  watchDevices,
} from "./devices.ts";
export { type HowToAllowOptions, howToAllow } from "./how-to-allow.ts";
export {
  createNotifier,
  type Notice,
  type NoticePermission,
  type Notifier,
  type NotifierParts,
} from "./notifier.ts";
export {
  type Permission,
  type PermissionAnswer,
  type PermissionEvents,
  type PermissionSnapshot,
  type PermissionSource,
  watchPermission,
} from "./permission.ts";
export {
  createRingTone,
  type RingTone,
  type RingToneEvents,
  type RingToneParts,
  type RingToneSnapshot,
  type Sound,
} from "./ring-tone.ts";
export { hasPicture, type Seen, seenOf } from "./seen.ts";
export { clockWords, mediaWords, quoteOf, type Standing, standingOf } from "./standing.ts";
export type { RingKind } from "./tunes.ts";
export { type AwakeParts, type HeldWakeLock, keepAwake, type WakeLockSource } from "./wake-lock.ts";
