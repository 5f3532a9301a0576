// What is set for one device in one call, who set it, and what is shown of it. Pure.
import type { MediaSwitch } from "./messages.ts";

/** The setting of a microphone or a camera. */
export interface DeviceSetting {
  readonly isOff: boolean;
  /**
   * Whether this call's person decides about the device at the end of a hold: the person turned it off, or turned it on
   * during the hold. Otherwise another call decides, if it sends the same track.
   */
  readonly isChosen: boolean;
}

/** The setting of a device that nobody turned off. */
export const ON: DeviceSetting = { isOff: false, isChosen: false };

/** The setting after this call's person turned the device off or on. */
export function chosen(isOff: boolean, isHeld: boolean): DeviceSetting {
  return { isOff, isChosen: isOff || isHeld };
}

/** The setting after another call turned the device off or on, for all calls that send its track. */
export function inherited(before: DeviceSetting, isOff: boolean): DeviceSetting {
  // What this call's person turned off stays that person's choice.
  return isOff && before.isOff ? before : { isOff, isChosen: false };
}

/** What is shown of a device whose tracks are sent. */
export function shownSwitch(
  { isOff, isChosen }: DeviceSetting,
  tracks: readonly MediaStreamTrack[],
  isHeld: boolean,
): MediaSwitch {
  const live = tracks.filter(({ readyState }) => readyState === "live");
  if (live.length === 0) return "none";
  // The app, or another call that sends the track too, may have turned it off.
  const isShownOff = isHeld && isChosen ? isOff : live.every(({ enabled }) => !enabled);
  return isShownOff ? "off" : "on";
}
