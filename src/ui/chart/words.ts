// The words that a chart needs. src/ui/words has them in each language.
import type { ChartFrame, ChartNote, ChartState, Lane } from "./step.ts";

/** All the words that a chart needs. */
export interface ChartWords {
  /** What the chart shows, for people who cannot see it. */
  readonly title: string;
  /** The roles, under the names of the two peers. */
  readonly lanes: Readonly<Record<Lane, string>>;
  readonly states: Readonly<Record<ChartState, string>>;
  readonly frames: Readonly<Record<ChartFrame, string>>;
  readonly notes: Readonly<Record<ChartNote, string>>;
  /** For an arrow that was sent from here and is not known to have arrived. */
  readonly unseen: string;
  /** For a state of the other side, as known at this end. */
  readonly told: string;
  /** Shown while there is nothing to draw. */
  readonly empty: string;
}
