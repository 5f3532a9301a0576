// The form of what arrives through the broker for PeerJS: requests for a connection, answers and candidates. A stranger's
// may have any. PeerJS uses them unchecked, so what it would never send itself does not reach it. Pure.
import { CANDIDATE_MAX, MEDIA_MAX, OFFER_MAX, SDP_MAX, type Size, TEXT_MAX, WORD_MAX } from "./timings.ts";

/** A request for a connection, in the form that PeerJS sends. */
export interface Offer {
  readonly type: "data" | "media";
  readonly connectionId: string;
  /** Undefined for a call of PeerJS, and where PeerJS is to choose one. */
  readonly label?: string;
  readonly serialization?: string;
}

/** An object with fields of any type. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether `value` has fields to read. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** Whether `value` can be the id of a connection. */
export function isConnectionId(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= WORD_MAX;
}

/**
 * Whether a request has a form that PeerJS handles.
 * @param serializers - those that the Peer has, by name
 */
export function isOffer(payload: unknown, serializers: object): payload is Offer {
  if (!isObject(payload) || !isConnectionId(payload["connectionId"])) return false;
  if (!isDescription(payload["sdp"], "offer") || !isSmall(payload, OFFER_MAX)) return false;
  const { type, label, serialization, reliable } = payload;
  if (type === "media") return true;
  const isSerialized = typeof serialization === "string" && Object.hasOwn(serializers, serialization);
  const isLabeled = label === undefined || (typeof label === "string" && label.length <= TEXT_MAX);
  return (
    type === "data" && isSerialized && isLabeled && (reliable === undefined || typeof reliable === "boolean")
  );
}

/** Whether a request is one for a channel of ours: a single data channel that carries texts as they are. */
export function isChannelOffer(payload: Offer): boolean {
  const { sdp } = (payload as unknown as { readonly sdp: { readonly sdp: string } }).sdp;
  return payload.serialization === "raw" && countMedia(sdp) === 1 && /^m=application /m.test(sdp);
}

/** Whether an answer has a form that PeerJS handles. */
export function isAnswer(payload: Fields): boolean {
  return isDescription(payload["sdp"], "answer") && isSmall(payload, OFFER_MAX);
}

/** Whether a candidate has a form that PeerJS handles. */
export function isCandidate(payload: Fields): boolean {
  const candidate = payload["candidate"];
  if (!isObject(candidate) || !isSmall(payload, CANDIDATE_MAX)) return false;
  const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
  const isWord = (value: unknown): boolean =>
    value === undefined || value === null || (typeof value === "string" && value.length <= TEXT_MAX);
  const isIndex =
    sdpMLineIndex === undefined ||
    sdpMLineIndex === null ||
    (Number.isInteger(sdpMLineIndex) && (sdpMLineIndex as number) >= 0);
  const text = candidate["candidate"];
  return (
    typeof text === "string" &&
    text.length <= TEXT_MAX &&
    isWord(sdpMid) &&
    isIndex &&
    isWord(usernameFragment)
  );
}

/** Whether `value` is a session description of this type, not too long for a browser to read in passing. */
function isDescription(value: unknown, type: "offer" | "answer"): boolean {
  if (!isObject(value) || value["type"] !== type) return false;
  const text = value["sdp"];
  return typeof text === "string" && text.length <= SDP_MAX && countMedia(text) <= MEDIA_MAX;
}

function countMedia(sdp: string): number {
  return sdp.match(/^m=/gm)?.length ?? 0;
}

/** Whether everything in `value` is small together: PeerJS keeps all of it, also what it does not read. */
function isSmall(value: unknown, { length: lengthMax, values: valuesMax }: Size): boolean {
  const waiting = [value];
  let length = 0;
  for (let values = 0; waiting.length > 0; values += 1) {
    const next = waiting.pop();
    if (typeof next === "string") length += next.length;
    if (values > valuesMax || length > lengthMax) return false;
    if (!isObject(next)) continue;
    if (Array.isArray(next) && next.length > valuesMax) return false;
    for (const name in next) {
      length += name.length;
      waiting.push(next[name]);
      if (waiting.length > valuesMax || length > lengthMax) return false;
    }
  }
  return true;
}
