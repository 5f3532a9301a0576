// The form of requests, answers and candidates: what PeerJS sends passes, and nothing else of a stranger's does.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAnswer, isCandidate, isChannelOffer, isOffer, type Offer } from "./shapes.ts";

const SERIALIZERS = { raw: 1, json: 1, binary: 1, "binary-utf8": 1, default: 1 };
const HEAD = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
const DATA = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\n";
const AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";
const offerOf = (sdp: string) => ({ type: "offer", sdp });

/** Requests as PeerJS 1.5 sends them. */
const CHANNEL = {
  sdp: offerOf(HEAD + DATA),
  type: "data",
  connectionId: "dc_0123456789abcdef0123456789abcdef",
  metadata: undefined,
  label: "peer-invite",
  reliable: true,
  serialization: "raw",
};
const MEDIA = {
  sdp: offerOf(HEAD + AUDIO + AUDIO),
  type: "media",
  connectionId: "mc_abc",
  metadata: { a: [1] },
};
const CANDIDATE = {
  candidate: {
    candidate: "candidate:1 1 udp 2113937151 192.168.1.2 5000 typ host generation 0 ufrag abcd",
    sdpMid: "0",
    sdpMLineIndex: 0,
    usernameFragment: "abcd",
  },
  type: "data",
  connectionId: "dc_1",
};

/** What a stranger might put anywhere. Its inherited names are the dangerous ones. */
const ANYTHING: readonly unknown[] = [
  null,
  undefined,
  true,
  0,
  5,
  -1,
  "",
  "x",
  "constructor",
  "__proto__",
  "toString",
  [],
  {},
  [1],
  { type: "offer" },
  { toString: 5 },
  "x".repeat(70_000),
];

describe("a request", () => {
  test.each([CHANNEL, { ...CHANNEL, serialization: "json", label: "the app's" }, MEDIA])(
    "of PeerJS passes",
    (payload) => {
      expect(isOffer(payload, SERIALIZERS)).toBe(true);
    },
  );

  test.each([
    "__proto__",
    "constructor",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "isPrototypeOf",
    "nope",
    "",
    5,
    null,
  ])("with the serialization %j does not: it is none of the Peer's own", (serialization) => {
    expect(isOffer({ ...CHANNEL, serialization }, SERIALIZERS)).toBe(false);
  });

  test("with anything else in a field passes only if PeerJS can handle it", () => {
    const passing = (field: string): readonly unknown[] =>
      ANYTHING.filter((value) => isOffer({ ...CHANNEL, [field]: value }, SERIALIZERS)).map((value) => value);
    expect(passing("sdp")).toEqual([]);
    expect(passing("type")).toEqual([]);
    expect(passing("serialization")).toEqual([]);
    expect(passing("connectionId")).toEqual(["x", "constructor", "__proto__", "toString"]);
    expect(passing("label")).toEqual([undefined, "", "x", "constructor", "__proto__", "toString"]);
    expect(passing("reliable")).toEqual([undefined, true]);
    expect(passing("metadata")).toEqual(ANYTHING);
  });

  test.each<[string, unknown]>([
    ["a description of 64 kB and one", { ...CHANNEL, sdp: offerOf(HEAD + DATA + "a".repeat(65_536)) }],
    ["17 sections", { ...CHANNEL, sdp: offerOf(HEAD + AUDIO.repeat(17)) }],
    [
      "17 sections with other line ends",
      { ...CHANNEL, sdp: offerOf((HEAD + AUDIO.repeat(17)).replaceAll("\r\n", "\n")) },
    ],
    [
      "17 sections with half line ends",
      { ...CHANNEL, sdp: offerOf((HEAD + AUDIO.repeat(17)).replaceAll("\r\n", "\r")) },
    ],
    ["an id of 65 characters", { ...CHANNEL, connectionId: "x".repeat(65) }],
    ["a label of 1025 characters", { ...CHANNEL, label: "x".repeat(1_025) }],
    ["much metadata", { ...CHANNEL, metadata: "x".repeat(132_000) }],
    ["much in a field that PeerJS keeps and does not read", { ...CHANNEL, more: "x".repeat(132_000) }],
    ["many values", { ...CHANNEL, metadata: Array.from({ length: 2_001 }, () => 0) }],
    [
      "many names",
      { ...CHANNEL, metadata: Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [n, 0])) },
    ],
    ["long names", { ...CHANNEL, metadata: { ["x".repeat(132_000)]: 1 } }],
  ])("with %s does not pass", (_, payload) => {
    expect(isOffer(payload, SERIALIZERS)).toBe(false);
  });

  test("with metadata of any depth is judged without an error", () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(isOffer({ ...CHANNEL, metadata: deep }, SERIALIZERS)).toBe(false);
  });

  test.each<[boolean, object]>([
    [true, CHANNEL],
    [false, { ...CHANNEL, serialization: "json" }],
    [false, { ...CHANNEL, sdp: offerOf(HEAD + DATA + DATA) }],
    [false, { ...CHANNEL, sdp: offerOf(HEAD + AUDIO) }],
    [false, { ...CHANNEL, sdp: offerOf(HEAD) }],
  ])("is one for a channel: %s", (isOne, payload) => {
    expect(isChannelOffer(payload as Offer)).toBe(isOne);
  });
});

describe("an answer and a candidate", () => {
  test("of PeerJS pass", () => {
    expect(isAnswer({ sdp: { type: "answer", sdp: HEAD + DATA }, type: "data", connectionId: "dc_1" })).toBe(
      true,
    );
    expect(isCandidate(CANDIDATE)).toBe(true);
    const { candidate } = CANDIDATE.candidate;
    expect(isCandidate({ ...CANDIDATE, candidate: { candidate, sdpMid: null, sdpMLineIndex: null } })).toBe(
      true,
    );
  });

  test("with anything else do not", () => {
    for (const value of ANYTHING) {
      expect(isAnswer({ sdp: value })).toBe(false);
      expect(isCandidate({ candidate: value })).toBe(false);
    }
    const broken = (field: string) =>
      ANYTHING.filter((value) => isCandidate({ candidate: { ...CANDIDATE.candidate, [field]: value } }));
    expect(broken("candidate").every((value) => typeof value === "string" && value.length < 100)).toBe(true);
    expect(broken("sdpMLineIndex")).toEqual([null, undefined, 0, 5]);
  });
});

test("nothing that JSON can say throws", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      for (const payload of [
        one,
        { ...CHANNEL, sdp: one, metadata: other },
        { ...CHANNEL, label: one, type: other },
      ]) {
        isOffer(payload, SERIALIZERS);
        isAnswer(Object(payload));
        isCandidate(Object(payload));
      }
    }),
    { numRuns: 300 },
  );
});
