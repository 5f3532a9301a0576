// RTM's user ids: what one may be, and which peer id stands for it at a broker. Reversible, and a uid that PeerJS takes as
// it is stands for itself.
import { CreateInstanceError } from "./error-code.ts";
import { RtmInvalidArgumentError } from "./errors.ts";

const LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Every character that a uid may have. */
export const UID_CHARACTERS = `${LETTERS_AND_DIGITS} !#$%&()+-:;<=.>?@[]^_{}|~,`;
/** The longest a uid may be; each of its characters is one byte. */
export const UID_MAX_LENGTH = 64;
/** The longest an appId may be: RTM's own are that long. With the longest uid it makes 114 characters of a peer id's 128. */
export const APP_ID_MAX_LENGTH = 32;

/** PeerJS's rule for ids. */
const PLAIN = /^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/;
/** What the peer id of a uid begins with that cannot stand for itself. */
const PREFIX = "rtm-";

/** What is wrong with `value` as a uid, as the end of a sentence; undefined when nothing is. */
export function uidProblem(value: unknown, maxLength: number = UID_MAX_LENGTH): string | undefined {
  if (typeof value !== "string") return `must be a string, not ${value === null ? "null" : typeof value}`;
  if (value === "" || value === "null") return `must not be ${JSON.stringify(value)}`;
  if ([...value].some((it) => !UID_CHARACTERS.includes(it))) return "has a character that RTM does not allow";
  return value.length > maxLength ? `is longer than ${maxLength} bytes` : undefined;
}

/** `value` as a uid. @throws RtmInvalidArgumentError with `code` */
export function checkUid(name: string, value: unknown, code: number): string {
  const problem = uidProblem(value);
  if (problem === undefined) return value as string;
  throw new RtmInvalidArgumentError(code, `The ${name} ${problem}.`);
}

/** `value` as uids, each once. @throws RtmInvalidArgumentError with `code` */
export function checkUids(value: unknown, code: number): string[] {
  if (!Array.isArray(value)) throw new RtmInvalidArgumentError(code, "The peerIds must be an array of uids.");
  return [...new Set(value.map((uid) => checkUid("peerId", uid, code)))];
}

/** `value` as an appId. @throws RtmInvalidArgumentError code 1 */
export function checkAppId(value: unknown): string {
  const problem = uidProblem(value, APP_ID_MAX_LENGTH);
  if (problem === undefined) return value as string;
  const { CREATE_INSTANCE_ERR_INVALID_ARGUMENT: code } = CreateInstanceError;
  throw new RtmInvalidArgumentError(code, `The appId ${problem}.`);
}

/** Which peer ids at a broker are whose. */
export interface Addresses {
  /** The peer id for `uid`: at most 114 characters, and nobody else's. */
  peerIdOf(uid: string): string;
  /** The uid that `peerId` stands for; undefined for a peer of another app, and for one whose id can be no uid. */
  uidOf(peerId: string): string | undefined;
}

/**
 * How uids are written at a broker of the app's own; with an `appId` at one that others use too, apart from theirs.
 * @throws RtmInvalidArgumentError code 1
 */
export function createAddresses(appId?: string): Addresses {
  const start = appId === undefined ? "" : `${encodeAppId(checkAppId(appId))}-`;
  return {
    peerIdOf: (uid) => start + encode(uid),
    uidOf: (peerId) => {
      if (!peerId.startsWith(start)) return undefined;
      const uid = decode(peerId.slice(start.length));
      return uidProblem(uid) === undefined ? uid : undefined;
    },
  };
}

/** Without a `-` but that of the prefix, so that where it ends is plain; one of letters and digits stands for itself. */
function encodeAppId(appId: string): string {
  const isPlain = /^[A-Za-z0-9]+$/.test(appId) && `${appId}-` !== PREFIX;
  return isPlain ? appId : PREFIX + rewrite(appId, UID_CHARACTERS, LETTERS_AND_DIGITS);
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
