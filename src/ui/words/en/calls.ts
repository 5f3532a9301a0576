// English: invitations and calls.

/** What is said about a call: a title, and what exactly happened or what to do now. */
export interface Said {
  readonly title: string;
  readonly detail?: string;
}

const notReached = (callee: string, detail: string): Said => ({
  title: `${callee} could not be reached`,
  detail,
});

/** The words of invitations and of the call that follows. */
export const calls = {
  to: (callee: string) => `Call to ${callee}`,
  from: (caller: string) => `Call from ${caller}`,
  kinds: {
    video: { out: "Video call", in: "Video call" },
    audio: { out: "Voice call", in: "Voice call" },
    chat: { out: "Chat", in: "Chat" },
    data: { out: "Data", in: "Data" },
    /** An invitation that says no kind. */
    unnamed: { out: "Call", in: "Call" },
    /** A kind that the package does not know. */
    other: { out: "Call", in: "Call from another app" },
  },
  timeLeft: "Time left to answer",
  cancel: "Cancel",
  accept: "Accept",
  withoutVideo: "Answer without video",
  refuse: "Decline",
  ignore: "Ignore",
  answer: "Message",
  answerHint: "(optional)",
  quickReplies: "Decline with a quick reply",
  replies: ["Can't talk now", "I'll call you back", "Text me instead"],
  problems: {
    tooLong: "The message is too long. Shorten it.",
    broken: "The message contains a broken character. Type it again.",
    tooLate: "Too late: the call has changed in the meantime.",
  },
  outgoing: {
    "reaching-broker": (_callee: string) => "Connecting to the server…",
    "reaching-peer": (callee: string) => `Trying to reach ${callee}…`,
    "peer-absent": (callee: string) => `${callee} is not online. Still trying…`,
    ringing: (callee: string) => `Ringing ${callee}…`,
  },
  outgoingEnds: {
    accepted: (callee: string): Said => ({ title: `${callee} accepted` }),
    busy: (callee: string): Said => ({
      title: `${callee} is busy`,
      detail: `${callee} cannot take the call right now. Call again later.`,
    }),
    refused: (callee: string): Said => ({ title: `${callee} declined` }),
    canceled: (_callee: string): Said => ({ title: "Canceled" }),
    superseded: (callee: string): Said => ({
      title: "Canceled",
      detail: `You and ${callee} called each other at the same time. The call from ${callee} goes ahead.`,
    }),
    "answered-elsewhere": (callee: string): Said => ({ title: `Somebody else answered before ${callee}` }),
    "peer-offline": (callee: string): Said =>
      notReached(
        callee,
        `Nobody is online as “${callee}”. Check the spelling, or ask ${callee} to open this page.`,
      ),
    "peer-unreachable": (callee: string): Said =>
      notReached(
        callee,
        "The call was forwarded, but the two browsers could not connect to each other. A firewall may block the connection. Try another network.",
      ),
    "peer-no-response": (callee: string): Said =>
      notReached(
        callee,
        `The other page is connected but does not respond. Ask ${callee} to reload it, then call again.`,
      ),
    "peer-lost": (callee: string): Said =>
      notReached(
        callee,
        `The connection was lost while it rang, and did not come back. Call again once ${callee} is online.`,
      ),
    "peer-closed": (callee: string): Said =>
      notReached(callee, `${callee} left while it rang. Call again once ${callee} is back.`),
    "broker-offline": (_callee: string): Said => ({
      title: "The server could not be reached",
      detail: "The call never left this page. Check your network, then call again.",
    }),
    expired: (callee: string): Said => ({
      title: `No answer from ${callee}`,
      detail: "It rang, but nobody answered in time.",
    }),
    unconfirmed: (callee: string): Said => ({
      title: `${callee} accepted, but the call did not begin`,
      detail: "The connection was lost before both pages could confirm it. Call again.",
    }),
  },
  incoming: {
    ringing: (caller: string): Said => ({ title: `${caller} is calling you` }),
    accepting: (caller: string): Said => ({
      title: "Accepting…",
      detail: `Waiting for ${caller} to confirm.`,
    }),
    ignored: (caller: string): Said => ({
      title: "Ignored",
      detail: `${caller} does not know. You can still answer.`,
    }),
    deferred: (_caller: string): Said => ({
      title: "You are calling each other",
      detail: "One of the two calls goes ahead.",
    }),
  },
  unlinked: (caller: string) => `Connecting to ${caller}…`,
  incomingEnds: {
    accepted: (_caller: string): Said => ({ title: "You accepted" }),
    refused: (_caller: string): Said => ({ title: "You declined" }),
    busy: (caller: string): Said => ({
      title: `Missed: ${caller} was told that you are busy`,
    }),
    canceled: (caller: string): Said => ({ title: `${caller} canceled` }),
    closed: (caller: string): Said => ({ title: `${caller} canceled`, detail: `${caller} left.` }),
    superseded: (caller: string): Said => ({
      title: `${caller} canceled`,
      detail: `You called each other at the same time. Your call to ${caller} goes ahead.`,
    }),
    "answered-elsewhere": (_caller: string): Said => ({ title: "Somebody else answered" }),
    expired: (_caller: string): Said => ({ title: "Missed: nobody answered in time" }),
    "caller-lost": (caller: string): Said => ({
      title: `Missed: lost connection to ${caller}`,
      detail: "It did not come back in time.",
    }),
    unconfirmed: (caller: string): Said => ({
      title: `Accepted, but ${caller} did not confirm`,
      detail: `The connection was lost too early, so the call did not begin. Call ${caller} back.`,
    }),
    gaveUp: (_caller: string): Said => ({ title: "Not answered: you left" }),
    "answered-earlier": (_caller: string): Said => ({ title: "You answered this call before the reload" }),
  },
  talk: {
    states: {
      connecting: (peer: string) => `Connecting to ${peer}…`,
      connected: (peer: string) => peer,
      reconnecting: (peer: string) => `Lost connection to ${peer}. Reconnecting…`,
    },
    since: "Length of the call",
    theirPicture: (peer: string) => `Picture of ${peer}`,
    theirScreen: (peer: string) => `Screen of ${peer}`,
    ownPicture: "Your own picture",
    ownScreen: "The screen you share",
    you: "You",
    yourScreen: "Your screen",
    ownCameraIsOff: "Camera off",
    youAreMuted: "You are muted",
    youShare: "You are sharing your screen",
    theyShare: (peer: string) => `${peer} is sharing a screen`,
    swap: "Swap the pictures. The arrow keys move the small one.",
    whole: "Show the whole picture",
    mirror: "Mirror my picture",
    putOnHold: "Hold",
    flip: "Switch camera",
    theyAreMuted: (peer: string) => `${peer} is muted`,
    theirCameraIsOff: (peer: string) => `${peer}'s camera is off`,
    controls: "Call controls",
    mute: "Mute",
    unmute: "Unmute",
    cameraOff: "Turn camera off",
    cameraOn: "Turn camera on",
    microphoneOn: "Turn microphone on",
    share: "Share screen",
    unshare: "Stop sharing",
    devices: "Options",
    full: "Full screen",
    hangUp: "Hang up",
    hold: "On hold",
    holdAlone: "On hold. You can resume the call.",
    heldByThem: (peer: string) => `${peer} has put you on hold`,
    resume: "Resume",
    more: "Show all",
    less: "Show less",
  },
  talkEnds: {
    "hung-up-here": (_peer: string): Said => ({ title: "You hung up" }),
    "hung-up-there": (peer: string): Said => ({ title: `${peer} hung up` }),
    "peer-left": (peer: string): Said => ({ title: `${peer} left` }),
    "peer-gone": (peer: string): Said => ({
      title: `Lost connection to ${peer}`,
      detail: "The other page crashed, or its network was away for too long.",
    }),
    "media-failed": (_peer: string): Said => ({
      title: "The call was cut off",
      detail: "Sound and picture could not get from one network to the other. Another network may help.",
    }),
    "too-much": (_peer: string): Said => ({
      title: "The call was cut off",
      detail: "The software of one side made more requests than a call allows.",
    }),
    "never-connected": (peer: string): Said => ({
      title: `${peer} never joined the call`,
      detail: "The call was accepted, but the other side did not begin it in time.",
    }),
    "load-failed": (_peer: string): Said => ({
      title: "The call could not start here",
      detail: "A part of this page could not be loaded. Reload the page, then call again.",
    }),
    closed: (_peer: string): Said => ({ title: "You left the call" }),
  },
  lasted: (length: string) => `Lasted ${length}.`,
};

/** The words that every language has for calls. */
export type CallWords = typeof calls;
