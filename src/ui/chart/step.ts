// What a row of the sequence chart may contain.
import type { LocalFailure, LocalState, RemoteFailure, RemoteState } from "../../index.ts";

/** The two lifelines. */
export type Lane = "caller" | "callee";

/** The states of a lifeline. `unknown`: the link is gone, so nothing is known of the other side. */
export type ChartState = LocalState["kind"] | RemoteState["kind"] | "unknown";

/** The frames that can be derived from the snapshots. */
export type ChartFrame = "invite" | "received" | "accept" | "confirm" | "refuse" | "cancel" | "gone";

/** A note beside an arrow, or at a lifeline where nothing is sent. */
export type ChartNote =
  | "created"
  | "discarded"
  | "reaching-broker"
  | "reaching-peer"
  | "peer-absent"
  | "link-lost"
  | "link-back"
  | "deferred"
  | "ignored"
  | "busy"
  | "superseded"
  | "closed"
  | LocalFailure
  | RemoteFailure;

/** A frame, and how this end knows of it: it came in here, or it was sent from here and may never arrive. */
export interface ChartArrow {
  readonly frame: ChartFrame;
  readonly known: "heard" | "sent";
  /** Whether a frame that was sent is known to have arrived, other than by an answer. */
  readonly hasArrived?: boolean;
}

/** One row of the chart, without its invitation and its time. */
export interface ChartStep {
  readonly arrow?: ChartArrow;
  readonly note?: ChartNote;
  /** The states that begin with it. */
  readonly states?: { readonly [lane in Lane]?: ChartState };
  /** The text that came with it: content, response or parting words. */
  readonly quote?: string;
}
