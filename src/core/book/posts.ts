// Handles a post (rule R16): one frame that came through the broker, without a channel. Posts run ahead of the channel and
// stand in where there is none. While a channel carries the link, nothing that is open there ends or changes by a post.

import { type Bucket, fullBucket, takeOne } from "../../base/pure/bucket.ts";
import { isGreeted, pageOf } from "../link/election.ts";
import { carries } from "../link/posts.ts";
import { type InvitationFrame, isPosted, type PostedFrame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { decodePost } from "../wire/post.ts";
import { applyToLink } from "./linking.ts";
import { hearLook } from "./looking.ts";
import type { PeerEntry } from "./peer-entry.ts";
import { readFrame, receive } from "./reception.ts";
import type { BookState } from "./state.ts";
import type { Transaction } from "./transaction.ts";
import { hearWhileRinging } from "./while-ringing.ts";

/** The bucket of all strangers after one more post; undefined if that is one too many. */
function takeStranger({ options, strangerPosts }: BookState, nowMs: number): Bucket | undefined {
  const { strangerPostBurst, strangerPostsPerSecond } = options.limits;
  const rate = { burst: strangerPostBurst, perSecond: strangerPostsPerSecond };
  return takeOne(strangerPosts ?? fullBucket(nowMs, rate), nowMs, rate);
}

/** Whether no post of a stranger is read now, so that it matters whom the app knows (rule R16.4). */
export function isFlooded(state: BookState, nowMs: number): boolean {
  return takeStranger(state, nowMs) === undefined;
}

/**
 * Whether a post of the peer is read, as far as the bucket of all strangers tells, and counts it there. A peer whose
 * invitation is open here is no stranger. A post that the peer's own bucket does not admit costs the others nothing.
 */
export function admitsStranger({ state, nowMs, limits }: Transaction, peer: PeerId): boolean {
  const entry = state.entries.get(peer);
  if (state.strangers.knows(peer) || entry?.isKnown === true || entry?.isInUse === true) return true;
  if (entry?.admitsPost(nowMs, limits) === false) return false;
  const bucket = takeStranger(state, nowMs);
  if (bucket === undefined) return false;
  state.strangerPosts = bucket;
  return true;
}

/** Takes a post of the peer. */
export function receivePost(tx: Transaction, entry: PeerEntry, text: unknown): void {
  if (entry.blockedUntilMs !== undefined) return;
  if (!entry.admits("post", tx.nowMs, tx.limits)) return tx.count("postsDropped");
  const decoded = decodePost(text);
  if (!decoded.ok) {
    tx.count(decoded.fault);
    return tx.note(entry, `refused a post: ${decoded.fault}, ${decoded.detail}`);
  }
  const { from, to, n, text: frameText } = decoded.post;
  const before = pageOf(entry.link);
  const answered = to?.session === tx.state.options.session ? to.n : undefined;
  applyToLink(tx, entry, { type: "posted", session: from, n, answered, lastPost: tx.state.lastPost });
  // A page that is heard for the first time may know nothing of what is open with its peer (rule R10.7).
  if (before === undefined) entry.doubtAll();
  const isOther = from !== pageOf(entry.link);
  const frame = readFrame(tx, entry, frameText);
  if (frame === undefined) return;
  if (!isPosted(frame)) return tx.misplaced(entry, frame);
  if (frame.t === "whileRinging") return hearWhileRinging(tx, entry, frame);
  if (!("id" in frame)) return hearLook(tx, entry, frame);
  const isNew = frame.t === "invite" && !entry.remote.knows(frame.id);
  // The page on the channel states everything there, and may have ended what it posted before. One that crosses ours
  // could end it. That ours is received ends nothing.
  const isTaken =
    frame.t === "received" ? entry.local.open.has(frame.id) : isNew && isOther && entry.local.open.size === 0;
  if (isGreeted(entry.link) && !isTaken) return answerBesideChannel(tx, entry, frame);
  receive(tx, entry, frame, "post");
  // What another page says of it, this one may not know.
  if (isOther && entry.remote.open.has(frame.id)) entry.unspoken.add(frame.id);
  if (isNew) awaitAnswer(tx, entry, frame.id, from);
}

/**
 * Beside a channel only a new invitation of another page counts, because the caller's page may have been reloaded. What
 * is known here is answered by post, and nothing changes (rule R16.6).
 */
function answerBesideChannel(tx: Transaction, entry: PeerEntry, frame: InvitationFrame): void {
  const answer = answerTo(tx, entry, frame);
  if (answer !== undefined) tx.post(entry, answer);
  else if (pageOf(entry.link) !== entry.link.posts?.session) {
    tx.note(entry, `ignored ${frame.t} by post: what is said on the channel counts`);
  }
}

/** Where an invitation of the peer stands here, or how one of ours ended. */
function answerTo(tx: Transaction, entry: PeerEntry, { t, id }: InvitationFrame): PostedFrame | undefined {
  if (t === "invite") return entry.remote.statementOf(id, tx.nowMs);
  return t === "received" || t === "accept" ? entry.local.answerFor(id) : undefined;
}

/** A caller that has never answered this page may be long gone: it rings until it is not answered (rule R16.7). */
function awaitAnswer(tx: Transaction, entry: PeerEntry, id: InvitationId, from: string): void {
  const { posts } = entry.link;
  if (posts?.session === from && carries(posts, tx)) return;
  tx.apply(entry, "remote", id, { type: "linkComing", graceMs: tx.limits.postSilenceMs });
}
