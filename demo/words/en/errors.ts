// English: what can go wrong, and what to do about it.

/** What a sentence about an error may contain: the person's name, and the library's own words. */
export interface Wrong {
  readonly name: string;
  readonly detail: string;
}

/** The words of errors. */
export const errors = {
  "own-peer-id": ({ name }: Wrong) =>
    `“${name}” is you. Open a second tab with another id, and call that id.`,
  "content-too-long": (_: Wrong) =>
    "The message is too long. Up to 8,192 bytes are allowed, which is about four pages.",
  "invalid-content": (_: Wrong) => "The message contains a broken character. Type it again.",
  "illegal-command": (_: Wrong) => "Too late: the call has changed in the meantime.",
  "line-full": (_: Wrong) => "Too many messages are waiting to be sent. Wait a moment, then try again.",
  "create-failed": ({ detail }: Wrong) => `You could not go online: ${detail}`,
  "load-failed": (_: Wrong) => "A part of this page could not be loaded. Reload the page.",
  "client-closed": (_: Wrong) => "You are no longer online. Go offline, then go online again.",
  "peer-id-taken": ({ name }: Wrong) =>
    `“${name}” is taken: somebody is online with this id. Choose another id, or close the other tab.`,
  "broker-refused": (_: Wrong) =>
    "The server refused this page. Choose another id, or ask the people who run the server.",
  "broker-unreachable": (_: Wrong) =>
    "The server cannot be reached. Check your network, and whether the server is running.",
  "webrtc-unsupported": (_: Wrong) =>
    "This browser cannot make direct connections (WebRTC). Use a current Firefox, Chrome, Edge or Safari.",
  "may-not-connect": (_: Wrong) =>
    "This call would show your network address, which you hide until it is answered.",
  "gate-unsupported": (_: Wrong) =>
    "This page has another version of PeerJS, so anyone can connect to it and see your network address.",
  "posts-unsupported": (_: Wrong) => "This page has another version of PeerJS, so calls take longer to ring.",
  "invalid-option": ({ detail }: Wrong) =>
    `A limit in the address of this page cannot be used: ${detail} Correct the address, then reload.`,
  "invalid-peer-id": ({ detail }: Wrong) => detail,
};

/** The words about a mistake of the person's. */
export const problems = {
  noName: "Type an id first.",
  ownName: "That is you.",
  badName: (id: string) =>
    `“${id}” cannot be an id. Use up to 128 letters a to z and digits, with single spaces, “-” or “_” between them.`,
  copiedTab: (name: string) =>
    `This tab is a copy of one that is online as “${name}”. Choose another id for this one.`,
  inCallWith: (peer: string) => `You are already in a call with ${peer}.`,
  notOnline: "You are not online yet. Wait a moment, then call again.",
  badNumber: (what: string, min: number, max: number) =>
    `${what}: enter a whole number from ${min} to ${max}.`,
  badBroker: "This is not the address of a broker. It must begin with http:// or https://.",
  badServer: (line: string) =>
    `“${line}” is not a server. Write stun: or turn: and the address, then the name and the password if it needs them.`,
};

/** The words that every language has for errors. */
export type ErrorWords = typeof errors;
/** The words that every language has for mistakes. */
export type ProblemWords = typeof problems;
