// English: what can go wrong, and what to do about it.

/** What a sentence about an error may name: the person here, and what the library says about it. */
export interface Wrong {
  readonly name: string;
  readonly detail: string;
}

/** The words of errors. */
export const errors = {
  "own-peer-id": ({ name }: Wrong) =>
    `“${name}” is you. Open a second tab with another name, and call that one.`,
  "content-too-long": (_: Wrong) =>
    "That is too long: 8192 bytes at most, which is about four pages. Shorten it.",
  "invalid-content": (_: Wrong) => "There is a broken character in the text. Type it again.",
  "illegal-command": (_: Wrong) => "Too late: this call has moved on meanwhile.",
  "line-full": (_: Wrong) => "Too much waits for the other side already. Wait a moment, then try again.",
  "client-closed": (_: Wrong) => "You are not online any more. Leave, then go online again.",
  "peer-id-taken": ({ name }: Wrong) =>
    `“${name}” is taken: somebody is online with it. Choose another name, or close the other tab.`,
  "broker-refused": (_: Wrong) =>
    "The broker turned this page away. Choose another name, or ask whoever runs the broker.",
  "broker-unreachable": (_: Wrong) =>
    "The broker cannot be reached. Check your network, and that the broker runs.",
  "webrtc-unsupported": (_: Wrong) =>
    "This browser cannot make direct connections (WebRTC). Use a current Firefox, Chrome, Edge or Safari.",
  "invalid-option": ({ detail }: Wrong) =>
    `A limit in this page's address cannot be used: ${detail} Correct the address and reload.`,
  "invalid-peer-id": ({ detail }: Wrong) => detail,
};

/** The words of a camera or a microphone that cannot be had. */
export const media = {
  devices: { camera: "No camera", microphone: "No microphone" },
  both: "No camera and no microphone",
  errors: {
    "permission-denied": "This page may not use it. Allow it beside the page's address, then try again.",
    "no-device": "None is connected. You can go on without it.",
    "blocked-by-policy":
      "The site does not let this page use it. Open the page in a tab of its own; if that does not help, tell those who run the site.",
    "blocked-by-system":
      "The privacy settings of this device keep it from the browser. Allow it to the browser there, then try again.",
    "device-busy": "Another program uses it. Close that program, then try again.",
    "device-failed": "It does not work. Connect it again, or choose another one.",
    "unsuitable-device": "None that is connected can do what is asked of it. Choose another one.",
    "unsupported-browser": "This browser gives it to no page. Open this page in another browser.",
    "insecure-page": "The browser gives it to secure pages only. Open this page by https, or on localhost.",
    unplugged: "It was unplugged, or taken away from this page. Connect it, then turn it on again.",
    unknown: "The browser does not say why. Reload the page, then try again.",
  },
};

/** What a person got wrong. */
export const problems = {
  noName: "Type a name first.",
  ownName: "That is you.",
  badName: (id: string) =>
    `“${id}” cannot be a name. Use letters a to z and digits, with single spaces, “-” or “_” between them, 128 at most.`,
  copiedTab: (name: string) =>
    `This tab is a copy of one that is online as “${name}”. Choose another name for this one.`,
  inCallWith: (peer: string) => `You are in a call with ${peer} already.`,
  notOnline: "You are not online yet. Wait a moment, then call again.",
  badNumber: (what: string, min: number, max: number) => `${what}: a whole number from ${min} to ${max}.`,
  badBroker: "That is no address of a broker. It begins with http:// or https://.",
  badServer: (line: string) =>
    `“${line}” is no server. Write stun: or turn: and its address, then a name and a password where it wants them.`,
};

/** What every language has for errors. */
export type ErrorWords = typeof errors;
/** What every language has for devices. */
export type MediaWords = typeof media;
/** What every language has for mistakes. */
export type ProblemWords = typeof problems;
