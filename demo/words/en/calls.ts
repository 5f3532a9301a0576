// English: how calls go and end.

/** What a call's card says: a title, and what exactly happened or what to do. */
export interface Said {
  readonly title: string;
  readonly detail?: string;
}

const notReached = (callee: string, detail: string): Said => ({
  title: `${callee} could not be reached`,
  detail,
});

/** The words of the cards and of the call itself. */
export const calls = {
  title: "Calls",
  to: (callee: string) => `Call to ${callee}`,
  from: (caller: string) => `Call from ${caller}`,
  kinds: {
    video: { out: "Video call", in: "Video call" },
    audio: { out: "Voice call", in: "Voice call" },
    chat: { out: "Chat", in: "Chat" },
    other: { out: "Call", in: "Call from another app" },
  },
  timeLeft: "Time left to answer",
  cancel: "Cancel",
  accept: "Accept",
  withoutVideo: "Answer without video",
  holdsOnceAccepted: (peer: string) => `Once it is accepted, ${peer} is put on hold.`,
  holds: (peer: string) => `If you accept, ${peer} is put on hold.`,
  refuse: "Refuse",
  ignore: "Ignore",
  dismiss: "Dismiss",
  again: "Call again",
  back: "Call back",
  answer: "Answer",
  answerHint: "(optional words)",
  withWords: "Answer with words",
  quickReplies: "Say no with a quick reply",
  replies: ["Can't talk now", "I'll call you back", "Text me instead"],
  outgoing: {
    "reaching-broker": (_callee: string) => "Reaching the broker…",
    "reaching-peer": (callee: string) => `Reaching ${callee}…`,
    "peer-absent": (callee: string) => `${callee} is not there. Still trying…`,
    ringing: (callee: string) => `Ringing at ${callee}…`,
  },
  outgoingEnds: {
    accepted: (callee: string): Said => ({ title: `${callee} accepted` }),
    busy: (callee: string): Said => ({
      title: `${callee} is busy`,
      detail: "In another call, or not to be disturbed. Call again in a minute.",
    }),
    refused: (callee: string): Said => ({ title: `${callee} refused` }),
    canceled: (_callee: string): Said => ({ title: "Canceled" }),
    superseded: (callee: string): Said => ({
      title: "Canceled",
      detail: `You and ${callee} called each other at the same time. The call from ${callee} counts.`,
    }),
    "peer-offline": (callee: string): Said =>
      notReached(
        callee,
        `Nobody is online as “${callee}”. Check the spelling, or ask ${callee} to open this page.`,
      ),
    "peer-unreachable": (callee: string): Said =>
      notReached(
        callee,
        "The broker passed the call on, but the two browsers found no way to each other. A firewall may be in the way: try another network, or set a TURN server.",
      ),
    "peer-no-response": (callee: string): Said =>
      notReached(
        callee,
        `The other page is connected but does not respond. Ask ${callee} to reload it, then call again.`,
      ),
    "peer-lost": (callee: string): Said =>
      notReached(
        callee,
        `The connection broke while it rang and did not come back. Call again once ${callee} is online.`,
      ),
    "peer-closed": (callee: string): Said =>
      notReached(callee, `${callee} left while it rang. Call again once ${callee} is back.`),
    "broker-offline": (_callee: string): Said => ({
      title: "The broker could not be reached",
      detail: "The call never left this page. Check your network, then call again.",
    }),
    expired: (callee: string): Said => ({
      title: `No answer from ${callee}`,
      detail: "It rang there, and nobody answered in time.",
    }),
    unconfirmed: (callee: string): Said => ({
      title: `${callee} accepted, but it did not count`,
      detail: "The connection broke before the two pages could agree on it. Call again.",
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
      detail: `${caller} was told nothing. You can still answer.`,
    }),
    held: (_caller: string): Said => ({
      title: "You are calling each other",
      detail: "One of the two calls will count.",
    }),
  },
  unlinked: (caller: string) => `Connecting to ${caller}…`,
  incomingEnds: {
    accepted: (_caller: string): Said => ({ title: "You accepted" }),
    refused: (_caller: string): Said => ({ title: "You refused" }),
    busy: (caller: string): Said => ({
      title: `Missed: ${caller} was told that you are busy`,
    }),
    canceled: (caller: string): Said => ({ title: `${caller} canceled` }),
    closed: (caller: string): Said => ({ title: `${caller} canceled`, detail: `${caller} left.` }),
    superseded: (caller: string): Said => ({
      title: `${caller} canceled`,
      detail: `You called each other at the same time. Your call to ${caller} counts.`,
    }),
    expired: (_caller: string): Said => ({ title: "Missed: nobody answered in time" }),
    "caller-lost": (caller: string): Said => ({
      title: `Missed: ${caller} was lost`,
      detail: "The connection broke and did not come back.",
    }),
    unconfirmed: (caller: string): Said => ({
      title: `Accepted, but ${caller} did not confirm`,
      detail: `The connection broke too early, so the call does not count. Call ${caller} back.`,
    }),
    gaveUp: (_caller: string): Said => ({ title: "Given up: you left" }),
    "answered-earlier": (_caller: string): Said => ({ title: "You answered this before the reload" }),
  },
  talk: {
    states: {
      connecting: (peer: string) => `Connecting to ${peer}…`,
      connected: (peer: string) => peer,
      reconnecting: (peer: string) => `Lost ${peer} for a moment. Reconnecting…`,
    },
    since: "Length of the call",
    theirPicture: (peer: string) => `Picture of ${peer}`,
    theirScreen: (peer: string) => `Screen of ${peer}`,
    ownPicture: "Your own picture",
    ownScreen: "The screen you share",
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
    devices: "Choose devices",
    full: "Full screen",
    hangUp: "Hang up",
    hold: "On hold",
    holdAlone: "On hold. You can take the call up again.",
    heldByThem: (peer: string) => `${peer} has put you on hold`,
    resume: "Take up again",
    network: "Network",
    paths: { direct: "Direct", relayed: "Relayed" },
    measuring: "Measuring…",
    roundTrip: (ms: number) => `${ms} ms`,
    rate: (mbit: string) => `${mbit} Mbit/s`,
    loss: (percent: string) => `${percent} % lost`,
    chat: "Chat",
    more: "Show all",
    less: "Show less",
    cut: "It was longer: the first 8,000 characters are kept.",
    leftOut: (count: number) =>
      count === 1 ? "One earlier message is not kept." : `${count} earlier messages are not kept.`,
    chatEmpty: "What you write goes straight to the other browser.",
    write: "Write a message",
    send: "Send",
    notNow: "The connection is not there. Try again in a moment.",
    you: "You",
  },
  talkEnds: {
    "hung-up-here": (_peer: string): Said => ({ title: "You hung up" }),
    "hung-up-there": (peer: string): Said => ({ title: `${peer} hung up` }),
    "peer-left": (peer: string): Said => ({ title: `${peer} left` }),
    "peer-gone": (peer: string): Said => ({
      title: `${peer} is gone`,
      detail: "The other page crashed, or the network to it was lost for too long.",
    }),
    "media-failed": (_peer: string): Said => ({
      title: "The call broke off",
      detail:
        "Sound and picture found no way between the two networks. Another network, or a TURN server in the settings, may help.",
    }),
    "too-much": (_peer: string): Said => ({
      title: "The call broke off",
      detail: "The software of one side asked for more than a call may cost.",
    }),
    "never-connected": (peer: string): Said => ({
      title: `${peer} never joined the call`,
      detail: "It was accepted, but the other side did not begin the call in time.",
    }),
    closed: (_peer: string): Said => ({ title: "You left the call" }),
  },
  lasted: (length: string) => `Talked for ${length}.`,
};

/** What every language has for calls. */
export type CallWords = typeof calls;
