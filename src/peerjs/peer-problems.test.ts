// How errors of PeerJS are reported: the real cause, and what to do about it.
import { describe, expect, test } from "vitest";
import { INVALID_ID, PEER_PROBLEMS, problemOf, type Troubled, unreachable } from "./peer-problems.ts";

const options = { host: "broker.example", port: 9_000, path: "/wrong/", secure: false };
const ADA: Troubled = { id: "ada", open: false, options };
const NOBODY: Troubled = { id: null, open: false, options };

/** The errors of PeerJS 1.5.5, with the texts of PeerServer 1.0.2. */
const SAID: readonly [
  what: string,
  kind: keyof typeof PEER_PROBLEMS,
  said: string,
  peer: Troubled,
  code: string,
  words: RegExp,
][] = [
  [
    "a wrong key",
    "server-error",
    "Invalid key provided",
    ADA,
    "broker-refused",
    /key of this Peer.*"peerjs"/,
  ],
  ["a wrong key, as PeerJS has it", "invalid-key", "API KEY", ADA, "broker-refused", /key of this Peer/],
  [
    "a full broker",
    "server-error",
    "Server has reached its concurrent user limit",
    ADA,
    "broker-refused",
    /concurrent user limit.*full.*later/,
  ],
  [
    "an empty token",
    "server-error",
    "No id, token, or key supplied to websocket server",
    ADA,
    "broker-refused",
    /says "No id, token, or key supplied/,
  ],
  [
    "a broker with a text of its own",
    "server-error",
    'Go "away"\n',
    ADA,
    "broker-refused",
    /says "Go \\"away\\"\\n"$/,
  ],
  [
    "a wrong path at the start",
    "network",
    "Lost connection to server.",
    ADA,
    "broker-unreachable",
    /no broker can be used at ws:\/\/broker.example:9000\/wrong\/; .*path/,
  ],
  ["a loss", "network", "Lost connection", { ...ADA, open: true }, "broker-unreachable", /was lost/],
  [
    "no random id, because the broker is unreachable",
    "server-error",
    "",
    NOBODY,
    "broker-unreachable",
    /no broker can be used at .*gives up .*make a new one/,
  ],
  [
    "an id that PeerJS refuses",
    "invalid-id",
    'ID "-" is invalid',
    NOBODY,
    "invalid-peer-id",
    /1 to 128 letters/,
  ],
  ["a taken id", "unavailable-id", 'ID "ada" is taken', ADA, "peer-id-taken", /another/],
];

test.each(SAID)("%s is reported with its cause", (_, kind, said, peer, code, words) => {
  const [is, message] = problemOf(kind, said, peer) ?? [];
  expect([is, message]).toEqual([code, expect.stringMatching(words)]);
});

test("a Peer with an id is retried, and not reported as lost", () => {
  expect(problemOf("network", "", ADA)?.[1]).not.toContain("gives up");
});

test("a broker's text is repeated up to a limit, and may be anything", () => {
  expect(problemOf("server-error", "x".repeat(100_000), ADA)?.[1].length).toBeLessThan(300);
  expect(problemOf("server-error", { msg: "x" }, ADA)?.[0]).toBe("broker-refused");
});

test("a broker without a text is reported with its address", () => {
  const secure = { ...ADA, options: { ...options, secure: true } };
  expect(unreachable(secure)[1]).toContain("wss://broker.example:9000/wrong/");
});

describe("kinds of error", () => {
  test.each(["disconnected", "peer-unavailable", "webrtc"] as const)(
    "%s is not a problem of the Peer",
    (kind) => {
      expect(problemOf(kind, "", ADA)).toBeUndefined();
    },
  );

  test("an unknown type, perhaps of a later PeerJS, is not ours", () => {
    expect(problemOf("constructor" as "webrtc", "", ADA)).toBeUndefined();
  });

  test("no sentence ends with a full stop, because more may follow", () => {
    for (const row of [...Object.values(PEER_PROBLEMS), INVALID_ID]) {
      const [, message] = (typeof row === "function" ? row(ADA, "") : row) ?? ["", ""];
      expect(message).not.toMatch(/\.$/);
    }
  });
});
