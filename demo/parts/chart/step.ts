// One row of the sequence chart: what may stand in it.
import type { LocalFailure, LocalState, RemoteFailure, RemoteState } from "peer-invite";

/** The two lifelines. */
export type Lane = "caller" | "callee";

/** What a lifeline can be in. `unknown`: the link is gone, so nothing is known of the other side. */
export type ChartState = LocalState["kind"] | RemoteState["kind"] | "unknown";

/** The frames that snapshots tell of. */
export type ChartFrame = "invite" | "received" | "accept" | "confirm" | "refuse" | "cancel" | "gone";

/** What is said beside an arrow, or at a lifeline where nothing is sent. */
export type ChartNote =
  | "created"
  | "discarded"
  | "reaching-broker"
  | "reaching-peer"
  | "peer-absent"
  | "link-lost"
  | "link-back"
  | "held"
  | "ignored"
  | "busy"
  | "superseded"
  | "closed"
  | LocalFailure
  | RemoteFailure;

/** A frame, and how this end knows of it: it came in here, or it was sent from here and may be on its way for ever. */
interface ChartArrow {
  readonly frame: ChartFrame;
  readonly known: "heard" | "sent";
  /** Of one that was sent: that it arrived is known by something else than an answer. */
  readonly hasArrived?: boolean;
}

/** One row of the chart: all of it that concerns the invitation itself. */
export interface ChartStep {
  readonly arrow?: ChartArrow;
  readonly note?: ChartNote;
  /** The states that begin with it. */
  readonly states?: { readonly [lane in Lane]?: ChartState };
  /** What somebody said with it: content, response or parting words. */
  readonly quote?: string;
}
