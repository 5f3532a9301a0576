// Handles a post (rule R16): one frame that came through the broker, without a channel. Posts run ahead of the channel and
// stand in where there is none. While a channel carries the link, nothing that is open there ends or changes by a post.

import { doubtsChannel, isGreeted, pageOf } from "../link/election.ts";
import { fullBucket, type Rate, takeOne } from "../link/flood.ts";
import { type InvitationFrame, isPosted, type PostedFrame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import { decodePost } from "../wire/post.ts";
import { applyToLink } from "./linking.ts";
import type { PeerEntry } from "./peer-entry.ts";
import { readFrame, receive } from "./reception.ts";
import type { Transaction } from "./transaction.ts";
import { hearWhileRinging } from "./while-ringing.ts";

/** Counts a post of a peer that is not known. Returns whether it is read (rule R16.4). */
export function admitsStranger(tx: Transaction, peer: PeerId): boolean {
  const { state, limits, nowMs } = tx;
  if (state.strangers.knows(peer) || state.entries.get(peer)?.isKnown === true) return true;
  const rate: Rate = { burst: limits.strangerPostBurst, perSecond: limits.strangerPostsPerSecond };
  state.strangerPosts = takeOne(state.strangerPosts ?? fullBucket(nowMs, rate), nowMs, rate);
  return state.strangerPosts.left >= 0;
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
  const { from, to, text: frameText } = decoded.post;
  applyToLink(tx, entry, { type: "posted", session: from, answers: to === tx.state.options.session });
  // Another page than before knows nothing of what is open with it (rule R10.7).
  const isOther = from !== pageOf(entry.link);
  if (isOther) entry.doubtAll();
  const frame = readFrame(tx, entry, frameText);
  if (frame === undefined) return;
  if (!isPosted(frame)) return tx.misplaced(entry, frame);
  if (frame.t === "whileRinging") return hearWhileRinging(tx, entry, frame);
  const isNew = frame.t === "invite" && !entry.remote.knows(frame.id);
  if (isGreeted(entry.link) && !isNew) return answerBesideChannel(tx, entry, frame);
  receive(tx, entry, frame, "post");
  if (!isNew) return;
  if (isOther && entry.remote.open.has(frame.id)) entry.unspoken.add(frame.id);
  awaitAnswer(tx, entry, frame.id);
}

/**
 * Beside a channel only a new invitation counts, because the caller's page may have been reloaded. What is known here is
 * answered by post, and nothing changes (rule R16.6).
 */
function answerBesideChannel(tx: Transaction, entry: PeerEntry, frame: InvitationFrame): void {
  const answer = answerTo(tx, entry, frame);
  if (answer !== undefined) tx.post(entry, answer);
  else if (doubtsChannel(entry.link)) {
    tx.note(entry, `ignored ${frame.t} by post: what is said on the channel counts`);
  }
}

/** Where an invitation of the peer stands here, or how one of ours ended. */
function answerTo(tx: Transaction, entry: PeerEntry, { t, id }: InvitationFrame): PostedFrame | undefined {
  if (t === "invite") return entry.remote.statementOf(id, tx.nowMs);
  return t === "received" || t === "accept" ? entry.local.answerFor(id) : undefined;
}

/** A caller that has never answered this page may be long gone: it rings until it is not answered (rule R16.7). */
function awaitAnswer(tx: Transaction, entry: PeerEntry, id: PostedFrame["id"]): void {
  const { posts } = entry.link;
  if (posts?.isTwoWay) return;
  tx.apply(entry, "remote", id, { type: "linkComing", graceMs: tx.limits.postSilenceMs });
}
