// The link to one other peer: which open channels carry it, and when to dial or close. Pure: it decides, and the shell
// connects. It knows nothing of invitations, only whether the link is needed.

import { earlier } from "../../base/pure/earlier.ts";
import type { Limits } from "../wire/limits.ts";
import {
  type ChannelId,
  type Dial,
  type DialMoment,
  dialDeadline,
  isDialing,
  RESTING,
  reduceDial,
} from "./dial.ts";
import { judge, startWatch, type Watch, watchDeadline } from "./liveness.ts";

/** An open channel. */
interface OpenChannel {
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
  /** The channel we speak on, never a silent one; undefined while the link is down. */
  readonly current: ChannelId | undefined;
  /** The watch over that channel, while anything is open on the link. */
  readonly watch: Watch | undefined;
  /** Whether the last attempt ended because the broker knows no such peer. */
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
  /** The peer is blocked. */
  | { readonly type: "cutOff" }
  /** The transport has a hint that a channel may be dead. */
  | { readonly type: "doubted"; readonly channel: ChannelId }
  | { readonly type: "closed"; readonly channel: ChannelId; readonly absent: boolean }
  | ({ readonly type: "settle" } & LinkNeeds);

/** The other side's `hello` on a channel. `weWin`: whether our id is the smaller one. */
interface LinkHello {
  readonly type: "hello";
  readonly channel: ChannelId;
  readonly session: string;
  readonly generation: number;
  readonly weWin: boolean;
}

/**
 * Who needs the link: `wanted` is worth dialing for, `inUse` only keeps it open. `online`: there is a broker to dial
 * with. `channel`: the number of the channel, if one is dialed now.
 */
interface LinkNeeds {
  readonly wanted: boolean;
  readonly inUse: boolean;
  readonly online: boolean;
  readonly channel: ChannelId;
}

/** What a link asks of the shell. */
export type LinkEffect =
  | { readonly do: "dial"; readonly channel: ChannelId }
  /** Say `hello` on a channel that opened. Its `generation` is 0 if the other side opened it. */
  | { readonly do: "greet"; readonly channel: ChannelId; readonly generation: number }
  | { readonly do: "ping"; readonly channel: ChannelId }
  | { readonly do: "close"; readonly channel: ChannelId };

/** The link after an input, and the effects for the shell. */
export type LinkStep = readonly [link: Link, effects: readonly LinkEffect[]];

/** A link that is down and not needed. */
export const NO_LINK: Link = {
  dial: RESTING,
  channels: new Map(),
  current: undefined,
  watch: undefined,
  absent: false,
  idleAtMs: undefined,
};

/** What `input` makes of `link`. */
export function reduceLink(link: Link, input: LinkInput, at: DialMoment): LinkStep {
  switch (input.type) {
    case "opened": {
      const { channel, openedHere } = input;
      const generation = openedHere ? nextGeneration(link) : 0;
      const opened = { openedHere, generation, session: undefined, silent: false };
      const channels = new Map(link.channels).set(channel, opened);
      const dial = isDialing(link.dial, channel) ? reduceDial(link.dial, { type: "opened" }, at) : link.dial;
      const next = { ...link, dial, channels, absent: false, current: link.current ?? channel };
      return [next, [{ do: "greet", channel, generation }]];
    }
    case "hello":
      return elect(link, input, at);
    case "closed": {
      if (isDialing(link.dial, input.channel)) {
        return [{ ...link, dial: reduceDial(link.dial, { type: "failed" }, at), absent: input.absent }, []];
      }
      const channels = new Map(link.channels);
      const known = channels.get(input.channel);
      const isDropped = known?.openedHere && known.session === undefined;
      const dial = isDropped ? reduceDial(link.dial, { type: "dropped" }, at) : link.dial;
      channels.delete(input.channel);
      return [choose({ ...link, dial, channels }), []];
    }
    case "asked": {
      const { channel } = input;
      return [channel === link.current ? link : { ...link, current: channel, watch: undefined }, []];
    }
    case "heard":
      return [heard(link, input.channel, at.nowMs), []];
    case "doubted":
      return [markSilent(link, input.channel), []];
    case "cutOff":
      return closeAll(link);
    case "settle":
      return settle(link, input, at);
  }
}

/** The generation of a channel that is opened from here, above those of the open channels. */
function nextGeneration(link: Link): number {
  return 1 + Math.max(0, ...[...link.channels.values()].map(({ generation }) => generation));
}

/** When the link wants to be settled again; undefined when it waits for nothing. */
export function linkDeadline({ dial, idleAtMs, watch }: Link, limits: Limits): number | undefined {
  return earlier(dialDeadline(dial), earlier(idleAtMs, watch && watchDeadline(watch, limits)));
}

/** A sign of life. A silent channel counts again, and carries the link if no other does. */
function heard(link: Link, channel: ChannelId, nowMs: number): Link {
  const known = link.channels.get(channel);
  if (known === undefined) return link;
  const watch = channel === link.current && link.watch !== undefined ? startWatch(nowMs) : link.watch;
  if (!known.silent) return { ...link, watch };
  return choose({
    ...link,
    watch,
    channels: new Map(link.channels).set(channel, { ...known, silent: false }),
  });
}

function markSilent(link: Link, channel: ChannelId): Link {
  const known = link.channels.get(channel);
  if (known === undefined) return link;
  return choose({ ...link, channels: new Map(link.channels).set(channel, { ...known, silent: true }) });
}

/**
 * Keeps the current channel if it can carry the link; else takes the latest that can, preferring one with a `hello`.
 */
function choose(link: Link): Link {
  const live = [...link.channels].filter(([, { silent }]) => !silent);
  if (live.some(([id]) => id === link.current)) return link;
  const latest = live.findLast(([, { session }]) => session !== undefined) ?? live.at(-1);
  return { ...link, current: latest?.[0], watch: undefined };
}

/**
 * Chooses between channels once one has told its session and generation. A later session of the other page replaces an
 * earlier one. Then the higher generation stays. Of two that both peers opened at once, the one opened by the smaller
 * id stays (rules R11.4, R11.5). Both peers see the same facts, so both keep the same channel.
 */
function elect(link: Link, { channel, session, generation, weWin }: LinkHello, at: DialMoment): LinkStep {
  const known = link.channels.get(channel);
  if (known === undefined) return [link, []];
  const told = { ...known, session, generation: known.openedHere ? known.generation : generation };
  const channels = new Map(link.channels).set(channel, told);
  const spoken = [...channels].filter(([, it]) => it.session !== undefined);
  const life = spoken.at(-1)?.[1].session;
  const rank = (it: OpenChannel): number => it.generation * 2 + (it.openedHere === weWin ? 1 : 0);
  const living = spoken
    .filter(([, it]) => it.session === life && !it.silent)
    .sort(([, a], [, b]) => rank(b) - rank(a));
  const current = living[0]?.[0];
  const closing = spoken.map(([id]) => id).filter((id) => id !== current);
  for (const id of closing) channels.delete(id);
  const watch = current === link.current ? link.watch : undefined;
  const dial = reduceDial(link.dial, { type: "greeted" }, at);
  return [{ ...link, dial, channels, current, watch }, closing.map((id) => ({ do: "close", channel: id }))];
}

/** Brings the link in line with who needs it, and does what is due. */
function settle(before: Link, needs: LinkNeeds, at: DialMoment): LinkStep {
  const effects: LinkEffect[] = [];
  const watched = settleWatch(before, needs, at, effects);
  const dialed = settleDial(watched, needs, at, effects);
  const unused = dialed.channels.size > 0 && !needs.inUse;
  const idleAtMs = unused ? (dialed.idleAtMs ?? at.nowMs + at.limits.linkIdleMs) : undefined;
  const link = { ...dialed, idleAtMs };
  if (idleAtMs === undefined || idleAtMs > at.nowMs) return [link, effects];
  const [closed, closing] = closeAll(link);
  return [closed, [...effects, ...closing]];
}

/** Closes every channel. An attempt under way goes on. */
function closeAll(link: Link): LinkStep {
  const closing = [...link.channels.keys()].map((channel) => ({ do: "close", channel }) as const);
  return [{ ...NO_LINK, dial: link.dial }, closing];
}

function settleWatch(link: Link, needs: LinkNeeds, at: DialMoment, effects: LinkEffect[]): Link {
  const { inUse } = needs;
  const { current } = link;
  if (current === undefined || !inUse) return { ...link, watch: undefined };
  const watch = link.watch ?? startWatch(at.nowMs);
  const verdict = judge(watch, at.nowMs, at.limits);
  if (verdict === "silent") return settleWatch(markSilent(link, current), needs, at, effects);
  if (verdict === "wait") return { ...link, watch };
  effects.push({ do: "ping", channel: current });
  return { ...link, watch: { ...watch, askedAtMs: at.nowMs } };
}

function settleDial(
  before: Link,
  { wanted, online, channel }: LinkNeeds,
  at: DialMoment,
  effects: LinkEffect[],
): Link {
  const link = giveUp(before, at, effects);
  const isNeeded = wanted && online && link.current === undefined;
  const dial = reduceDial(link.dial, isNeeded ? { type: "dial", channel } : { type: "rest" }, at);
  if (dial !== link.dial && dial.kind === "dialing") effects.push({ do: "dial", channel: dial.channel });
  return { ...link, dial };
}

/** Ends an attempt that neither opened nor failed in time. The broker must know the peer, or it would have said so. */
function giveUp(link: Link, at: DialMoment, effects: LinkEffect[]): Link {
  const { dial } = link;
  if (dial.kind !== "dialing" || dial.giveUpAtMs > at.nowMs) return link;
  effects.push({ do: "close", channel: dial.channel });
  return { ...link, dial: reduceDial(dial, { type: "failed" }, at), absent: false };
}
