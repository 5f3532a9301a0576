// English: the choice of devices, and how to allow them.
import type { BrowserName, Permitted } from "../kinds.ts";

/** The words of `<device-picker>`. */
export const devices = {
  title: "Devices",
  kinds: { camera: "Camera", microphone: "Microphone", speaker: "Speaker" },
  /** The first choice: what the browser would take. */
  usual: "The browser's choice",
  level: "Microphone level",
  allow: "Show the devices of this computer",
  asking: "The browser is asking whether this page may use them.",
  plugged: (label: string) => `${label} was connected.`,
  unplugged: (label: string) => `${label} was disconnected.`,
};

/** The words about permissions. */
export const permissions = {
  names: {
    camera: "the camera",
    microphone: "the microphone",
    notifications: "notifications",
  } satisfies Record<Permitted, string>,
  howTo: {
    chrome: (what: string) =>
      `Click the icon to the left of the page's address, allow ${what}, then reload the page.`,
    edge: (what: string) =>
      `Click the lock to the left of the page's address, allow ${what}, then reload the page.`,
    firefox: (what: string) =>
      `Click the crossed-out icon to the left of the page's address, and remove the block of ${what}. Then try again.`,
    safari: (what: string) =>
      `In the menu Safari, open the settings for this website, and allow ${what}. Then reload the page.`,
    "chrome-android": (what: string) =>
      `Tap the icon to the left of the page's address, then Permissions, and allow ${what}. If it is not there, allow it to the browser in the settings of Android.`,
    "firefox-android": (what: string) =>
      `Tap the lock to the left of the page's address, and allow ${what}. If it is not there, allow it to the browser in the settings of Android.`,
    ios: (what: string) =>
      `Tap the icon beside the page's address, then the settings for this website, and allow ${what}. If it is not there, allow it to the browser in the Settings app.`,
    other: (what: string) =>
      `Allow ${what} for this page in the settings of the browser, then reload the page.`,
  } satisfies Record<BrowserName, (what: string) => string>,
};

/** The words that every language has for the choice of devices. */
export type DeviceWords = typeof devices;
/** The words that every language has for permissions. */
export type PermissionWords = typeof permissions;
