// The tone of each state. style.ts has the colors of the tones.
import type { ChartState } from "./step.ts";

/** The groups of states that a person tells apart at a glance. */
export type Tone = "quiet" | "way" | "ring" | "good" | "bad";

/** The tone of every state. */
export const TONE_OF: Readonly<Record<ChartState, Tone>> = {
  idle: "quiet",
  sent: "way",
  received: "ring",
  deferred: "quiet",
  ringing: "ring",
  ignored: "quiet",
  accepting: "way",
  accepted: "good",
  refused: "bad",
  canceled: "quiet",
  failed: "bad",
  unknown: "quiet",
};

/** The states in which a lifecycle ends. */
export const ENDS: ReadonlySet<ChartState> = new Set(["accepted", "refused", "canceled", "failed"]);
