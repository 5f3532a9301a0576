// The words of a chart. None is written here: the demo passes them in, in the person's language.
import type { ChartFrame, ChartNote, ChartState, Lane } from "./step.ts";

/** All the words that a chart needs. */
export interface ChartWords {
  /** What the chart is, for those who do not see it. */
  readonly title: string;
  /** What stands under the two peers' names. */
  readonly lanes: Readonly<Record<Lane, string>>;
  readonly states: Readonly<Record<ChartState, string>>;
  readonly frames: Readonly<Record<ChartFrame, string>>;
  readonly notes: Readonly<Record<ChartNote, string>>;
  /** Of an arrow that was sent from here and whose arrival is not known. */
  readonly unseen: string;
  /** Of a state of the other side: what is known of it here. */
  readonly told: string;
  /** While there is nothing to draw. */
  readonly empty: string;
}
