// The way to one peer through the broker: what is known of it from the posts that came. Pure.
import type { Limits } from "../wire/limits.ts";
import type { ChannelId } from "./dial.ts";

/** The number under which posts carry a link, in place of a channel's. No channel has it. */
export const POSTS: ChannelId = 0;

/** What is known of the other page from its posts. */
export interface Posts {
  /** Its session. */
  readonly session: string;
  /**
   * Another page that posted while this one answers. It is an earlier page whose post is late, or the next one, which then
   * answers what is posted to it.
   */
  readonly asking: Asking | undefined;
  /** Whether the page has answered ours, so that posts pass both ways. One that has not may be long gone. */
  readonly isTwoWay: boolean;
  /** When it last answered; until it has answered, when it was first heard. */
  readonly heardMs: number;
  /** Whether no answer came for too long. */
  readonly isSilent: boolean;
  /** The number of the last post that came, of this page or of the one that asks. */
  readonly n: number;
}

/** A page that asks. */
interface Asking {
  readonly session: string;
  /** The number of our last post before it asked. A page that has heard a later one is alive. */
  readonly since: number;
}

/** A post that came. */
export interface PostHeard {
  readonly session: string;
  readonly n: number;
  /** The number of the last post of ours that its page has heard; undefined if it answers no post of this page. */
  readonly answered: number | undefined;
  /** The number of our last post. */
  readonly lastPost: number;
}

/** The time of an input, and the limits. */
interface At {
  readonly nowMs: number;
  readonly limits: Limits;
}

/** What is known after a post. While a page answers, another one replaces it only once it has answered as well. */
export function hearPost(posts: Posts | undefined, heard: PostHeard, at: At): Posts {
  const { session, n, answered } = heard;
  const isTwoWay = answered !== undefined;
  const news = { session, n, asking: undefined, isTwoWay, heardMs: at.nowMs, isSilent: false };
  if (posts === undefined) return news;
  if (session === posts.session) return isTwoWay ? news : { ...posts, n, asking: undefined };
  if (!carries(posts, at)) return news;
  const { asking } = posts;
  if (asking?.session !== session) return { ...posts, n, asking: { session, since: heard.lastPost } };
  return isTwoWay && answered > asking.since ? news : { ...posts, n };
}

/** The session of the page to which the next post goes, and the number of the last one that was heard. */
export function addressOf(
  posts: Posts | undefined,
): { readonly session: string; readonly n: number } | undefined {
  return posts && { session: posts.asking?.session ?? posts.session, n: posts.n };
}

/** Whether posts can carry the link. */
export function carries(posts: Posts | undefined, { nowMs, limits }: At): boolean {
  return posts?.isTwoWay === true && !posts.isSilent && silentAtMs(posts, limits) > nowMs;
}

/** When posts count as silent. */
export function silentAtMs({ heardMs }: Posts, { postSilenceMs }: Limits): number {
  return heardMs + postSilenceMs;
}
