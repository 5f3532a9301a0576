// What the words about permissions tell apart.

/** What a person may allow a page. */
export type Permitted = "camera" | "microphone" | "notifications";

/** The browsers that keep their permissions in different places. */
export type BrowserName =
  | "chrome"
  | "edge"
  | "firefox"
  | "safari"
  | "chrome-android"
  | "firefox-android"
  | "ios"
  | "other";
