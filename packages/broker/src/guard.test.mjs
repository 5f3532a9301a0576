// @ts-check
// The guard's verdict on messages and requests, as tables without sockets.
import { expect, test, vi } from "vitest";
import { hostOf, judgeRequest, readRegistration } from "./door.mjs";
import { judgeMessage } from "./guard.mjs";
import { BROKER_LIMITS } from "./limits.mjs";
import { clean, Tally } from "./log.mjs";
import { BrokerOptionError, readOptions } from "./options.mjs";

const { limits } = readOptions({});
/** @type {import("./guard.mjs").SocketFacts} */
const FACTS = {
  src: "alice",
  isBinary: false,
  balance: 10,
  hostBalance: 1,
  absentRoomBytes: 10_000,
  isPresent: () => true,
};

/**
 * @param {unknown} message
 * @param {Partial<import("./guard.mjs").SocketFacts>} [facts]
 */
function judge(message, facts = {}) {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  return judgeMessage(text, { ...FACTS, ...facts }, limits);
}

const OFFER = {
  type: "OFFER",
  dst: "bob",
  payload: { type: "data", connectionId: "dc_1", serialization: "raw", sdp: { type: "offer", sdp: "v=0" } },
};
const DATA = OFFER.payload;
/** @param {string} text */
const post = (text) => ({ type: "CANDIDATE", dst: "bob", payload: { label: "peer-invite", post: text } });
/** @param {object} payload */
const offering = (payload) => ({ ...OFFER, payload });
/** @param {number} depth of the whole message */
const nested = (depth) =>
  `{"type":"ANSWER","dst":"bob","payload":{"a":${"[".repeat(depth - 2)}${"]".repeat(depth - 2)}}}`;

const PASSED = {
  "an offer of data": OFFER,
  "an offer of media, which has no serialization": offering({ type: "media", connectionId: "mc_1", sdp: {} }),
  "an offer with an app's own serialization": offering({ ...DATA, serialization: "My serializer/2" }),
  "an answer": { type: "ANSWER", dst: "bob", payload: { sdp: {}, type: "data", connectionId: "dc_1" } },
  "a candidate": { type: "CANDIDATE", dst: "bob", payload: { candidate: {}, connectionId: "dc_1" } },
  "an answer without a connectionId": { type: "ANSWER", dst: "bob", payload: { post: "hello" } },
  "a post of 64 kB that is all quotes": post('"'.repeat(65_536)),
  "a post that tells of a dangerous key, and of deep JSON": post(`{"__proto__":${"[".repeat(5_000)}`),
  "a candidate without a connectionId": { type: "CANDIDATE", dst: "bob", payload: {} },
  "an id with a name of Object's": { ...OFFER, dst: "constructor" },
  "an id of 128 letters": { ...OFFER, dst: "a".repeat(128) },
  "an id with single separators": { ...OFFER, dst: "Ada B-C_d 1" },
  "brackets inside strings": offering({ ...DATA, metadata: `\\"${"[{".repeat(5_000)}` }),
};
for (const [what, message] of Object.entries(PASSED)) {
  test(`passes ${what} unchanged`, () => {
    const { type, dst, payload } = message;
    const text = JSON.stringify({ type, src: "alice", dst, payload });
    expect(judge(message)).toEqual({ does: "relay", type, dst, text, waits: 0 });
  });
}

test("passes as many levels as the limit allows, and not one more", () => {
  expect(judge(nested(limits.depthMax))).toMatchObject({ does: "relay" });
  expect(judge(nested(limits.depthMax + 1))).toMatchObject({ does: "drop", reason: "depth" });
});

test("takes a heartbeat as a sign of life, and passes it to nobody", () => {
  expect(judge({ type: "HEARTBEAT", dst: "bob", payload: {} })).toEqual({ does: "live" });
});

test("passes on what it judged, not another reading of it", () => {
  const twice = '{"type":"LEAVE","src":"eve","type":"OFFER","dst":"eve","dst":"bob","more":1,"payload":';
  expect(judge(`${twice}${JSON.stringify(DATA)}}`)).toEqual({
    does: "relay",
    type: "OFFER",
    dst: "bob",
    text: JSON.stringify({ type: "OFFER", src: "alice", dst: "bob", payload: DATA }),
    waits: 0,
  });
});

/** @type {Record<string, [reason: import("./guard.mjs").DropReason, messages: unknown[]]>} */
const DROPPED = {
  "texts that are not JSON": [
    "json",
    ["", "{", "undefined", "{'type':'OFFER'}", "\u0000", "]]]]", "]".repeat(9_000)],
  ],
  "deep JSON": [
    "depth",
    [nested(5_000), nested(60_000), "[".repeat(100_000), '{"a":'.repeat(5_000), `"\\"",${"[{".repeat(40)}`],
  ],
  "texts that are not messages": ["type", ["null", "7", '"OFFER"', "[]", "{}", [OFFER]]],
  "types that clients do not send": [
    "type",
    [
      "LEAVE",
      "EXPIRE",
      "OPEN",
      "ERROR",
      "ID-TAKEN",
      "INVALID-KEY",
      "offer",
      "constructor",
      "__proto__",
      7,
      null,
      ["OFFER"],
    ].map((type) => ({ ...OFFER, type })),
  ],
  "a LEAVE without an addressee": ["type", [{ type: "LEAVE" }]],
  "addressees that no broker can have registered": [
    "dst",
    [
      undefined,
      null,
      "",
      7,
      {},
      ["bob"],
      "__proto__",
      "-a",
      "a-",
      "a--b",
      "a b\n",
      "ä",
      "\u202eb",
      "a".repeat(129),
    ].map((dst) => ({ ...OFFER, dst })),
  ],
  "payloads that are not objects": [
    "payload",
    ["OFFER", "ANSWER", "CANDIDATE"].flatMap((type) =>
      [undefined, null, "hello", 7, true, [], [DATA]].map((payload) => ({ type, dst: "bob", payload })),
    ),
  ],
  "offers of neither data nor media": [
    "offer",
    [undefined, "text", "constructor", ["data"], null].map((type) => offering({ ...DATA, type })),
  ],
  "offers whose serialization the addressee would inherit": [
    "serialization",
    Object.getOwnPropertyNames(Object.prototype).flatMap((serialization) =>
      ["data", "media"].map((type) => offering({ ...DATA, type, serialization })),
    ),
  ],
  "offers whose serialization is not a name": [
    "serialization",
    [undefined, null, "", 7, {}, ["constructor"], "raw\n", "\u202eraw", "r".repeat(65)].map((serialization) =>
      offering({ ...DATA, serialization }),
    ),
  ],
  "keys that change the prototype of what is merged with it": [
    "proto",
    [
      `{"type":"ANSWER","dst":"bob","payload":{"__proto__":{"a":1}}}`,
      `{"type":"ANSWER","dst":"bob","payload":{"a":[{"__pr\\u006fto__":{}}]}}`,
    ],
  ],
  "what is too long, or is so once it is written plainly": [
    "size",
    [
      "[".repeat(limits.messageMaxBytes + 1),
      `{"type":"ANSWER","dst":"bob","payload":{"a":[${Array(20_000).fill("1e20").join()}]}}`,
    ],
  ],
};
for (const [what, [reason, messages]] of Object.entries(DROPPED)) {
  test(`drops ${what}`, () => {
    for (const message of messages) {
      expect(judge(message), JSON.stringify(message).slice(0, 80)).toEqual({
        does: "drop",
        reason,
        isBad: true,
      });
    }
  });
}

test("drops binary frames, whatever they contain", () => {
  expect(judge(OFFER, { isBinary: true })).toEqual({ does: "drop", reason: "binary", isBad: true });
});

test("drops messages that come too fast, and closes a socket that continues", () => {
  expect(judge(OFFER, { balance: 0 })).toMatchObject({ does: "relay" });
  expect(judge(OFFER, { balance: -1 })).toEqual({ does: "drop", reason: "rate", isBad: false });
  expect(judge(OFFER, { balance: 1 - limits.messageBurst })).toMatchObject({ does: "drop" });
  expect(judge(OFFER, { balance: -limits.messageBurst })).toEqual({ does: "close", reason: "flood" });
});

test("drops what is too much of one host, and holds it against no socket; a heartbeat still counts", () => {
  expect(judge(OFFER, { hostBalance: 0.9 })).toEqual({ does: "drop", reason: "hostRate", isBad: false });
  expect(judge({ type: "HEARTBEAT" }, { hostBalance: -5 })).toEqual({ does: "live" });
  expect(judge("{", { hostBalance: -5 })).toEqual({ does: "drop", reason: "json", isBad: true });
});

test("lets messages wait for absent peers up to the limit, and not a byte beyond it", () => {
  const waits = JSON.stringify({ ...OFFER, src: "alice" }).length + limits.absentMessageBytes;
  const isPresent = (/** @type {string} */ id) => id !== "bob";
  expect(judge(OFFER, { isPresent, absentRoomBytes: waits })).toMatchObject({ does: "relay", waits });
  expect(judge(OFFER, { isPresent, absentRoomBytes: waits - 1 })).toEqual({
    does: "drop",
    reason: "absent",
    isBad: false,
  });
  expect(judge(OFFER, { absentRoomBytes: 0 })).toMatchObject({ does: "relay", waits: 0 });
});

test("lets more than twenty of the largest posts wait for absent peers", () => {
  let room = limits.absentMaxBytes;
  for (let count = 0; count < 20; count += 1) {
    const verdict = judge(post('"'.repeat(65_536)), { isPresent: () => false, absentRoomBytes: room });
    expect(verdict).toMatchObject({ does: "relay" });
    room -= /** @type {{ waits: number }} */ (verdict).waits;
  }
});

/** @type {[host: string | undefined, origin: string | undefined, refusal: string | undefined][]} */
const REQUESTS = [
  ["localhost:5173", undefined, undefined],
  ["localhost:5173", "http://localhost:5173", undefined],
  ["127.0.0.1:5173", "http://localhost:5173", undefined],
  ["[::1]:5173", "http://127.0.0.1:5173", undefined],
  ["LOCALHOST:5173", "http://demo.localhost:5173", undefined],
  ["192.168.1.20:5173", "http://192.168.1.20:5173", undefined],
  ["[2001:db8::1]", "http://[2001:db8::1]", undefined],
  ["localhost", "https://localhost", undefined],
  ["localhost:443", "https://localhost", undefined],
  ["broker.example", "https://broker.example", undefined],
  ["a.chat.example:8443", "https://a.chat.example:8443", undefined],
  ["chat.example", undefined, undefined],
  ["broker.example", "https://app.example", undefined],
  ["broker.example", "HTTPS://APP.EXAMPLE", undefined],
  [undefined, undefined, "host"],
  ["", undefined, "host"],
  ["evil.example", undefined, "host"],
  ["evil.example", "http://evil.example", "host"],
  ["localhost.evil.example", undefined, "host"],
  ["evilchat.example", undefined, "host"],
  ["127.0.0.1.evil.example", undefined, "host"],
  ["evil@localhost", undefined, "host"],
  ["2130706433", undefined, "host"],
  ["localhost:5173", "http://localhost:3000", "origin"],
  ["localhost:5173", "http://localhost", "origin"],
  ["localhost:5173", "https://evil.example", "origin"],
  ["192.168.1.20:5173", "http://localhost:5173", "origin"],
  ["localhost:5173", "null", "origin"],
  ["localhost:5173", "", "origin"],
  ["localhost:5173", "http://localhost:5173, http://evil.example", "origin"],
  ["broker.example", "https://app.example.evil.example", "origin"],
  ["localhost", "chrome-extension://localhost", "origin"],
];
test("which requests may come in, by Host and Origin", () => {
  const rules = {
    allowedHosts: ["Broker.example", ".chat.example"],
    allowedOrigins: ["https://app.example"],
  };
  for (const [host, origin, refusal] of REQUESTS) {
    expect(judgeRequest({ host, origin }, rules), `${host} from ${origin}`).toBe(refusal);
  }
  const open = /** @type {const} */ ({ allowedHosts: true, allowedOrigins: ["*"] });
  expect(judgeRequest({ host: "any.example", origin: "https://evil.example" }, open)).toBe(undefined);
});

test("what a WebSocket may ask to be registered as", () => {
  const read = (/** @type {string} */ query) => readRegistration(`/broker/peerjs?${query}`);
  const right = { id: "Ada B", token: "a+b/c=?", key: "peerjs" };
  expect(read(`key=peerjs&id=Ada%20B&token=a%2Bb/c%3D?&version=1.5.5`)).toEqual(right);
  for (const id of ["", "__proto__", "a%00b", "%E2%80%AEb", "a".repeat(129), "a&id=b"]) {
    expect(read(`key=peerjs&token=t&id=${id}`), id).toEqual({ problem: expect.stringContaining("An id is") });
  }
  for (const token of ["", "a%0Ab", "%E4", "t".repeat(1_025), "t&token=u"]) {
    expect(read(`key=peerjs&id=a&token=${token}`), token).toEqual({
      problem: expect.stringContaining("A token"),
    });
  }
  expect(read("id=a&token=t")).toEqual({ problem: expect.stringContaining("A key") });
  expect(readRegistration("/broker/peerjs")).toEqual({ problem: expect.stringContaining("An id is") });
});

test("which sockets are counted together", () => {
  expect(hostOf("203.0.113.7")).toBe("203.0.113.7");
  expect(hostOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(hostOf("2001:db8:1:2:3:4:5:6")).toBe(hostOf("2001:DB8:1:2::9"));
  expect(hostOf("2001:db8:1:2::9")).not.toBe(hostOf("2001:db8:1:3::9"));
  expect(hostOf("fe80::1%eth0")).toBe(hostOf("fe80::2"));
  expect(hostOf("::1")).toBe("0:0:0:0::/64");
  expect(hostOf("")).toBe("");
});

test("a wrong option is named, with the allowed values", () => {
  /** @type {[object, string][]} */
  const wrong = [
    [{ depthMax: 7 }, 'option "depthMax" must be a whole number from 8 to 1000 (levels).'],
    [{ depthMax: "64" }, '"depthMax" must'],
    [{ socketsPerHost: Number.NaN }, '"socketsPerHost" must'],
    [{ idMaxLength: 200 }, '"idMaxLength" is fixed at 128 characters'],
    [{ maxDepth: 64 }, '"maxDepth" does not exist; there are path, allowedHosts'],
    [{ constructor: 1 }, '"constructor" does not exist'],
    [{ path: "broker" }, '"path" must'],
    [{ path: "/broker/" }, '"path" must'],
    [{ allowedHosts: "localhost" }, '"allowedHosts" must'],
    [{ allowedHosts: ["example.com:80"] }, '"allowedHosts" must'],
    [{ allowedOrigins: ["https://example.com/"] }, '"allowedOrigins" must'],
    [{ allowedOrigins: true }, '"allowedOrigins" must'],
    [{ addressOf: "x-real-ip" }, '"addressOf" must'],
    [{ log: false }, '"log" must'],
    [{ idPattern: "(" }, '"idPattern" must be a regular expression as a text'],
    [{ idPattern: /user/ }, '"idPattern" must'],
  ];
  for (const [options, message] of wrong) {
    expect(() => readOptions(options), JSON.stringify(options)).toThrow(message);
    expect(() => readOptions(options)).toThrow(BrokerOptionError);
  }
  for (const [name, row] of Object.entries(BROKER_LIMITS)) {
    if (!("range" in row)) continue;
    expect(row.value).toBeGreaterThanOrEqual(row.range[0]);
    expect(readOptions({ [name]: row.range[1] }).limits).toMatchObject({ [name]: row.range[1] });
  }
  expect(readOptions(/** @type {any} */ ({ path: "/", depthMax: undefined }))).toMatchObject({
    prefix: "",
    limits,
  });
});

test("if an app's own addressOf throws for a stranger, only the stranger's address is lost", () => {
  const request = /** @type {any} */ ({ headers: {}, socket: { remoteAddress: "203.0.113.7" } });
  const { addressOf } = readOptions({
    addressOf: ({ headers }) => /** @type {any} */ (headers)["x-real-ip"].trim(),
  });
  expect(addressOf(request)).toBe("203.0.113.7");
  request.headers["x-real-ip"] = " 198.51.100.1";
  expect(addressOf(request)).toBe("198.51.100.1");
});

test("the log has sums, rarely, and no escapes from a stranger", () => {
  vi.useFakeTimers();
  /** @type {string[]} */
  const lines = [];
  const tally = new Tally((line) => lines.push(line), 1_000);
  for (let frame = 0; frame < 1_000; frame += 1) tally.count("no JSON");
  expect(lines).toEqual(["Broker: no JSON (1)"]);
  tally.count("errors of PeerServer", "a\u001b[31m\nb\u202e\u2028c");
  vi.advanceTimersByTime(1_000);
  expect(lines.slice(1)).toEqual(["Broker: no JSON (999); errors of PeerServer (1, the last: a?[31m?b??c)"]);
  vi.advanceTimersByTime(10_000);
  expect(lines).toHaveLength(2);
  expect(clean("x".repeat(300))).toHaveLength(201);
  vi.useRealTimers();
});
