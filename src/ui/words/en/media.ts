// English: cameras and microphones that cannot be used, and what to do about it.

/** The words about a camera or a microphone that cannot be used. */
export const media = {
  devices: { camera: "No camera", microphone: "No microphone" },
  both: "No camera and no microphone",
  errors: {
    "permission-denied":
      "This page is not allowed to use it. Allow it next to the page's address, then try again.",
    "no-device": "There is none. You can go on without it.",
    "blocked-by-policy":
      "The site does not allow this page to use it. Open the page in a tab of its own. If that does not help, tell the people who run the site.",
    "blocked-by-system":
      "The privacy settings of this device do not allow the browser to use it. Allow it there, then try again.",
    "device-busy": "Another program is using it. Close that program, then try again.",
    "device-failed": "It does not work. Connect it again, or choose another one.",
    "unsuitable-device": "None of the connected ones fits. Choose another one.",
    "unsupported-browser": "This browser does not offer it to pages. Open this page in another browser.",
    "insecure-page":
      "The browser offers it to secure pages only. Open this page with https, or on localhost.",
    unplugged: "It was unplugged, or taken away from this page. Connect it, then turn it on again.",
    unknown: "The browser does not say why. Reload the page, then try again.",
  },
};

/** The words that every language has for devices that cannot be used. */
export type MediaWords = typeof media;
