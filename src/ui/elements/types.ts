// The public part of each element: its properties, and the objects that it takes. They are interfaces of their own, so that the
// published types need no lit.
import type { Call } from "../../call/index.ts";
import type { InvitationSnapshot, Observable } from "../../index.ts";
import type { ChartRecord } from "../chart/records.ts";
import type { DeviceKind } from "../functions/devices.ts";
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

/** The part of a `Call` that the elements use. */
export type StageCall = Pick<
  Call,
  | "snapshot"
  | "subscribe"
  | "addStream"
  | "removeStream"
  | "replaceTrack"
  | "setMuted"
  | "setCameraOff"
  | "resume"
  | "hangUp"
>;

/**
 * `<device-picker>`: lists of cameras, microphones and speakers, as they are plugged in and unplugged. Fires `choose` with a
 * {@link DeviceChoice}.
 */
export interface DevicePickerElement extends UiElementMembers {
  /** Which lists are shown, separated by spaces. Also an attribute. Default `camera microphone speaker`. */
  kinds: string;
  /** The id of the chosen camera. Empty for the browser's choice, which is the default. Also an attribute. */
  camera: string;
  /** The id of the chosen microphone. */
  microphone: string;
  /** The id of the chosen speaker. */
  speaker: string;
  /** The microphone whose level is shown. Default: the one that `call` sends. */
  track: MediaStreamTrack | undefined;
  /** The call that sends the chosen devices from now on. Default none: the app does what `choose` says. */
  call: StageCall | undefined;
}

/** The detail of `choose`. `preventDefault` keeps the picker from changing what its call sends. */
export interface DeviceChoice {
  readonly kind: DeviceKind;
  /** Empty for the browser's choice. */
  readonly id: string;
}
