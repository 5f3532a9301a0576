// The public part of each element: its properties, and the objects that it takes. They are interfaces of their own, so that the
// published types need no lit.
import type { Call } from "../../call/index.ts";
import type {
  InvitationSnapshot,
  LocalInvitation,
  LocalInvitationSnapshot,
  Observable,
  RemoteInvitation,
  RemoteInvitationSnapshot,
} from "../../index.ts";
import type { ChartRecord } from "../chart/records.ts";
import type { DeviceKind } from "../functions/devices.ts";
import type { Standing } from "../functions/standing.ts";
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
  | "hold"
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

/** The detail of `choose`. `preventDefault` keeps the picker, and the stage that it is in, from changing anything. */
export interface DeviceChoice {
  readonly kind: DeviceKind;
  /** Empty for the browser's choice. */
  readonly id: string;
}

/** `<peer-avatar>`: the initials of a peer, in a color of their own. Its size is `--avatar-size`, by default 52px. */
export interface PeerAvatarElement extends HTMLElement {
  /** The peer's name. Also an attribute. */
  peer: string;
  /** When the time to answer runs out, in ms since 1970. A ring around the initials shows it. Default none. */
  untilMs: number | undefined;
  /** The whole time to answer, in ms. */
  totalMs: number;
  /** Whether it pulses. Also an attribute. Default false. */
  ringing: boolean;
}

/** `<call-picture>`: a moving picture. */
export interface CallPictureElement extends HTMLElement {
  stream: MediaStream | undefined;
  /** What it shows, for people who cannot see it. Also an attribute. */
  label: string;
  /** The id of the speaker that plays its sound. Empty for the browser's choice. Also an attribute. */
  speaker: string;
  /** Whether it is shown as in a mirror. Also an attribute. Default false. */
  mirrored: boolean;
  /** Whether its sound is off. Also an attribute. Default false. */
  silent: boolean;
  /** Whether nothing of it is cut off. Also an attribute. Default false. */
  whole: boolean;
}

/** `<call-timer>`: how long a call has lasted, or the time left to answer. */
export interface CallTimerElement extends HTMLElement {
  /** When the call began, in ms since 1970. */
  sinceMs: number | undefined;
  /** When the time runs out, in ms since 1970. Goes before `sinceMs`. */
  untilMs: number | undefined;
  /** What is timed, for people who cannot see it. Also an attribute. */
  label: string;
}

/** The part of a `RemoteInvitation` that `<incoming-call>` uses. */
export type AnsweredInvitation = Observable<RemoteInvitationSnapshot> &
  Pick<RemoteInvitation, "accept" | "refuse" | "ignore">;

/** The part of a `LocalInvitation` that `<outgoing-call>` uses. */
export type CanceledInvitation = Observable<LocalInvitationSnapshot> & Pick<LocalInvitation, "cancel">;

/** What both cards of an invitation have in common. */
export interface InvitationCardElement extends UiElementMembers {
  /** The peer's name. Empty for its id, which is the default. Also an attribute. */
  name: string;
  /** What to say in place of the state of the invitation, such as how the call after it ended. Default: `standingOf`. */
  standing: Standing | undefined;
}

/**
 * `<incoming-call>`: who calls and what for, the time left, and the buttons that answer. Fires `accept` with an
 * {@link AcceptDetail}, `refuse` with a {@link RefuseDetail}, and `ignore`. Each does the same to the invitation, unless the app
 * calls `preventDefault`.
 */
export interface IncomingCallElement extends InvitationCardElement {
  /** The invitation that rings here. Without it, nothing is shown. */
  invitation: AnsweredInvitation | undefined;
  /** The words that the person types as an answer. Also an attribute. Default empty. */
  answer: string;
  /** Whether it has only buttons: no field for words, and no quick replies. Also an attribute. Default false. */
  wordless: boolean;
  /**
   * Whether it offers to answer a call of the kind `video` without video. Only the app can keep that promise, because it opens the
   * camera: set it once your app looks at `video` in {@link AcceptDetail}. Also an attribute, `without-video`. Default false.
   */
  withoutVideo: boolean;
}

/** The detail of `accept`. */
export interface AcceptDetail {
  /** The person's words, empty if there are none. */
  readonly response: string;
  /** False if the person answers a call of the kind `video` without video: leave the camera off then. Otherwise true. */
  readonly video: boolean;
}

/** The detail of `refuse`. */
export interface RefuseDetail {
  /** The person's words, empty if there are none. */
  readonly response: string;
}

/**
 * `<outgoing-call>`: how far a call has come, and how it ended. Fires `cancel`, and cancels the invitation, unless the app calls
 * `preventDefault`.
 */
export interface OutgoingCallElement extends InvitationCardElement {
  /** The invitation that was sent from here. Without it, nothing is shown. */
  invitation: CanceledInvitation | undefined;
}

/**
 * `<call-stage>`: a call with its pictures, its state, and the buttons of its devices. It fires `microphone`, `camera` and
 * `screen`, each with a {@link SwitchDetail}, `devices`, `full`, `hold`, `resume` and `hangup`, and does what they say, unless the
 * app calls `preventDefault`. It closes the devices that it has opened when the call ends, when `call` is another one or none, and when
 * it leaves the page. What the app has opened stays open.
 */
export interface CallStageElement extends UiElementMembers {
  /** The call. Without it, nothing is shown. */
  call: StageCall | undefined;
  /** The peer's name. Empty for its id, which is the default. Also an attribute. */
  name: string;
  /** The own picture. Default: the camera that the call sends. */
  stream: MediaStream | undefined;
  /** When the call began, in ms since 1970. Default: when the element first saw it connected. */
  sinceMs: number | undefined;
  /** The id of the camera that the stage opens. Empty for the browser's choice, which is the default. Also an attribute. */
  camera: string;
  /** The id of the microphone that the stage opens. */
  microphone: string;
  /** The id of the speaker that plays the call. */
  speaker: string;
  /** Which devices can be chosen, separated by spaces. Also an attribute. Default `camera microphone speaker`. */
  kinds: string;
  /** Whether the options are shown: the choice of devices, and how the pictures are seen. Also an attribute. Default false. */
  choosing: boolean;
  /**
   * Whether it is only a bar in the colors of the page, for a call in which nobody is seen or heard, such as a chat. Also an
   * attribute. Default false.
   */
  bare: boolean;
}

/** The detail of `microphone`, `camera` and `screen`. */
export interface SwitchDetail {
  /** Whether the person turned it on. */
  readonly on: boolean;
}

/** The elements, by the names of their tags. */
export interface UiElements {
  "call-picture": CallPictureElement;
  "call-stage": CallStageElement;
  "call-timer": CallTimerElement;
  "device-picker": DevicePickerElement;
  "incoming-call": IncomingCallElement;
  "outgoing-call": OutgoingCallElement;
  "peer-avatar": PeerAvatarElement;
  "sequence-chart": SequenceChartElement;
}
