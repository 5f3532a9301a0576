// The public part of each element: its properties, and the objects that it takes. They are interfaces of their own, so that the
// published types need no lit.
import type { InvitationSnapshot, Observable } from "../../index.ts";
import type { ChartRecord } from "../chart/records.ts";
import type { OwnWords } from "../words/index.ts";

/** What all elements have in common. */
export interface UiElementMembers extends HTMLElement {
  /** Words that take the place of the package's. Default none. */
  words: OwnWords | undefined;
}

/** An invitation of either kind. */
export type ChartedInvitation = Observable<InvitationSnapshot>;

/** `<sequence-chart>`: the frames of an invitation between its two sides, from top to bottom, as they are sent. */
export interface SequenceChartElement extends UiElementMembers {
  /** The invitation to draw, from now on. Sets `records`. Default none. */
  invitation: ChartedInvitation | undefined;
  /** The records of one invitation, for an app that keeps them itself (`recordChange`). Default none. */
  records: readonly ChartRecord[];
  /** The name of the peer here. Also an attribute. Default empty. */
  self: string;
}
