// The way to one peer through the broker: what is known of it from the posts that came. Pure.
import type { Limits } from "../wire/limits.ts";
import type { ChannelId } from "./dial.ts";

/** The number under which posts carry a link, in place of a channel's. No channel has it. */
export const POSTS: ChannelId = 0;

/** What is known of the other page from its posts. */
export interface Posts {
  /** Its session. */
  readonly session: string;
  /** The session before that one, whose posts may still come late. */
  readonly former: string | undefined;
  /** Whether it has answered this page, so that posts pass both ways. One that has not may be long gone. */
  readonly isTwoWay: boolean;
  /** When it last answered; until it has answered, when it was first heard. */
  readonly heardMs: number;
  /** Whether no answer came for too long. */
  readonly isSilent: boolean;
}

/** A post that came. `answers`: whether it answers this life of our page. */
export interface PostHeard {
  readonly session: string;
  readonly answers: boolean;
}

/** What is known after a post. A page that was replaced by another does not come back. */
export function hearPost(posts: Posts | undefined, { session, answers }: PostHeard, nowMs: number): Posts {
  if (posts?.session === session) {
    return answers ? { ...posts, isTwoWay: true, heardMs: nowMs, isSilent: false } : posts;
  }
  if (posts?.former === session) return posts;
  return { session, former: posts?.session, isTwoWay: answers, heardMs: nowMs, isSilent: false };
}

/** Whether posts can carry the link. */
export function carries(posts: Posts | undefined): boolean {
  return posts?.isTwoWay === true && !posts.isSilent;
}

/** When posts count as silent. */
export function silentAtMs({ heardMs }: Posts, { postSilenceMs }: Limits): number {
  return heardMs + postSilenceMs;
}
