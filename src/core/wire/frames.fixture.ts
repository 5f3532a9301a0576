// A valid frame of every kind with every optional field, and invalid values for each of its fields.
import type { Frame, FrameKind, FrameOf } from "./frames.ts";
import type { InvitationId } from "./ids.ts";

/** An id as callers choose them. */
export const ID = "invitation-1" as InvitationId;

/** A frame of every kind, with every field it can have. */
export const SAMPLES: { readonly [K in FrameKind]: FrameOf<K> } = {
  hello: { t: "hello", v: 1, agent: "test/1", session: "session-1", generation: 2, features: ["a-b"] },
  invite: {
    t: "invite",
    id: ID,
    ttlMs: 60_000,
    content: "lunch? 😀",
    kind: "video",
    name: "Ada L.",
    channelId: "room-1",
    group: { id: ID, mode: "first", size: 3, mates: ["bob", "carol"] },
    number: "4711",
    revision: 2,
  },
  received: { t: "received", id: ID, link: "wait" },
  accept: { t: "accept", id: ID, response: "yes", revision: 2 },
  confirm: { t: "confirm", id: ID },
  refuse: { t: "refuse", id: ID, reason: "busy", response: "at 5" },
  cancel: { t: "cancel", id: ID, reason: "closed", content: "never mind" },
  gone: { t: "gone", id: ID, reason: "lost" },
  whileRinging: { t: "whileRinging", id: ID, by: "caller", nonce: ID, data: { sdp: "v=0" } },
  line: { t: "line", id: ID, by: "caller", ack: 2 },
  signal: { t: "signal", id: ID, by: "callee", n: 3, ack: 2, data: { sdp: "v=0" } },
  heard: { t: "heard", id: ID, by: "caller", ack: 3 },
  end: { t: "end", id: ID, by: "callee", reason: "closed", content: "bye" },
  look: { t: "look", nonce: ID },
  seen: { t: "seen", nonce: ID, busy: true },
  restate: { t: "restate" },
  ping: { t: "ping" },
  pong: { t: "pong" },
};

const LONG_TEXT = "é".repeat(4_097);
const badIds = [
  "",
  "short",
  "x".repeat(65),
  "with space",
  "__proto__\n",
  12_345_678,
  null,
  ["invitation-1"],
  {},
];
const badWords = ["", "Busy", "two words", "x".repeat(33), "a_b", 7, null, ["busy"]];
const badTexts = [LONG_TEXT, "\ud83d", 7, null, true, ["a"], { length: 1 }];

const badNumbers = [undefined, -1, 0.5, "1", null];
const badEnds = [undefined, "", "Caller", "both", 1, null, ["caller"]];

/** Values of each field of each kind that make a frame invalid. `undefined` stands for a missing field. */
export const BAD_FIELDS: { readonly [K in FrameKind]: { readonly [field: string]: readonly unknown[] } } = {
  hello: {
    v: [undefined, 0, -1, 1.5, "1", null],
    agent: [undefined, "a".repeat(65), "\ude00", 7, null],
    session: [undefined, ...badIds],
    generation: [undefined, -1, 0.5, "0", null],
    features: [undefined, "video", {}, null, ["Video"], [7], Array.from({ length: 33 }, () => "a")],
  },
  invite: {
    id: [undefined, ...badIds],
    ttlMs: [undefined, -1, 0.5, 600_001, "60000", null],
    content: [undefined, ...badTexts],
    kind: ["é".repeat(33), "\ud83d", 7, null],
    name: ["é".repeat(33), "\ud83d", 7, null],
    channelId: ["é".repeat(33), "\ud83d", 7, null],
    group: [
      null,
      7,
      "first",
      [],
      {},
      { id: ID, mode: "first" },
      { id: "short", mode: "first", size: 2 },
      { id: ID, mode: "First", size: 2 },
      ...[0, 51, 1.5, "2"].map((size) => ({ id: ID, mode: "first", size })),
      ...[7, {}, ["two  spaces"], [7], Array.from({ length: 50 }, () => "bob")].map((mates) => {
        return { id: ID, mode: "first", size: 2, mates };
      }),
    ],
    number: ["é".repeat(33), "\ud83d", 7, null],
    revision: [0, -1, 1.5, "1", null],
  },
  received: { id: [undefined, ...badIds], link: ["", "Dial", 7, null] },
  accept: {
    id: [undefined, ...badIds],
    response: [undefined, ...badTexts],
    revision: [0, -1, 1.5, "1", null],
  },
  confirm: { id: [undefined, ...badIds] },
  refuse: {
    id: [undefined, ...badIds],
    reason: [undefined, ...badWords],
    response: [undefined, ...badTexts],
  },
  cancel: { id: [undefined, ...badIds], reason: [undefined, ...badWords], content: badTexts },
  gone: { id: [undefined, ...badIds], reason: [undefined, ...badWords] },
  whileRinging: {
    id: [undefined, ...badIds],
    by: badEnds,
    nonce: [undefined, ...badIds],
    data: [undefined],
  },
  line: { id: [undefined, ...badIds], by: badEnds, ack: badNumbers },
  signal: {
    id: [undefined, ...badIds],
    by: badEnds,
    n: [...badNumbers, 0],
    ack: badNumbers,
    data: [undefined],
  },
  heard: { id: [undefined, ...badIds], by: badEnds, ack: badNumbers },
  end: {
    id: [undefined, ...badIds],
    by: badEnds,
    reason: [undefined, ...badWords],
    content: badTexts,
  },
  look: { nonce: [undefined, ...badIds] },
  seen: { nonce: [undefined, ...badIds], busy: [undefined, 0, "true", null] },
  restate: {},
  ping: {},
  pong: {},
};

/** The text of `frame` with `field` set to `value`, or without the field if `value` is undefined. */
export function withField(frame: Frame, field: string, value: unknown): string {
  return JSON.stringify({ ...frame, [field]: value });
}
