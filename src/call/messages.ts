// The messages of a call's two sides on their line. Pure: messages are built here, and those of the other side are
// checked here.
import type { LineEnd } from "../core/wire/reasons.ts";
import type { CallEnd, CallEndReason } from "./call-state.ts";

/** The state of one device: nothing is sent (`none`), it is on, or the person turned it off. */
export type MediaSwitch = "none" | "on" | "off";

/** The state of everything that one side sends. */
export interface MediaSwitches {
  readonly microphone: MediaSwitch;
  readonly camera: MediaSwitch;
  /** Whether the person put the call on hold, so that none of it is sent now. */
  readonly held: boolean;
}

/** What one side tells the other about what it sends. */
export interface MediaNews extends MediaSwitches {
  /** The id that the screen's stream has at the other side; `null` while no screen is sent. */
  readonly screen: string | null;
}

/** A message about the media connection of the generation `g`. */
export type MediaWord =
  /** For the other side's WebRTC connection. */
  | { readonly m: "signal"; readonly g: number; readonly data: object }
  /** The callee's media connection failed, and it asks for a new one. */
  | { readonly m: "again"; readonly g: number }
  /** Turns at changing what is sent (turns.ts). */
  | { readonly m: "ask" | "turn" | "done"; readonly g: number };

/** One message: about a media connection, or about what is sent from here. */
export type Message = MediaWord | ({ readonly m: "media" } & MediaNews);

const SWITCHES: ReadonlySet<unknown> = new Set(["none", "on", "off"]);

/** The other side's message, if this version knows it; otherwise undefined. */
export function readMessage(data: unknown): Message | undefined {
  const { m, g, data: inner, ...said } = fieldsOf(data);
  switch (m) {
    case "signal":
      if (!isCount(g) || typeof inner !== "object" || inner === null) return undefined;
      return { m, g, data: inner };
    case "again":
    case "ask":
    case "turn":
    case "done":
      return isCount(g) ? { m, g } : undefined;
    case "media": {
      const { microphone, camera, held, screen } = said;
      if (!SWITCHES.has(microphone) || !SWITCHES.has(camera)) return undefined;
      const switches = { microphone: microphone as MediaSwitch, camera: camera as MediaSwitch };
      // An earlier version does not send the other two fields, and has neither feature.
      return { m, ...switches, held: held === true, screen: typeof screen === "string" ? screen : null };
    }
    default:
      return undefined;
  }
}

/**
 * A piece of the JSON of a message that is too long for one signal: piece `n` (from 0) of `of`. Pieces come in order.
 */
export interface Part {
  readonly m: "part";
  readonly n: number;
  readonly of: number;
  readonly text: string;
}

/** The part of a message that the other side sent; undefined if it is none. */
export function readPart(data: unknown): Part | undefined {
  const { m, n, of, text } = fieldsOf(data);
  if (m !== "part" || !isCount(n) || !isCount(of) || n >= of || typeof text !== "string") return undefined;
  return { m, n, of, text };
}

/** A message between the two ends, while it rings or just after, about the media connection of the attempt `a`. */
export type MessageWhileRinging =
  /** For the other end's connection. `n`: how many of the attempt were before it. */
  | { readonly m: "preconnect"; readonly a: string; readonly n: number; readonly data: object }
  /** `later`: the caller begins once it is accepted. `held`: the callee takes part once its person has accepted. */
  | { readonly m: "later" | "held"; readonly a: string };

/** The other end's message of this kind, if it is one; otherwise undefined. */
export function readWhileRinging(word: unknown): MessageWhileRinging | undefined {
  const { m, a, n, data } = fieldsOf(word);
  if (typeof a !== "string") return undefined;
  if (m === "later" || m === "held") return { m, a };
  if (m !== "preconnect" || !isCount(n) || typeof data !== "object" || data === null) return undefined;
  return { m, a, n, data };
}

/** The ends that a side tells the other, with what each means there. */
const TOLD = {
  "hung-up-here": "hung-up-there",
  "media-failed": "media-failed",
  "too-much": "too-much",
  "never-connected": "never-connected",
  "load-failed": "never-connected",
  "peer-gone": "peer-gone",
  "peer-left": "peer-gone",
} as const satisfies Partial<Record<CallEndReason, CallEndReason>>;

/** An end that this side decides. */
export type OwnEnd = keyof typeof TOLD;

/** The line's parting words for the end of the call. */
export function writeEnd(reason: OwnEnd, content: string): string {
  return JSON.stringify({ reason, content });
}

/** What the end of the line means for the call. */
export function readLineEnd(reason: LineEnd, content: string): CallEnd {
  switch (reason) {
    case "client-closed":
    case "closed-here":
      return { reason: "closed", content: "" };
    case "peer-left":
      return { reason, content: "" };
    case "closed-there":
      return readEnd(content);
    default:
      return { reason: "peer-gone", content: "" };
  }
}

/** What the other side's parting words mean. A line that closes with any other words is a hang-up. */
export function readEnd(text: string): CallEnd {
  const { reason, content } = fieldsOf(parse(text));
  const known = typeof reason === "string" && Object.hasOwn(TOLD, reason);
  return {
    reason: known ? TOLD[reason as OwnEnd] : "hung-up-there",
    content: typeof content === "string" ? content : "",
  };
}

/** Parses `text` as JSON; undefined if it is not JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
