// @ts-check
// Which messages a client of the broker may send: one pure function of a message and its socket's facts, and the tables of why one
// is dropped, and why a socket is closed.
import { isDeeper, isObject, parse } from "./json.mjs";
import { BROKER_LIMITS } from "./limits.mjs";

/** @typedef {import("./limits.mjs").Limits} Limits */

/** Why messages are dropped, as in the log. */
export const DROPS = /** @type {const} */ ({
  rate: "too many messages from one socket",
  hostRate: "too many messages from one address",
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

/** What may happen to PeerJS, too. It is not held against the socket. @type {ReadonlySet<DropReason>} */
const HONEST = new Set(["rate", "hostRate", "absent"]);

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
  pattern: [4009, "the broker takes no such id"],
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
 * @property {number} hostBalance how many messages all sockets of its host may still have passed on
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
  if (facts.hostBalance < 1) return drop("hostRate");
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
  return { does: "drop", reason, isBad: !HONEST.has(reason) };
}
