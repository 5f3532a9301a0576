// RTM's user ids: what one may be, and which peer id stands for it at a broker. Reversible, and a uid that PeerJS takes as
// it is stands for itself.
import { RtmInvalidArgumentError } from "./errors.ts";

const LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Every character that a uid may have. */
export const UID_CHARACTERS = `${LETTERS_AND_DIGITS} !#$%&()+-:;<=.>?@[]^_{}|~,`;
/** The longest a uid may be; each of its characters is one byte. */
export const UID_MAX_LENGTH = 64;

/** PeerJS's rule for ids. */
const PLAIN = /^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/;
/** What the peer id of a uid begins with that cannot stand for itself. */
const PREFIX = "rtm-";

/** What is wrong with `value` as a uid, as the end of a sentence; undefined when nothing is. */
export function uidProblem(value: unknown): string | undefined {
  if (typeof value !== "string") return `must be a string, not ${value === null ? "null" : typeof value}`;
  if (value === "" || value === "null") return `must not be ${JSON.stringify(value)}`;
  if ([...value].some((it) => !UID_CHARACTERS.includes(it))) return "has a character that RTM does not allow";
  return value.length > UID_MAX_LENGTH ? `is longer than ${UID_MAX_LENGTH} bytes` : undefined;
}

/** `value` as a uid. @throws RtmInvalidArgumentError with `code` */
export function checkUid(name: string, value: unknown, code: number): string {
  const problem = uidProblem(value);
  if (problem === undefined) return value as string;
  throw new RtmInvalidArgumentError(code, `The ${name} ${problem}.`);
}

/** Which peer ids at a broker are whose. */
export interface Addresses {
  /** The peer id for `uid`: at most 122 characters. */
  peerIdOf(uid: string): string;
  /** The uid that `peerId` stands for; undefined for a peer of another app. */
  uidOf(peerId: string): string | undefined;
}

/** How uids are written at a broker of the app's own; with an `appId` at one that others use too, apart from theirs. */
export function createAddresses(appId?: string): Addresses {
  // An appId is 32 characters long in RTM. Together with the longest uid that is as much as a peer id can be.
  const start = appId === undefined ? "" : `${encode(appId.slice(0, 32))}-`;
  return {
    peerIdOf: (uid) => start + encode(uid),
    uidOf: (peerId) => (peerId.startsWith(start) ? decode(peerId.slice(start.length)) : undefined),
  };
}

/** A uid stands for itself if it can be registered and is not what stands for another one. */
function encode(uid: string): string {
  return PLAIN.test(uid) && decode(uid) === uid
    ? uid
    : PREFIX + rewrite(uid, UID_CHARACTERS, LETTERS_AND_DIGITS);
}

/** What encodes to `id`. The two call each other, each time on something shorter. */
function decode(id: string): string {
  if (!id.startsWith(PREFIX)) return id;
  const uid = rewrite(id.slice(PREFIX.length), LETTERS_AND_DIGITS, UID_CHARACTERS);
  return uid.length < id.length && encode(uid) === id ? uid : id;
}

/** The text whose place is the same among all texts of the letters `to`, as that of `text` among those of `from`. */
function rewrite(text: string, from: string, to: string): string {
  let place = 0n;
  for (const letter of text) place = place * BigInt(from.length) + BigInt(from.indexOf(letter) + 1);
  let written = "";
  for (const base = BigInt(to.length); place > 0n; place = (place - 1n) / base) {
    written = to.charAt(Number((place - 1n) % base)) + written;
  }
  return written;
}
