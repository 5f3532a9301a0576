// @ts-check
// Which messages a client of the broker may send: one pure function of a message and its socket's facts, and the table of the
// broker's limits. PeerServer trusts every message. This judges each one before PeerServer sees it.

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
  cleanupMs: { value: 250, unit: "ms", why: "between two checks for messages that have waited too long" },
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
    why: "registered at the same time; PeerServer tells any further peer that the broker is full",
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
    why: "PeerJS nests four levels, and an app's metadata may add more; PeerServer overflows its stack at 5000",
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
  absentMessageBytes: {
    value: 1_024,
    unit: "bytes",
    why: "what a waiting message costs in addition to its text",
  },
  idMaxLength: { value: 128, unit: "characters", why: "of a peer's id" },
  tokenMaxLength: { value: 1_024, unit: "characters", why: "of a token or a key; both are only compared" },
  serializationMaxLength: { value: 64, unit: "characters", why: "of the name of a serialization" },
  fragmentsMax: { value: 256, unit: "fragments", why: "of one message; browsers send a few" },
  chunksMax: { value: 1_024, unit: "chunks", why: "in which one message may arrive; 144 kB are 100 packets" },
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
});

/**
 * @typedef {object} SocketFacts what is known of the socket that a message came by
 * @property {boolean} isBinary whether the frame was binary
 * @property {number} balance how many messages it may still send after this one; below 0 it is in debt
 * @property {number} absentRoomBytes how much more its host may have waiting for absent peers
 * @property {(id: string) => boolean} isPresent whether a peer is registered at the broker
 */

/**
 * `pass`: PeerServer gets `text`, which contains only what was judged; `waits` is the number of bytes that it keeps until the
 * addressee comes. `drop`: nobody gets anything; `isBad` if PeerJS never sends such a message. `close`: the sender's socket is closed.
 *
 * @typedef {{ does: "pass", text: string, waits: number }
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
  if (type === "HEARTBEAT") return { does: "pass", text: JSON.stringify({ type }), waits: 0 };
  if (!isPeerId(dst)) return drop("dst");
  if (!isObject(payload)) return drop("payload");
  if (type === "OFFER") {
    const { type: kind, serialization } = payload;
    if (kind !== "data" && kind !== "media") return drop("offer");
    if (!isSerialization(serialization, kind)) return drop("serialization");
  }
  // A new text, so that PeerServer and the addressee read what was judged. They agree even if a key is given twice.
  const judged = JSON.stringify({ type, dst, payload });
  if (judged.includes('"__proto__":')) return drop("proto");
  const bytes = Buffer.byteLength(judged);
  if (bytes > limits.messageMaxBytes) return drop("size");
  const waits = facts.isPresent(dst) ? 0 : bytes + limits.absentMessageBytes;
  if (waits > facts.absentRoomBytes) return drop("absent");
  return { does: "pass", text: judged, waits };
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

/**
 * Whether arrays and objects are nested deeper than `max`, as far as the text is JSON. Brackets inside strings do not count.
 *
 * @param {string} text
 * @param {number} max
 */
function isDeeper(text, max) {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString && character === "\\") index += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === "{" || character === "[") depth += 1;
    // No JSON begins with a closing bracket, so text after a surplus bracket is never parsed.
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > max) return true;
  }
  return false;
}

/** @param {string} text @returns {unknown} `undefined`: it is no JSON */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {DropReason} reason @returns {Verdict} */
function drop(reason) {
  return { does: "drop", reason, isBad: reason !== "rate" && reason !== "absent" };
}
