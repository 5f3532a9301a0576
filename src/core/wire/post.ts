// Posts to text and back. A post carries the text of one frame through the broker, with the sessions of both pages, so
// that a post to an earlier life of a page is known for what it is. Like a frame's, a post's text may be a stranger's.
import { exceedsBytes } from "../../base/pure/text.ts";
import { INVITATION_ID } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { type Fault, fault, readFields } from "./stranger-text.ts";

/** The version of the envelope. */
const POST_VERSION = 1;

const NO_POST = "no post";

/** One post. */
export interface Post {
  /** The session of the page that speaks. */
  readonly from: string;
  /** The page that it answers: its session, and the number of its last post that was heard; undefined if none was. */
  readonly to: { readonly session: string; readonly n: number } | undefined;
  /** Its number among all posts of that page, from 1. The other page says which it has heard. */
  readonly n: number;
  /** The text of one frame. */
  readonly text: string;
}

/** A decoded post, or the reason why there is none. */
export type DecodedPost = { readonly ok: true; readonly post: Post } | Fault;

/** The text of `post`; undefined if it is too large for the broker, so that the frame has to wait for a channel. */
export function encodePost({ from, to, n, text }: Post): string | undefined {
  const encoded = JSON.stringify({ v: POST_VERSION, n, from, to: to?.session, re: to?.n, text });
  return exceedsBytes(encoded, LIMITS.postMaxBytes.value) ? undefined : encoded;
}

/** Reads a post of a peer. Never throws. Posts of later versions are `frameUnknown`. */
export function decodePost(text: unknown): DecodedPost {
  const read = readFields(text, LIMITS.postMaxBytes.value, NO_POST);
  if (!read.ok) return read;
  const { v, n, from, to, re, text: frame } = read.fields;
  if (v !== POST_VERSION) return fault("frameUnknown", "a post of another version");
  const isAddressed = to === undefined ? re === undefined : isSession(to) && isNumber(re);
  if (!isSession(from) || !isNumber(n) || !isAddressed || typeof frame !== "string") {
    return fault("frameMalformed", NO_POST);
  }
  const address = to === undefined ? undefined : { session: to as string, n: re as number };
  return { ok: true, post: { from, to: address, n, text: frame } };
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isSession(value: unknown): value is string {
  return typeof value === "string" && INVITATION_ID.test(value);
}
