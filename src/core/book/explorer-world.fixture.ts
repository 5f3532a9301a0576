// The worlds that the explorer walks over: two peers and all frames that were ever sent between them. Also what a person sees of a
// world, and whether it breaks a rule.

import { isFinal } from "../../base/pure/table.ts";
import { LOCAL_TABLE, type LocalOutcome, type LocalRecord } from "../invitation/local-invitation.ts";
import { REMOTE_TABLE } from "../invitation/remote-invitation.ts";
import type { RemoteOutcome, RemoteRecord } from "../invitation/remote-record.ts";
import type { Posts } from "../link/posts.ts";
import { encodeFrame } from "../wire/codec.ts";
import type { PeerId } from "../wire/ids.ts";
import { encodePost } from "../wire/post.ts";
import type { InvitationBook } from "./book.ts";
import { copyBook } from "./copy.fixture.ts";
import type { BookEffect, BookInput } from "./effects.ts";
import type { PeerEntry } from "./peer-entry.ts";

/** One of the two peers. */
export type Name = "ada" | "bob";
/** The other peer. */
export const OTHER = { ada: "bob", bob: "ada" } as const;
/** The one channel between them. */
const CHANNEL = 1;

/** How an invitation ended at one side. */
export type Ended = LocalOutcome | RemoteOutcome;

/** One peer, and what its person has seen. */
export interface Side {
  readonly book: InvitationBook;
  readonly linked: boolean;
  /** The life of the other page that the link is with, where that matters. */
  readonly linkedTo: number;
  readonly crashes: number;
  readonly sent: boolean;
  /** Whether a second life of its page sent another invitation. */
  readonly sentAgain: boolean;
  /** Whether it sent its own invitation before it knew how one of the other peer's ended. */
  readonly crossed: boolean;
  /** Whether its person is in another kind of call now, so that an incoming invitation is refused as busy. */
  readonly isBusy: boolean;
  /** How invitations ended here, by `role id`, in this life of the page or, at their caller, in an earlier one. */
  readonly ends: ReadonlyMap<string, Ended>;
  /** The invitations that rang here in this life. */
  readonly rung: ReadonlySet<string>;
}

/** Both peers, all frames that were ever sent as a set of bits, and those that arrived, where that matters. */
export interface World {
  readonly ada: Side;
  readonly bob: Side;
  readonly said: number;
  readonly heard: number;
}

/** A rule that a world breaks, named by its number. */
export interface Breach {
  readonly rule: string;
  readonly what: string;
}

/** What a person sees of an effect, and whether rules S1 and S5 allow it. */
export function see(
  { record }: Extract<BookEffect, { do: "show" }>,
  ends: Map<string, Ended>,
  rung: Set<string>,
): Breach | undefined {
  const key = `${record.role} ${record.id}`;
  if (ends.has(key)) return { rule: "S1", what: `${key} changed after its end` };
  if (record.role === "remote" && record.state.kind === "ringing") rung.add(record.id);
  const final = isFinal(record.role === "local" ? LOCAL_TABLE : REMOTE_TABLE, record.state.kind as never);
  if (final) ends.set(key, record.state as Ended);
  return undefined;
}

/** The open invitations that a side sent. */
export function locals(side: Side, peer: string): readonly LocalRecord[] {
  return [...(side.book.state.entries.get(peer as PeerId)?.local.open.values() ?? [])];
}

/** The open invitations that a side received. */
export function remotes(side: Side, peer: string): readonly RemoteRecord[] {
  return [...(side.book.state.entries.get(peer as PeerId)?.remote.open.values() ?? [])];
}

/** An invitation that was refused as busy, though only its own caller has anything open there (rule R10.7). */
export function seeMissed(
  { record, reason }: Extract<BookEffect, { do: "missed" }>,
  isBusy: boolean,
): Breach | undefined {
  if (reason !== "busy" || isBusy) return undefined;
  return { rule: "R10.7", what: `${record.peer} is busy with itself: ${record.id}` };
}

/** A short name of an outcome. */
export function nameOf(end: Ended): string {
  return "reason" in end && end.reason !== end.kind ? `${end.kind} (${end.reason})` : end.kind;
}

/** Everything that a side's future depends on. */
export function picture({
  book,
  linked,
  crashes,
  sent,
  crossed,
  isBusy,
  ends,
  rung,
  ...side
}: Side): unknown {
  const entries = [...book.state.entries.values()].map(({ local, remote, link, unspoken, saidWait }) => [
    link.current,
    link.absent,
    link.postedSince,
    saidWait,
    [...unspoken].sort(),
    [...link.channels.values()].map(({ session, silent }) => [session, silent]),
    link.posts && { ...link.posts, heardMs: 0, asking: link.posts.asking?.session },
    [...local.open.values()].map(({ id, state, revision }) => [id, state, revision]),
    [...remote.open.values()].map(({ id, state, revision, via }) => [id, state, revision, via]),
    answers(local),
    answers(remote),
  ]);
  const { linkedTo, sentAgain } = side;
  const { broker } = book.state;
  return [broker, linked, linkedTo, crashes, sent, sentAgain, crossed, isBusy, [...ends], [...rung], entries];
}

/** The remembered ends, with the answer to each. */
function answers({ ended }: PeerEntry["local"] | PeerEntry["remote"]): unknown {
  return [...ended].map(([id, { answer }]) => [id, answer]);
}

/** A text arrives on the channel. */
export function arrival(text: string): Extract<BookInput, { type: "text" }> {
  return { type: "text", peer: "" as PeerId, channel: CHANNEL, text };
}

/** A text arrives by post, from one page to another or to none that it heard of. */
export function postArrival(
  name: Name,
  text: string,
  from: string,
  to: { readonly session: string; readonly n: number } | undefined,
): BookInput {
  return { type: "post", peer: OTHER[name] as PeerId, text: encodePost({ from, to, n: 1, text }) };
}

/** The session of a page. */
export function sessionOf(name: Name, life: number): string {
  return `session-${name}-${life}`;
}

/** What one side knows of the other from its posts. */
export function postsOf({ book }: Side, name: Name): Posts | undefined {
  return book.state.entries.get(OTHER[name] as PeerId)?.link.posts;
}

/** The channel opens at one side. */
export function opening(name: Name): BookInput {
  return { type: "opened", peer: OTHER[name] as PeerId, channel: CHANNEL, openedHere: name === "ada" };
}

/** The channel falls silent at one side. The other side may have noticed nothing. */
export function silence(name: Name): BookInput {
  return { type: "doubted", peer: OTHER[name] as PeerId, channel: CHANNEL };
}

/** Whether one side hears nothing on its channel. */
export function isSilent({ book }: Side, name: Name): boolean {
  const link = book.state.entries.get(OTHER[name] as PeerId)?.link;
  return link !== undefined && link.current === undefined && link.channels.size > 0;
}

/** A sign of life arrives at one side. */
export function ping(name: Name): BookInput {
  return { ...arrival(encodeFrame({ t: "ping" })), peer: OTHER[name] as PeerId };
}

/** A side that has just stated what waits, and states it again in its time. */
export function justStated(side: Side): Side {
  const book = copyBook(side.book);
  const { entries, options } = book.state;
  for (const entry of entries.values()) {
    if (entry.link.renewAtMs === undefined) continue;
    entry.link = { ...entry.link, renewAtMs: options.limits.postRepeatMs };
  }
  return { ...side, book };
}

/** The other side's hello arrives on the channel, from this life of its page. */
export function greeting(name: Name, life: number): BookInput {
  const session = sessionOf(OTHER[name], life);
  const generation = name === "ada" ? 0 : 1;
  const hello = { t: "hello", v: 1, agent: "explorer", session, generation, features: [] } as const;
  return { ...arrival(encodeFrame(hello)), peer: OTHER[name] as PeerId };
}

/** The channel closes at one side. */
export function closing(name: Name): BookInput {
  return { type: "closed", peer: OTHER[name] as PeerId, channel: CHANNEL, absent: false };
}
