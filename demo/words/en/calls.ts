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
    others === 0 ? `Missed call from ${peer}` : `${others + 1} missed calls, the latest from ${peer}`,
  notContact: (contact: string) => `Not your contact ${contact}. The names only look alike.`,
  await: "Tell me when they are online",
  awaited: "You will be told",
  copyLink: "Copy a link for them to call you",
  hereNow: (peer: string) => `${peer} is online now`,
  callNow: "Call",
  dismiss: "Close",
  again: "Call again",
  back: "Call back",
  withWords: "Reply",
  wholeName: "Whole name",
  /** A call to several people. */
  several: {
    calling: (count: number) => (count === 1 ? "Calling one person" : `Calling ${count} people`),
    members: "People being called",
    unanswered: "Nobody answered",
    waiting: "Waiting to be called",
    withdrawn: "No longer called",
    withdraw: (peer: string) => `Stop calling ${peer}`,
    addWho: "Add another person",
    add: "Add",
    cancel: "Stop calling",
    answeredBy: (peer: string) => `${peer} answered`,
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
    theyHaveNoCamera: (peer: string) => `${peer} has no camera`,
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
