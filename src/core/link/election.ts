// Which of several channels carries a link, or whether posts do. Pure.

import type { ChannelId } from "./dial.ts";
import { type DialMoment, reduceDial } from "./dial.ts";
import { type Link, type LinkHello, type LinkStep, NO_LINK, type OpenChannel } from "./link-record.ts";
import { carries, POSTS } from "./posts.ts";

/**
 * Keeps the current channel if it can carry the link; else takes the latest that can, preferring one with a `hello`.
 * Where there is none, posts carry the link if they can.
 */
export function choose(link: Link, at: DialMoment): Link {
  const live = [...link.channels].filter(([, { silent }]) => !silent);
  if (live.some(([id]) => id === link.current)) return link;
  const latest = live.findLast(([, { session }]) => session !== undefined) ?? live.at(-1);
  const current = latest?.[0] ?? (carries(link.posts, at) ? POSTS : undefined);
  return current === link.current ? link : { ...link, current, watch: undefined };
}

/**
 * Chooses between channels once one has told its session and generation. A later session of the other page replaces an
 * earlier one. Then the higher generation stays. Of two that both peers opened at once, the one opened by the smaller
 * id stays (rules R11.4, R11.5). Both peers see the same facts, so both keep the same channel.
 */
export function elect(
  link: Link,
  { channel, session, generation, weWin }: LinkHello,
  at: DialMoment,
): LinkStep {
  const known = link.channels.get(channel);
  if (known === undefined) return [link, []];
  const told = { ...known, session, generation: known.openedHere ? known.generation : generation };
  const channels = new Map(link.channels).set(channel, told);
  const spoken = [...channels].filter(([, it]) => it.session !== undefined);
  const life = spoken.at(-1)?.[1].session;
  const rank = (it: OpenChannel): number => it.generation * 2 + (it.openedHere === weWin ? 1 : 0);
  // Of equal ones the later stays: its opener had lost the other.
  const living = spoken
    .filter(([, it]) => it.session === life && !it.silent)
    .reverse()
    .sort(([, a], [, b]) => rank(b) - rank(a));
  const current = living[0]?.[0];
  const closing = spoken.map(([id]) => id).filter((id) => id !== current);
  for (const id of closing) channels.delete(id);
  const watch = current === link.current ? link.watch : undefined;
  const dial = reduceDial(link.dial, { type: "greeted" }, at);
  return [
    choose({ ...link, dial, channels, current, watch }, at),
    closing.map((id) => ({ do: "close", channel: id })),
  ];
}

/** A channel on which nothing comes any longer. */
export function markSilent(link: Link, channel: ChannelId, at: DialMoment): Link {
  const known = link.channels.get(channel);
  if (known === undefined) return link;
  return choose({ ...link, channels: new Map(link.channels).set(channel, { ...known, silent: true }) }, at);
}

/** Closes every channel. An attempt under way goes on. */
export function closeAll(link: Link): LinkStep {
  const closing = [...link.channels.keys()].map((channel) => ({ do: "close", channel }) as const);
  return [{ ...NO_LINK, dial: link.dial }, closing];
}

/** Whether the peer has said `hello` on the channel that carries the link. */
export function isGreeted({ current, channels }: Link): boolean {
  return current !== undefined && channels.get(current)?.session !== undefined;
}

/** The session of the page that the link is with, as far as it is known. */
export function pageOf({ current, channels, posts }: Link): string | undefined {
  const greeted = current === undefined ? undefined : channels.get(current)?.session;
  return greeted ?? posts?.session;
}

/**
 * Whether what is said on the channel is posted as well: until the peer has said `hello` there, and while a post of the
 * peer is newer than what it said there. The channel may then be dead at the other end.
 */
export function doubtsChannel(link: Link): boolean {
  return !isGreeted(link) || link.postedSince;
}
