// RTM's user ids: their form, and the peer id of each at a broker. The mapping is reversible, and a uid that PeerJS
// accepts maps to itself.
import { CreateInstanceError } from "./error-code.ts";
import { RtmInvalidArgumentError } from "./errors.ts";

const LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Every character that a uid may contain. */
export const UID_CHARACTERS = `${LETTERS_AND_DIGITS} !#$%&()+-:;<=.>?@[]^_{}|~,`;
/** The longest uid. Each of its characters is one byte. */
export const UID_MAX_LENGTH = 64;
/** The longest appId: RTM's own have this length. With the longest uid it takes 114 of a peer id's 128 characters. */
export const APP_ID_MAX_LENGTH = 32;

/** PeerJS's rule for ids. */
const PLAIN = /^[A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*$/;
/** The prefix of the peer id of a uid that does not map to itself. */
const PREFIX = "rtm-";

/** What is wrong with `value` as a uid, as the end of a sentence; undefined if nothing is. */
export function uidProblem(value: unknown, maxLength: number = UID_MAX_LENGTH): string | undefined {
  if (typeof value !== "string") return `must be a string, not ${value === null ? "null" : typeof value}`;
  if (value === "" || value === "null") return `must not be ${JSON.stringify(value)}`;
  if ([...value].some((it) => !UID_CHARACTERS.includes(it))) return "has a character that RTM does not allow";
  return value.length > maxLength ? `is longer than ${maxLength} bytes` : undefined;
}

/** Checks that `value` is a uid. @throws RtmInvalidArgumentError with `code` */
export function checkUid(name: string, value: unknown, code: number): string {
  const problem = uidProblem(value);
  if (problem === undefined) return value as string;
  throw new RtmInvalidArgumentError(code, `The ${name} ${problem}.`);
}

/** Checks that `value` is a list of uids, and removes duplicates. @throws RtmInvalidArgumentError with `code` */
export function checkUids(value: unknown, code: number): string[] {
  if (!Array.isArray(value)) throw new RtmInvalidArgumentError(code, "The peerIds must be an array of uids.");
  return [...new Set(value.map((uid) => checkUid("peerId", uid, code)))];
}

/** Checks that `value` is an appId. @throws RtmInvalidArgumentError code 1 */
export function checkAppId(value: unknown): string {
  const problem = uidProblem(value, APP_ID_MAX_LENGTH);
  if (problem === undefined) return value as string;
  const { CREATE_INSTANCE_ERR_INVALID_ARGUMENT: code } = CreateInstanceError;
  throw new RtmInvalidArgumentError(code, `The appId ${problem}.`);
}

/** Maps uids to peer ids at a broker, and back. */
export interface Addresses {
  /** The peer id for `uid`: at most 114 characters, different for each uid. */
  peerIdOf(uid: string): string;
  /** The uid of `peerId`; undefined for a peer of another app, and for one whose id is no uid's. */
  uidOf(peerId: string): string | undefined;
}

/**
 * The addresses at a broker of the app's own. With an `appId`: at a shared broker, separate from those of other apps.
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

/**
 * Encodes an appId without `-` except in the prefix, so that its end is clear. Letters and digits map to themselves.
 */
function encodeAppId(appId: string): string {
  const isPlain = /^[A-Za-z0-9]+$/.test(appId) && `${appId}-` !== PREFIX;
  return isPlain ? appId : PREFIX + rewrite(appId, UID_CHARACTERS, LETTERS_AND_DIGITS);
}

/** Encodes a uid. It maps to itself if it can be registered and is not the code of another uid. */
function encode(uid: string): string {
  return PLAIN.test(uid) && decode(uid) === uid
    ? uid
    : PREFIX + rewrite(uid, UID_CHARACTERS, LETTERS_AND_DIGITS);
}

/** Decodes `id`. `encode` and `decode` call each other, each time with a shorter text. */
function decode(id: string): string {
  if (!id.startsWith(PREFIX)) return id;
  const uid = rewrite(id.slice(PREFIX.length), LETTERS_AND_DIGITS, UID_CHARACTERS);
  return uid.length < id.length && encode(uid) === id ? uid : id;
}

/** Converts `text` from the alphabet `from` to the alphabet `to`, keeping its position among all texts. */
function rewrite(text: string, from: string, to: string): string {
  let place = 0n;
  for (const letter of text) place = place * BigInt(from.length) + BigInt(from.indexOf(letter) + 1);
  let written = "";
  for (const base = BigInt(to.length); place > 0n; place = (place - 1n) / base) {
    written = to.charAt(Number((place - 1n) % base)) + written;
  }
  return written;
}
