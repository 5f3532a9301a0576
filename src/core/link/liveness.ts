// Whether the other end of an open channel is still alive (rule R8). PeerJS does not report a crashed tab, so we ask.
// Pure.
import type { Limits } from "../wire/limits.ts";

/** A channel under watch: when something was last heard on it, and when we asked since, if we did. */
export interface Watch {
  readonly heardMs: number;
  readonly askedAtMs: number | undefined;
}

/** What to do about a watched channel: wait, ask whether the other end is alive, or count the channel as silent. */
export type Verdict = "wait" | "ask" | "silent";

/** A watch that begins now, or begins again because something was heard. */
export function startWatch(nowMs: number): Watch {
  return { heardMs: nowMs, askedAtMs: undefined };
}

/** When the watch wants a verdict. One question is enough, because the channel repeats what is lost. */
export function watchDeadline({ heardMs, askedAtMs }: Watch, { pingIntervalMs, silenceMs }: Limits): number {
  return askedAtMs === undefined
    ? heardMs + pingIntervalMs
    : askedAtMs + Math.max(0, silenceMs - pingIntervalMs);
}

/**
 * The verdict at the time `nowMs`. A page that slept asks first: its own late timers must not make the other side
 * silent.
 */
export function judge(watch: Watch, nowMs: number, limits: Limits): Verdict {
  if (nowMs < watchDeadline(watch, limits)) return "wait";
  return watch.askedAtMs === undefined ? "ask" : "silent";
}
