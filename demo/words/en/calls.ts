// English: what the demo adds to the package's words for calls.
import { UI_WORDS } from "peer-invite/ui/functions";

const { calls: base } = UI_WORDS.en;

/** The words of the cards and of the call itself. */
export const calls = {
  ...base,
  title: "Calls",
  with: (peer: string) => `Call with ${peer}`,
  holdsOnceAccepted: (peer: string) => `Once they accept, ${peer} is put on hold.`,
  /** The kind of a call, and a sentence about it. */
  kindAnd: (kind: string, sentence: string) => `${kind}. ${sentence}`,
  holds: (peer: string) => `If you accept, ${peer} is put on hold.`,
  chatKept: (count: number) => (count === 1 ? "Chat: one message" : `Chat: ${count} messages`),
  missedFrom: (peer: string, others: number) =>
    others === 0 ? `Missed call from ${peer}` : `Missed calls from ${peer} and ${others} more`,
  dismiss: "Dismiss",
  again: "Call again",
  back: "Call back",
  withWords: "Answer with a message",
  outgoing: { ...base.outgoing, "reaching-broker": (_callee: string) => "Connecting to the broker…" },
  outgoingEnds: {
    ...base.outgoingEnds,
    "peer-unreachable": (callee: string) => ({
      title: base.outgoingEnds["peer-unreachable"](callee).title,
      detail:
        "The broker forwarded the call, but the two browsers could not connect to each other. A firewall may block the connection. Try another network, or add a TURN server in the settings.",
    }),
    "broker-offline": (callee: string) => ({
      ...base.outgoingEnds["broker-offline"](callee),
      title: "The broker could not be reached",
    }),
  },
  talkEnds: {
    ...base.talkEnds,
    "media-failed": (peer: string) => ({
      title: base.talkEnds["media-failed"](peer).title,
      detail:
        "Sound and picture could not get from one network to the other. Another network, or a TURN server in the settings, may help.",
    }),
  },
  talk: {
    ...base.talk,
    network: "Network",
    paths: { direct: "Direct", relayed: "Relayed" },
    measuring: "Measuring…",
    roundTrip: (ms: number) => `${ms} ms`,
    rate: (mbit: string) => `${mbit} Mbit/s`,
    loss: (percent: string) => `${percent} % lost`,
    chat: "Chat",
    chatUnread: (count: number) => (count === 1 ? "Chat, 1 new message" : `Chat, ${count} new messages`),
    newMessages: "New messages",
    closeChat: "Close chat",
    shrink: "Minimize the call",
    grow: "Back to the call",
    tryAgain: "Try again",
    cut: "The message was longer. Only its first 8,000 characters are kept.",
    leftOut: (count: number) =>
      count === 1 ? "One earlier message is not kept." : `${count} earlier messages are not kept.`,
    chatEmpty: "What you write goes straight to the other browser.",
    write: "Write a message",
    send: "Send",
    notNow: "There is no connection right now. Try again in a moment.",
  },
};

/** The words that every language has for calls. */
export type CallWords = typeof calls;
