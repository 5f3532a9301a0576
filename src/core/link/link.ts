// The link to one other peer: which open channels carry it, and when to dial or close. Pure: it decides, and the shell
// connects. It knows nothing of invitations, only whether the link is needed.

import { earlier } from "../../base/pure/earlier.ts";
import type { Limits } from "../wire/limits.ts";
import { type ChannelId, type DialMoment, dialDeadline, isDialing, reduceDial } from "./dial.ts";
import { choose, closeAll, elect, markSilent } from "./election.ts";
import { hasChannel, type Link, type LinkInput, type LinkStep } from "./link-record.ts";
import { startWatch, watchDeadline } from "./liveness.ts";
import { hearPost, POSTS, silentAtMs } from "./posts.ts";
import { settle } from "./upkeep.ts";

/** What `input` makes of `link`. */
export function reduceLink(link: Link, input: LinkInput, at: DialMoment): LinkStep {
  switch (input.type) {
    case "opened": {
      const { channel, openedHere } = input;
      const generation = openedHere ? nextGeneration(link) : 0;
      const opened = { openedHere, generation, session: undefined, silent: false };
      const channels = new Map(link.channels).set(channel, opened);
      const dial = isDialing(link.dial, channel) ? reduceDial(link.dial, { type: "opened" }, at) : link.dial;
      const next = {
        ...link,
        dial,
        channels,
        absent: false,
        current: hasChannel(link) ? link.current : channel,
      };
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
      return [choose({ ...link, dial, channels }, at), []];
    }
    case "asked": {
      const { channel } = input;
      return [channel === link.current ? link : { ...link, current: channel, watch: undefined }, []];
    }
    case "heard":
      return [heard(link, input.channel, at), []];
    case "doubted":
      return [markSilent(link, input.channel, at), []];
    case "posted":
      return [
        choose({ ...link, posts: hearPost(link.posts, input, at), postedSince: true, absent: false }, at),
        [],
      ];
    case "stated":
      return [{ ...link, renewAtMs: at.nowMs + at.limits.postRepeatMs }, []];
    case "told":
      return [{ ...link, dialAtMs: toldTime(link, input.link) }, []];
    case "absent": {
      const posts = link.posts && { ...link.posts, isSilent: true };
      return [choose({ ...link, posts, absent: true }, at), []];
    }
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
export function linkDeadline(link: Link, limits: Limits): number | undefined {
  const { dial, idleAtMs, watch, renewAtMs, posts, current } = link;
  const mayDial = dial.kind === "resting" && link.dialAtMs !== Number.POSITIVE_INFINITY;
  const dialAtMs = mayDial ? link.dialAtMs : dialDeadline(dial);
  const quietAtMs =
    current === POSTS && posts ? silentAtMs(posts, limits) : watch && watchDeadline(watch, limits);
  return [dialAtMs, idleAtMs, renewAtMs, quietAtMs].reduce(earlier);
}

/** When to dial, after the peer said who dials. Posts have no order, and `dial` is the later word. */
function toldTime({ dialAtMs }: Link, who: "dial" | "wait"): number | undefined {
  if (dialAtMs === undefined || dialAtMs === 0) return dialAtMs;
  return who === "dial" ? 0 : Number.POSITIVE_INFINITY;
}

/** A sign of life. A silent channel counts again, and carries the link if no other does. */
function heard(before: Link, channel: ChannelId, at: DialMoment): Link {
  const known = before.channels.get(channel);
  if (known === undefined) return before;
  const isNews = before.postedSince || before.absent;
  const link = isNews ? { ...before, postedSince: false, absent: false } : before;
  const watch = channel === link.current && link.watch !== undefined ? startWatch(at.nowMs) : link.watch;
  if (!known.silent) return watch === link.watch ? link : { ...link, watch };
  const channels = new Map(link.channels).set(channel, { ...known, silent: false });
  return choose({ ...link, watch, channels }, at);
}
