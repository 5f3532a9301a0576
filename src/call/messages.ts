// What the two sides of a call say to each other on its line. Pure: built here, and believed only after a look.
import type { LineEnd } from "../core/wire/reasons.ts";
import type { CallEnd, CallEndReason } from "./call-state.ts";

/** Whether something is sent, and may be heard or seen: there is none, it is on, or its person turned it off. */
export type MediaSwitch = "none" | "on" | "off";

/** What one side sends. */
export interface MediaSwitches {
  readonly microphone: MediaSwitch;
  readonly camera: MediaSwitch;
  /** Whether nothing of it is sent just now, because its person put the call on hold. */
  readonly held: boolean;
}

/** What one side tells the other of it. */
export interface MediaNews extends MediaSwitches {
  /** The id that the stream which is a screen has at the other side; `null` while none is sent. */
  readonly screen: string | null;
}

/** What is said about the media connection of the generation `g`. */
export type MediaWord =
  /** For the other side's WebRTC connection. */
  | { readonly m: "signal"; readonly g: number; readonly data: object }
  /** The callee's media connection failed: a new one, please. */
  | { readonly m: "again"; readonly g: number }
  /** Turns at changing what is sent (turns.ts). */
  | { readonly m: "ask" | "turn" | "done"; readonly g: number };

/** One message: about a media connection, or what is sent from here. */
export type Message = MediaWord | ({ readonly m: "media" } & MediaNews);

const SWITCHES: ReadonlySet<unknown> = new Set(["none", "on", "off"]);

/** What the other side said, if it is a message that this version knows. */
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
      // An earlier version does not say the other two, and cannot do them.
      return { m, ...switches, held: held === true, screen: typeof screen === "string" ? screen : null };
    }
    default:
      return undefined;
  }
}

/** A piece of the JSON of a message that is too long for one signal: piece `n`, from 0, of so many. They follow one another. */
export interface Part {
  readonly m: "part";
  readonly n: number;
  readonly of: number;
  readonly text: string;
}

/** What the other side said, if it is a part of a message. */
export function readPart(data: unknown): Part | undefined {
  const { m, n, of, text } = fieldsOf(data);
  if (m !== "part" || !isCount(n) || !isCount(of) || n >= of || typeof text !== "string") return undefined;
  return { m, n, of, text };
}

/** What the two ends say to each other before the answer: signals for the media connection of the attempt `a`. */
export interface MessageWhileRinging {
  readonly m: "preconnect";
  readonly a: string;
  readonly data: object;
}

/** What the other end said before the answer, if it is for the call. */
export function readWhileRinging(word: unknown): MessageWhileRinging | undefined {
  const { m, a, data } = fieldsOf(word);
  if (m !== "preconnect" || typeof a !== "string" || typeof data !== "object" || data === null)
    return undefined;
  return { m, a, data };
}

/** The ends that a side tells the other, and what each is there. */
const TOLD = {
  "hung-up-here": "hung-up-there",
  "media-failed": "media-failed",
  "too-much": "too-much",
  "never-connected": "never-connected",
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

/** What the other side's parting words say. Whatever else closes a line is a hang-up. */
export function readEnd(text: string): CallEnd {
  const { reason, content } = fieldsOf(parse(text));
  const known = typeof reason === "string" && Object.hasOwn(TOLD, reason);
  return {
    reason: known ? TOLD[reason as OwnEnd] : "hung-up-there",
    content: typeof content === "string" ? content : "",
  };
}

/** What `text` says as JSON; undefined if it is none. */
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
