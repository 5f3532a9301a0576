// @ts-check
// The contenders that are measured side by side, what each of them needs, and what it could do better, as a table.

/**
 * @typedef {object} ContenderRow
 * @property {string} label
 * @property {number} port of its server, at the broker's host
 * @property {"kamailio" | "prosody"} [server] one that runs only in the rig
 * @property {string} why what it stands for, and what it could do better by configuration
 */

/** @satisfies {Readonly<Record<string, ContenderRow>>} */
export const CONTENDERS = {
  "peer-invite": {
    label: "peer-invite",
    port: 9000,
    why: "This package with `startCall` alone, options at their defaults: all of the call is set up after the accept.",
  },
  "peer-invite-preconnected": {
    label: "peer-invite, preconnected",
    port: 9000,
    why:
      "The same with `preconnectCalls`, as in the page of the README, and `streamOnAccept`: both ends show their addresses while it " +
      "rings, and send nothing.",
  },
  "peer-invite-offered": {
    label: "peer-invite, offered",
    port: 9000,
    why:
      "The same with `answer: \"on-accept\"`: the caller's offer travels while it rings, as with PeerJS's `call()`, and the callee " +
      "answers it as it accepts.",
  },
  "peer-invite-consented": {
    label: "peer-invite, nothing before consent",
    port: 9000,
    why: "The same with `mayConnect: () => false` at both ends: no connection and no address before the accept.",
  },
  "peerjs-channel": {
    label: "PeerJS channel",
    port: 9000,
    why:
      "PeerJS, a data channel that is opened first, words sent over it, `peer.call()` after the word `accept`. A channel that is " +
      "opened long before the click rings as fast as its second call; each peer it is kept to costs both a connection.",
  },
  "peerjs-call": {
    label: "PeerJS call()",
    port: 9000,
    why:
      "PeerJS, `peer.call()` on the click, answered on accept. It tells no caller that it rings, and no callee that the caller " +
      "gave up. Nothing to configure changes that.",
  },
  jssip: {
    label: "JsSIP + Kamailio",
    port: 8080,
    server: "kamailio",
    why:
      "SIP over WebSocket. JsSIP waits for all candidates by default; here it goes on at the first that another network can " +
      "reach, and the answer does too. It cannot trickle. Early media (a `183` with an answer) would connect while it rings, with " +
      "the callee's addresses shown before consent; JsSIP does not offer it to a callee.",
  },
  xmpp: {
    label: "XMPP (XEP-0353) + Prosody",
    port: 5280,
    server: "prosody",
    why:
      "Strophe, Jingle Message Initiation; offer, answer and trickled candidates after `proceed`, each a message. A client may " +
      "set up its connection while it rings, with the callee's addresses shown before consent; the clients we know do not.",
  },
};

/** @typedef {keyof typeof CONTENDERS} ContenderName */

export const CONTENDER_NAMES = /** @type {readonly ContenderName[]} */ (Object.keys(CONTENDERS));

/** @param {ContenderName} name @returns {ContenderRow} */
export const contenderOf = (name) => CONTENDERS[name];
