// Every sentence shown to a person, except the log's: how calls go and end, and what went wrong.
import { InvitationError, type LocalFailure, type LocalOutcome, type RemoteOutcome } from "peer-invite";
import type { IncomingCall, OutgoingCall } from "./calls.ts";
import type { Connection } from "./store.ts";

/** How a call stands or ended. */
export interface Standing {
  /** One short sentence. */
  readonly title: string;
  /** What exactly happened, and what to do. */
  readonly detail?: string | undefined;
  /** What the other person (or this one) said with it. */
  readonly quote?: string | undefined;
  readonly tone: "live" | "good" | "bad" | "quiet";
}

/** How it stands with the broker. */
export function connectionWords(connection: Connection, name: string): string {
  const words: Record<Connection, string> = {
    connecting: "Connecting…",
    online: `Online as ${name}`,
    "broker-lost": "Broker lost: trying again…",
    "no-network": "Offline: waiting for the network…",
    closed: "Offline: the broker ended this session.",
  };
  return words[connection];
}

/** What to do about a broker that is away; undefined where there is nothing to do. */
export function connectionProblem(connection: Connection): string | undefined {
  switch (connection) {
    case "broker-lost":
      return "The broker cannot be reached, so new calls wait. Check your network, and that the broker runs. Calls that ring already go on.";
    case "no-network":
      return "This device has no network. The page goes on by itself once there is one.";
    case "closed":
      return "The broker has turned this page away. Leave, then go online again.";
    default:
      return undefined;
  }
}

/** How an outgoing call stands. */
export function outgoingWords({ snapshot }: OutgoingCall): Standing {
  const { callee, progress, outcome } = snapshot;
  if (outcome !== undefined) return outgoingEnd(callee, outcome);
  const titles = {
    "reaching-broker": "Reaching the broker…",
    "reaching-peer": `Reaching ${callee}…`,
    "peer-absent": `${callee} is not there. Still trying…`,
    ringing: `Ringing at ${callee}…`,
  };
  return { title: titles[progress ?? "reaching-peer"], tone: "live" };
}

function outgoingEnd(callee: string, outcome: LocalOutcome): Standing {
  switch (outcome.kind) {
    case "accepted":
      return { title: `${callee} accepted`, quote: outcome.response, tone: "good" };
    case "refused":
      return outcome.reason === "busy"
        ? {
            title: `${callee} is busy`,
            detail: `Too many calls ring there already. Call again in a minute.`,
            quote: outcome.response,
            tone: "bad",
          }
        : { title: `${callee} refused`, quote: outcome.response, tone: "bad" };
    case "canceled":
      return {
        title: "Canceled",
        detail:
          outcome.reason === "superseded"
            ? `You and ${callee} called each other at the same time. The call from ${callee} counts.`
            : undefined,
        tone: "quiet",
      };
    case "failed":
      return { ...FAILURES[outcome.reason](callee), tone: "bad" };
  }
}

const notReached = (detail: (callee: string) => string) => (callee: string) => ({
  title: `${callee} could not be reached`,
  detail: detail(callee),
});

const FAILURES: Readonly<Record<LocalFailure, (callee: string) => Omit<Standing, "tone">>> = {
  "peer-offline": notReached(
    (callee) => `Nobody is online as “${callee}”. Check the spelling, or ask ${callee} to open this page.`,
  ),
  "peer-unreachable": notReached(
    () =>
      "The broker passed the call on, but the two browsers found no way to each other. A firewall may be in the way: try another network.",
  ),
  "peer-no-response": notReached(
    (callee) =>
      `The other page is connected but does not respond. Ask ${callee} to reload it, then call again.`,
  ),
  "peer-lost": notReached(
    (callee) =>
      `The connection broke while it rang and did not come back. Call again once ${callee} is online.`,
  ),
  "peer-closed": notReached((callee) => `${callee} left while it rang. Call again once ${callee} is back.`),
  "broker-offline": () => ({
    title: "The broker could not be reached",
    detail: "The call never left this page. Check your network, then call again.",
  }),
  expired: (callee) => ({
    title: `No answer from ${callee}`,
    detail: "It rang there, and nobody answered in time.",
  }),
  unconfirmed: (callee) => ({
    title: `${callee} accepted, but it did not count`,
    detail: "The connection broke before the two pages could agree on it. Call again.",
  }),
};

/** How an incoming call stands. */
export function incomingWords({ snapshot }: IncomingCall): Standing {
  const { caller, state, callerLinked, outcome } = snapshot;
  if (outcome !== undefined) return incomingEnd(caller, outcome);
  const waiting = callerLinked
    ? undefined
    : `The connection to ${caller} is lost. Waiting for it to come back…`;
  switch (state) {
    case "accepting":
      return { title: "Accepting…", detail: `Waiting for ${caller} to confirm.`, tone: "live" };
    case "ignored":
      return {
        title: "Ignored",
        detail: waiting ?? `${caller} was told nothing. You can still answer.`,
        tone: "quiet",
      };
    case "held":
      return {
        title: "You are calling each other",
        detail: "One of the two calls will count.",
        tone: "live",
      };
    default:
      return { title: `${caller} is calling you`, detail: waiting, tone: "live" };
  }
}

function incomingEnd(caller: string, outcome: RemoteOutcome): Standing {
  switch (outcome.kind) {
    case "accepted":
      return { title: "You accepted", quote: outcome.response, tone: "good" };
    case "refused":
      return { title: "You refused", quote: outcome.response, tone: "quiet" };
    case "canceled":
      return {
        title: `${caller} canceled`,
        detail: canceledBy(caller, outcome.reason),
        quote: outcome.content,
        tone: "quiet",
      };
    case "failed":
      return {
        expired: { title: "Missed: nobody answered in time", tone: "bad" as const },
        "caller-lost": {
          title: `Missed: ${caller} was lost`,
          detail: "The connection broke and did not come back.",
          tone: "bad" as const,
        },
        unconfirmed: {
          title: `Accepted, but ${caller} did not confirm`,
          detail: `The connection broke too early, so the call does not count. Call ${caller} back.`,
          tone: "bad" as const,
        },
        closed: { title: "Given up: you left", tone: "quiet" as const },
        "answered-earlier": { title: "You answered this before the reload", tone: "quiet" as const },
      }[outcome.reason];
  }
}

function canceledBy(caller: string, reason: string): string | undefined {
  if (reason === "closed") return `${caller} left.`;
  return reason === "superseded"
    ? `You called each other at the same time. Your call to ${caller} counts.`
    : undefined;
}

/** What a screen reader says at once when a call comes in. */
export function announceCall(caller: string): string {
  return `${caller} is calling. The buttons to answer are under Calls.`;
}

/** The page's title: who calls comes first. */
export function titleWords(callers: readonly string[], name: string): string {
  if (callers.length > 1) return `${callers.length} calls · Peer Invite`;
  if (callers[0] !== undefined) return `${callers[0]} is calling · Peer Invite`;
  return name === "" ? "Peer Invite" : `${name} · Peer Invite`;
}

/** This tab was duplicated from one that is online. */
export function copiedTab(name: string): string {
  return `This tab is a copy of one that is online as “${name}”. Choose another name for this one.`;
}

/** What is wrong with a name or a callee; undefined when nothing is. */
export function idProblem(id: string, isValid: boolean): string | undefined {
  if (id === "") return "Type a name first.";
  return isValid
    ? undefined
    : `“${id}” cannot be a name. Use letters and digits, with single spaces, “-” or “_” between them, 128 at most.`;
}

/** Somebody wants to call before the page is ready for it. */
export function notOnlineYet(): string {
  return "You are not online yet. Wait a moment, then call again.";
}

/** An error in words for `name`, the person here. */
export function errorWords(error: unknown, name: string): string {
  if (!(error instanceof InvitationError)) return error instanceof Error ? error.message : String(error);
  switch (error.code) {
    case "own-peer-id":
      return `“${name}” is you. Open a second tab with another name, and call that one.`;
    case "content-too-long":
      return "That is too long: 8192 bytes at most, which is about four pages. Shorten it.";
    case "invalid-content":
      return "There is a broken character in the text. Type it again.";
    case "illegal-command":
      return "Too late: this call has moved on meanwhile.";
    case "line-full":
      return "Too much waits for the other side already. Wait a moment, then try again.";
    case "client-closed":
      return "You are not online any more. Leave, then go online again.";
    case "peer-id-taken":
      return `“${name}” is taken: somebody is online with it. Choose another name, or close the other tab.`;
    case "broker-refused":
      return "The broker turned this page away. Choose another name, or ask whoever runs the broker.";
    case "broker-unreachable":
      return "The broker cannot be reached. Check your network, and that the broker runs.";
    case "webrtc-unsupported":
      return "This browser cannot make direct connections (WebRTC). Use a current Firefox, Chrome, Edge or Safari.";
    case "invalid-option":
      return `A limit in this page's address cannot be used: ${afterColon(error.message)} Correct the address and reload.`;
    case "invalid-peer-id":
      return afterColon(error.message);
  }
}

function afterColon(message: string): string {
  return message.slice(message.indexOf(": ") + 2);
}
