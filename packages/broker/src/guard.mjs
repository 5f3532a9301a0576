// @ts-check
// Which messages a client of the broker may send: one pure function of a message and its socket's facts, and the table of the
// broker's limits.
import { isDeeper, isObject, parse } from "./json.mjs";

/**
 * One limit: its default, its unit, its range (absent: fixed), and the reason for it.
 *
 * @typedef {{ value: number, unit: string, range?: readonly [min: number, max: number], why: string }} LimitRow
 */

/** The table: how much anybody may cost, and how long things take. */
export const BROKER_LIMITS = /** @satisfies {Record<string, LimitRow>} */ ({
  expireTimeoutMs: {
    value: 1_000,
    unit: "ms",
    range: [100, 60_000],
    why: "how long messages wait for an absent peer before their sender is told; a reload takes less time",
  },
  aliveTimeoutMs: {
    value: 90_000,
    unit: "ms",
    range: [100, 3_600_000],
    why: "how long a silent peer keeps its id; a page in the background sends a heartbeat once a minute",
  },
  peersMax: {
    value: 5_000,
    unit: "peers",
    range: [1, 1_000_000],
    why: "registered at one node at the same time; any further peer is told that the broker is full",
  },
  socketsPerHost: {
    value: 500,
    unit: "sockets",
    range: [1, 1_000_000],
    why: "a school or an office has one address, and few of its people use one app at once; one address must not fill the broker",
  },
  toldPerHost: {
    value: 20,
    unit: "sockets",
    why: "beyond socketsPerHost; these are told the reason and closed, and any further ones are closed without it",
  },
  messageMaxBytes: {
    value: 147_456,
    unit: "bytes",
    range: [16_384, 1_048_576],
    why: "an offer has 3 kB, with many tracks 60 kB; a post has up to 64 kB, and twice that if it is all quotes; a larger message closes its sender's socket before it is fully read",
  },
  depthMax: {
    value: 64,
    unit: "levels",
    range: [8, 1_000],
    why: "PeerJS nests four levels, and an app's metadata may add more; a parser in the addressee may overflow its stack",
  },
  messagesPerSecond: {
    value: 50,
    unit: "messages",
    range: [1, 1_000_000],
    why: "the sustained rate from one socket; setting up a call takes about twenty messages",
  },
  messageBurst: {
    value: 500,
    unit: "messages",
    range: [20, 1_000_000],
    why: "from one socket at once; a socket that exceeds this by the same number is closed",
  },
  badMessageCost: {
    value: 10,
    unit: "messages",
    why: "what a dropped message counts for; PeerJS sends none of these",
  },
  backlogMaxBytes: {
    value: 262_144,
    unit: "bytes",
    range: [16_384, 67_108_864],
    why: "how much waits for one slow reader, plus one message: the messages of about twenty callers",
  },
  absentMaxBytes: {
    value: 4_194_304,
    unit: "bytes",
    range: [65_536, 1_073_741_824],
    why: "how much one host may have waiting for absent peers, including a kilobyte for each message: over a hundred calls a second, or 27 of the largest posts",
  },
  waitingPerIdMax: {
    value: 500,
    unit: "messages",
    range: [20, 1_000_000],
    why: "how many messages wait for one id that nobody has; a page that reloads is called by few",
  },
  absentMessageBytes: {
    value: 1_024,
    unit: "bytes",
    why: "what a waiting message costs in addition to its text",
  },
  idMaxLength: { value: 128, unit: "characters", why: "of a peer's id" },
  tokenMaxLength: {
    value: 1_024,
    unit: "characters",
    why: "of a token or a key; a JWT of an id has about 200",
  },
  serializationMaxLength: { value: 64, unit: "characters", why: "of the name of a serialization" },
  fragmentsMax: { value: 256, unit: "fragments", why: "of one message; browsers send a few" },
  chunksMax: { value: 1_024, unit: "chunks", why: "in which one message may arrive; 144 kB are 100 packets" },
  clockToleranceMs: {
    value: 10_000,
    unit: "ms",
    range: [0, 300_000],
    why: "how far the clock of the maker of access tokens may be from the broker's; servers that ask for the time differ by less than a second",
  },
  renewedForMs: {
    value: 3_600_000,
    unit: "ms",
    range: [60_000, 2_592_000_000],
    why: "how long a renewed access token is good, unless the old one was good for longer",
  },
  renewGraceMs: {
    value: 300_000,
    unit: "ms",
    range: [0, 604_800_000],
    why: "how long after its expiry an access token may still be renewed; a page that slept, or had no network, renews as soon as it wakes",
  },
  tokenChecksMax: {
    value: 1_000,
    unit: "tokens",
    range: [1, 1_000_000],
    why: "checked at the same time, each for a socket or a request that waits; a check takes a fraction of a millisecond, and any further one is told to try again",
  },
  requestBurst: {
    value: 1_000,
    unit: "requests",
    range: [10, 1_000_000],
    why: "of any kind from one host at once: a renewal and ICE servers for all the sockets that it may have",
  },
  requestsPerSecond: {
    value: 20,
    unit: "requests",
    range: [1, 1_000_000],
    why: "of any kind from one host, sustained; a peer needs two an hour",
  },
  connectBurst: {
    value: 1_000,
    unit: "sockets",
    range: [10, 1_000_000],
    why: "new ones from one host at once: twice as many as it may have, so that all of them can come back",
  },
  connectsPerSecond: {
    value: 20,
    unit: "sockets",
    range: [1, 1_000_000],
    why: "new ones from one host, sustained; each costs a registration",
  },
  countedHostsMax: {
    value: 10_000,
    unit: "hosts",
    why: "whose requests are counted one by one at the same time; all further ones are counted as one host",
  },
  bodyMaxBytes: { value: 1_024, unit: "bytes", why: "of a request; what it says is in its headers" },
  secretMinLength: {
    value: 32,
    unit: "characters",
    why: "of a secret for access tokens; anyone who has a token can try out secrets in private",
  },
  turnSecretMinLength: {
    value: 16,
    unit: "characters",
    why: "of coturn's secret; anyone who has credentials can try out secrets in private",
  },
  closeTimeoutMs: { value: 2_000, unit: "ms", why: "how long a socket has to agree to be closed" },
  logEveryMs: {
    value: 60_000,
    unit: "ms",
    range: [1_000, 3_600_000],
    why: "between two log lines about refusals, each with the sums since the last",
  },
});

/** @typedef {keyof typeof BROKER_LIMITS} LimitName */
/** @typedef {{ readonly [Name in LimitName]: number }} Limits a value for every limit, each in the unit of its row */

/** Why messages are dropped, as in the log. */
export const DROPS = /** @type {const} */ ({
  rate: "too many messages from one socket",
  binary: "binary frames",
  json: "no JSON",
  depth: "JSON nested too deep",
  type: "types that clients do not send",
  dst: "addressees that cannot exist",
  payload: "payloads that are no objects",
  offer: "offers of neither data nor media",
  serialization: "offers with an impossible serialization",
  proto: "keys named __proto__",
  size: "messages that are too large",
  absent: "too much waits for absent peers",
});

/** @typedef {keyof typeof DROPS} DropReason */

/** Why the broker closes a socket: the code and the reason that the other side receives. */
export const CLOSES = /** @type {const} */ ({
  flood: [1008, "too many messages"],
  takeover: [4001, "another connection with the same id and token took over"],
  query: [4002, "the id, token or key is impossible"],
  crowd: [4003, "too many sockets from one address"],
  taken: [4004, "another peer has this id"],
  full: [4005, "the broker is full"],
  key: [4006, "the broker has another key"],
  lease: [4007, "this node lost touch with the others; connect again"],
  silent: [4008, "no heartbeat came"],
  tokenAbsent: [4010, "an access token is needed"],
  tokenUnsigned: [4011, "the access token is not signed for this id"],
  tokenForeign: [4012, "the access token is for another id"],
  tokenElsewhere: [4013, "the access token is for another audience, or from another issuer"],
  tokenEarly: [4014, "the access token is not good yet"],
  tokenExpired: [4015, "the access token has expired"],
  tokenEndless: [4016, "the access token has no expiry"],
  later: [1013, "the broker is not ready; try again"],
  stopping: [1012, "the broker restarts"],
});

/**
 * @typedef {object} SocketFacts what is known of the socket that a message came by
 * @property {string} src the id that the socket has
 * @property {boolean} isBinary whether the frame was binary
 * @property {number} balance how many messages it may still send after this one; below 0 it is in debt
 * @property {number} absentRoomBytes how much more its host may have waiting for absent peers
 * @property {(id: string) => boolean} isPresent whether a peer is registered at this node
 */

/**
 * `relay`: `dst` gets `text`, which contains only what was judged; `waits` is the number of bytes that count while it waits for an
 * addressee that is not there. `live`: the socket shows that it is alive. `drop`: nobody gets anything; `isBad` if PeerJS never sends
 * such a message. `close`: the sender's socket is closed.
 *
 * @typedef {{ does: "relay", type: string, dst: string, text: string, waits: number }
 *   | { does: "live" }
 *   | { does: "drop", reason: DropReason, isBad: boolean }
 *   | { does: "close", reason: keyof typeof CLOSES }} Verdict
 */

/** What PeerJS clients send. LEAVE and EXPIRE from a client are forgeries, because PeerJS only receives them. */
const TYPES = new Set(["OFFER", "ANSWER", "CANDIDATE", "HEARTBEAT"]);
/** PeerJS's own rule for ids. A broker can register these. */
const PEER_ID = /^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/;
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * Judges one message of a client. Never throws, never recurses, and takes time in proportion to the text.
 *
 * @param {string} text
 * @param {SocketFacts} facts
 * @param {Limits} limits
 * @returns {Verdict}
 */
export function judgeMessage(text, facts, limits) {
  if (facts.balance <= -limits.messageBurst) return { does: "close", reason: "flood" };
  if (facts.balance < 0) return drop("rate");
  if (facts.isBinary) return drop("binary");
  // There are never more characters than bytes. A text between the two limits is measured at the end.
  if (text.length > limits.messageMaxBytes) return drop("size");
  if (isDeeper(text, limits.depthMax)) return drop("depth");
  const message = parse(text);
  if (message === undefined) return drop("json");
  const { type, dst, payload } = isObject(message) ? message : {};
  if (!TYPES.has(type)) return drop("type");
  if (type === "HEARTBEAT") return { does: "live" };
  if (!isPeerId(dst)) return drop("dst");
  if (!isObject(payload)) return drop("payload");
  if (type === "OFFER") {
    const { type: kind, serialization } = payload;
    if (kind !== "data" && kind !== "media") return drop("offer");
    if (!isSerialization(serialization, kind)) return drop("serialization");
  }
  // A new text, so that the addressee reads what was judged, even if a key is given twice.
  const judged = JSON.stringify({ type, src: facts.src, dst, payload });
  if (judged.includes('"__proto__":')) return drop("proto");
  const bytes = Buffer.byteLength(judged);
  if (bytes > limits.messageMaxBytes) return drop("size");
  const waits = facts.isPresent(dst) ? 0 : bytes + limits.absentMessageBytes;
  if (waits > facts.absentRoomBytes) return drop("absent");
  return { does: "relay", type, dst, text: judged, waits };
}

/** @param {unknown} value @returns {value is string} whether a broker can register it as an id */
export function isPeerId(value) {
  return typeof value === "string" && value.length <= BROKER_LIMITS.idMaxLength.value && PEER_ID.test(value);
}

/** @param {unknown} value @returns {value is string} whether it can be a token or a key: printable ASCII */
export function isToken(value) {
  return (
    typeof value === "string" && value.length <= BROKER_LIMITS.tokenMaxLength.value && PRINTABLE.test(value)
  );
}

/**
 * Whether the addressee's PeerJS can safely look up the name in its table of serializers. An inherited name would give a function
 * of Object, and a Peer that can never be destroyed. Apps bring their own serializers, so other names pass.
 *
 * @param {unknown} value
 * @param {"data" | "media"} kind offers of media have none
 */
function isSerialization(value, kind) {
  if (value === undefined) return kind === "media";
  if (typeof value !== "string" || value.length > BROKER_LIMITS.serializationMaxLength.value) return false;
  return PRINTABLE.test(value) && !(value in Object.prototype);
}

/** @param {DropReason} reason @returns {Verdict} */
function drop(reason) {
  return { does: "drop", reason, isBad: reason !== "rate" && reason !== "absent" };
}
