// The link to one other peer as data: what it holds, what can happen to it, and what it asks of the shell.
import type { ChannelId, Dial } from "./dial.ts";
import { RESTING } from "./dial.ts";
import type { Watch } from "./liveness.ts";
import { POSTS, type PostHeard, type Posts } from "./posts.ts";

/** An open channel. */
export interface OpenChannel {
  readonly openedHere: boolean;
  /**
   * One more than the highest generation that its opener knew with this peer. A peer that opens another channel has a
   * reason.
   */
  readonly generation: number;
  /** The session of the other page that speaks on it; undefined until its `hello`. */
  readonly session: string | undefined;
  /** Whether it counts as dead until something is heard on it (rule R8.2). */
  readonly silent: boolean;
}

/** The link to one peer. */
export interface Link {
  readonly dial: Dial;
  /** The open channels, in the order in which they opened. Frames count on each of them (rule R4). */
  readonly channels: ReadonlyMap<ChannelId, OpenChannel>;
  /** The channel we speak on, never a silent one; `POSTS` if posts carry the link; undefined while it is down. */
  readonly current: ChannelId | undefined;
  /** The watch over that channel, while anything is open on the link. */
  readonly watch: Watch | undefined;
  /** What posts came from the peer; undefined if none did since the link was last in use. */
  readonly posts: Posts | undefined;
  /** Whether a post of the peer came since it was last heard on a channel. */
  readonly postedSince: boolean;
  /** When we state again by post what waits for the peer; undefined if nothing was posted, or nothing waits. */
  readonly renewAtMs: number | undefined;
  /**
   * From when on a channel may be dialed: 0 once the peer has said so, infinite if the peer dials; undefined while none is
   * needed.
   */
  readonly dialAtMs: number | undefined;
  /** Whether the broker last said that it knows no such peer. */
  readonly absent: boolean;
  /** When an unused link is closed; undefined while it is in use or has no channel. */
  readonly idleAtMs: number | undefined;
}

/** What can happen to a link. */
export type LinkInput =
  | { readonly type: "opened"; readonly channel: ChannelId; readonly openedHere: boolean }
  | LinkHello
  /** The other side now speaks on this channel, and asks what is open (rule R4.5). */
  | { readonly type: "asked"; readonly channel: ChannelId }
  /** A text arrived on a channel, whatever it was. */
  | { readonly type: "heard"; readonly channel: ChannelId }
  /** A post came from the peer. */
  | ({ readonly type: "posted" } & PostHeard)
  /** We posted something. */
  | { readonly type: "stated" }
  /** The peer says who dials: this side may (`dial`), or the peer will (`wait`). */
  | { readonly type: "told"; readonly link: "dial" | "wait" }
  /** The broker knows no such peer. */
  | { readonly type: "absent" }
  /** The peer is blocked. */
  | { readonly type: "cutOff" }
  /** The transport has a hint that a channel may be dead. */
  | { readonly type: "doubted"; readonly channel: ChannelId }
  | { readonly type: "closed"; readonly channel: ChannelId; readonly absent: boolean }
  | ({ readonly type: "settle" } & LinkNeeds);

/** The other side's `hello` on a channel. `weWin`: whether our id is the smaller one. */
export interface LinkHello {
  readonly type: "hello";
  readonly channel: ChannelId;
  readonly session: string;
  readonly generation: number;
  readonly weWin: boolean;
}

/** Who needs the link, and what there is for it. */
export interface LinkNeeds {
  /** Something waits for the peer's word: it is stated again by post while there is no channel. */
  readonly waiting: boolean;
  /** Something can only go on over a channel: one is dialed at once. */
  readonly urgent: boolean;
  /** Anything at all is open: it keeps the link open, and is not worth dialing for by itself. */
  readonly inUse: boolean;
  /** The peer is no stranger: the link stays open for a while after its use. */
  readonly isKnown: boolean;
  /** There is a broker to dial with, and a connection may be made. */
  readonly mayDial: boolean;
  /** The broker carries posts too. */
  readonly posts: boolean;
  /** The number of the channel, if one is dialed now. */
  readonly channel: ChannelId;
}

/** What a link asks of the shell. */
export type LinkEffect =
  | { readonly do: "dial"; readonly channel: ChannelId }
  /** Say `hello` on a channel that opened. Its `generation` is 0 if the other side opened it. */
  | { readonly do: "greet"; readonly channel: ChannelId; readonly generation: number }
  | { readonly do: "ping"; readonly channel: ChannelId }
  /** State again by post what waits for the peer. */
  | { readonly do: "renew" }
  | { readonly do: "close"; readonly channel: ChannelId };

/** The link after an input, and the effects for the shell. */
export type LinkStep = readonly [link: Link, effects: readonly LinkEffect[]];

/** A link that is down and not needed. */
export const NO_LINK: Link = {
  dial: RESTING,
  channels: new Map(),
  current: undefined,
  watch: undefined,
  posts: undefined,
  postedSince: false,
  renewAtMs: undefined,
  dialAtMs: undefined,
  absent: false,
  idleAtMs: undefined,
};

/** Whether a channel carries the link, rather than posts or nothing. */
export function hasChannel({ current }: Link): boolean {
  return current !== undefined && current !== POSTS;
}
