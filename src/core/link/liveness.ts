// Whether the other end of an open channel still lives (rule R8). PeerJS never says so for a crashed tab, so we ask. Pure.
import type { Limits } from "../wire/limits.ts";

/** A channel under watch: when it was last heard, and when it was asked since, if it was. */
export interface Watch {
  readonly heardMs: number;
  readonly askedAtMs: number | undefined;
}

/** What to do about a watched channel: nothing yet, ask whether it lives, or hold it for silent. */
export type Verdict = "wait" | "ask" | "silent";

/** A watch that begins now, or begins again because something was heard. */
export function startWatch(nowMs: number): Watch {
  return { heardMs: nowMs, askedAtMs: undefined };
}

/** When the watch wants a verdict. One question is enough: the channel repeats what is lost. */
export function watchDeadline({ heardMs, askedAtMs }: Watch, { pingIntervalMs, silenceMs }: Limits): number {
  return askedAtMs === undefined
    ? heardMs + pingIntervalMs
    : askedAtMs + Math.max(0, silenceMs - pingIntervalMs);
}

/** The verdict at the time `nowMs`. A page that slept asks first: it is never its own timers that make the other silent. */
export function judge(watch: Watch, nowMs: number, limits: Limits): Verdict {
  if (nowMs < watchDeadline(watch, limits)) return "wait";
  return watch.askedAtMs === undefined ? "ask" : "silent";
}
