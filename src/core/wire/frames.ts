// The frames of the protocol: one table with the fields of each kind, and one with its direction and meaning. The
// types, the validation and the table in docs/SPEC.md come from them. codec.ts turns frames into text.
import { exceedsBytes, isWellFormed } from "../../base/pure/text.ts";
import { INVITATION_ID, type InvitationId, isPeerId } from "./ids.ts";
import { LIMITS } from "./limits.ts";

/** The version of the protocol that this package speaks (docs/SPEC.md). */
export const PROTOCOL_VERSION = 1;

/** One field of a frame: the values it may have, and whether it may be left out. */
interface Field<T, Optional extends boolean = false> {
  readonly isOptional: Optional;
  is(value: unknown): value is T;
}

/** A field of any type. */
export type AnyField = Field<unknown, boolean>;

const field = <T>(is: (value: unknown) => boolean): Field<T> => ({
  isOptional: false,
  is: is as Field<T>["is"],
});
const optional = <T>({ is }: Field<T>): Field<T, true> => ({ isOptional: true, is });

const text = (maxBytes: number) =>
  field<string>(
    (value) => typeof value === "string" && !exceedsBytes(value, maxBytes) && isWellFormed(value),
  );
const matching = <T extends string>(pattern: RegExp) =>
  field<T>((value) => typeof value === "string" && pattern.test(value));
const whole = (min: number, max = Number.MAX_VALUE) =>
  field<number>((value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max);
const anything = field<unknown>((value) => value !== undefined);
const id = matching<InvitationId>(INVITATION_ID);
/** A short word from a list that may grow. reasons.ts reads an unknown word as the first of its list. */
const word = matching<string>(/^[a-z-]{1,32}$/);
const words = field<readonly string[]>(
  (value) => Array.isArray(value) && value.length <= 32 && value.every(word.is),
);
const response = text(LIMITS.responseMaxBytes.value);
/**
 * Which end of the invitation speaks. Both ends may say these frames, and each peer may have an invitation of the same
 * id.
 */
const by = matching<"caller" | "callee">(/^call(er|ee)$/);
const ack = whole(0);

/** What an invitation states of the group that it belongs to (rule R20.1). Fields that a later version adds are ignored. */
interface StatedGroup {
  readonly id: string;
  readonly mode: string;
  readonly size: number;
  readonly mates?: readonly string[];
}
const size = whole(1, LIMITS.groupMax.value);
const isMates = (value: unknown): boolean =>
  Array.isArray(value) && value.length < LIMITS.groupMax.value && value.every(isPeerId);
const group = field<StatedGroup>((value) => {
  if (typeof value !== "object" || value === null) return false;
  const { id: groupId, mode, size: count, mates } = value as { readonly [name: string]: unknown };
  return id.is(groupId) && word.is(mode) && size.is(count) && (mates === undefined || isMates(mates));
});

/** Each kind of frame with its fields. Unknown fields are ignored. */
export const FRAMES = {
  hello: {
    v: whole(1),
    agent: text(64),
    session: matching<string>(INVITATION_ID),
    /** The generation of the channel if the speaker opened it; 0 if not. */
    generation: whole(0),
    features: words,
  },
  invite: {
    id,
    ttlMs: whole(0, LIMITS.ttlMs.range[1]),
    content: text(LIMITS.contentMaxBytes.value),
    kind: optional(text(LIMITS.kindMaxBytes.value)),
    name: optional(text(LIMITS.nameMaxBytes.value)),
    channelId: optional(text(LIMITS.channelIdMaxBytes.value)),
    group: optional(group),
    /** By which a callee that expects the call knows it (rule R10.10). */
    number: optional(text(LIMITS.numberMaxBytes.value)),
    /** How often the caller has changed it since it was sent. */
    revision: optional(whole(1)),
  },
  received: { id, link: optional(matching<"dial" | "wait">(/^(dial|wait)$/)) },
  accept: {
    id,
    response,
    /** The revision of the invitation that was accepted (rule R6.5); left out if it was never changed. */
    revision: optional(whole(1)),
  },
  confirm: { id },
  refuse: { id, reason: word, response },
  cancel: { id, reason: word, content: optional(text(LIMITS.contentMaxBytes.value)) },
  gone: { id, reason: word },
  whileRinging: { id, by, nonce: matching<string>(INVITATION_ID), data: anything },
  line: { id, by, ack },
  signal: { id, by, n: whole(1), ack, data: anything },
  heard: { id, by, ack },
  end: {
    id,
    by,
    reason: word,
    content: optional(text(LIMITS.contentMaxBytes.value)),
  },
  look: { nonce: matching<string>(INVITATION_ID) },
  seen: {
    nonce: matching<string>(INVITATION_ID),
    busy: field<boolean>((value) => typeof value === "boolean"),
  },
  restate: {},
  ping: {},
  pong: {},
} as const;

/** The name of a frame's kind: its field `t`. */
export type FrameKind = keyof typeof FRAMES;
/** Who says each frame, and what it states. Kept out of the table, so that a page does not load the texts. */
export const FRAME_WORDS: {
  readonly [K in FrameKind]: { readonly direction: string; readonly states: string };
} = {
  hello: {
    direction: "both, first on every channel",
    states: "the sender's protocol version, its software, and its session",
  },
  invite: { direction: "caller → callee", states: "this invitation is open for `ttlMs` more" },
  received: {
    direction: "callee → caller",
    states:
      "I have the invitation, and it rings. `link`: whether you may dial (`dial`, the default), or I will (`wait`)",
  },
  accept: { direction: "callee → caller", states: "my user accepted; I wait for your confirmation" },
  confirm: { direction: "caller → callee", states: "your accept counted: both sides are accepted" },
  refuse: { direction: "callee → caller", states: "the invitation is refused" },
  cancel: { direction: "caller → callee", states: "the invitation is over on my side" },
  gone: { direction: "callee → caller", states: "I no longer have the invitation" },
  whileRinging: {
    direction: "both, while it rings and once it is accepted",
    states: "what the app of this end says to set up what follows; it is never repeated",
  },
  line: {
    direction: "both, once accepted",
    states: "my end of the line is open and has your signals up to `ack`; repeat those after it",
  },
  signal: {
    direction: "both, once accepted",
    states: "this is signal `n` of my end; I have yours up to `ack`",
  },
  heard: { direction: "both, once accepted", states: "I have your signals up to `ack`" },
  end: { direction: "both, once accepted", states: "my end of the line is closed" },
  look: { direction: "both", states: "are you there, and would an invitation from me ring? Answered or not" },
  seen: { direction: "both", states: "I am here. `busy`: an invitation from you would not ring now" },
  restate: {
    direction: "both",
    states: "I heard nothing from you for a while, and now hear you again; state what is open with me",
  },
  ping: { direction: "both", states: "I hear nothing from you; are you there?" },
  pong: { direction: "both", states: "I am here" },
};

type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;
/** The values of a kind's fields. */
type FieldsOf<Fields> = {
  readonly [Name in keyof Fields as Fields[Name] extends Field<unknown, true> ? never : Name]: ValueOf<
    Fields[Name]
  >;
} & {
  readonly [Name in keyof Fields as Fields[Name] extends Field<unknown, true> ? Name : never]?: ValueOf<
    Fields[Name]
  >;
};

/** One frame of the kind `K`. */
export type FrameOf<K extends FrameKind> = {
  [Kind in K]: { readonly t: Kind } & FieldsOf<(typeof FRAMES)[Kind]>;
}[K];
/** Any frame. */
export type Frame = FrameOf<FrameKind>;
/** A caller's frame about an invitation. */
export type CallerFrame = FrameOf<"invite" | "confirm" | "cancel">;
/** A callee's frame about an invitation. */
export type CalleeFrame = FrameOf<"received" | "accept" | "refuse" | "gone">;
/** A frame about the state of an invitation. */
export type InvitationFrame = CallerFrame | CalleeFrame;
/** A frame that may be posted: about an invitation, and not about a line; or a look. */
export type PostedFrame = InvitationFrame | FrameOf<"whileRinging" | "look" | "seen">;
/** A frame on the line of an accepted invitation. */
export type LineFrame = FrameOf<"line" | "signal" | "heard" | "end">;

/** Whether a frame states an invitation, and so may be said again at any time. */
function isStatement(frame: Frame): frame is InvitationFrame {
  return "id" in frame && !("by" in frame);
}

/** Whether a frame may be posted. */
export function isPosted(frame: Frame): frame is PostedFrame {
  return isStatement(frame) || "nonce" in frame;
}
