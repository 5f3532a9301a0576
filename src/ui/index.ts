// The exports of `peer-invite/ui`: importing it registers the elements. All functions without a look are here, too.
import "./elements/call-picture.ts";
import "./elements/call-stage.ts";
import "./elements/call-timer.ts";
import "./elements/device-picker.ts";
import "./elements/incoming-call.ts";
import "./elements/outgoing-call.ts";
import "./elements/peer-avatar.ts";
import "./elements/sequence-chart.ts";

import type { UiElements } from "./elements/types.ts";

export type {
  AcceptDetail,
  AnsweredInvitation,
  CallPictureElement,
  CallStageElement,
  CallTimerElement,
  CanceledInvitation,
  ChartedInvitation,
  DeviceChoice,
  DevicePickerElement,
  IncomingCallElement,
  InvitationCardElement,
  OutgoingCallElement,
  PeerAvatarElement,
  RefuseDetail,
  SequenceChartElement,
  StageCall,
  SwitchDetail,
  UiElementMembers,
  UiElements,
} from "./elements/types.ts";
export * from "./functions/index.ts";

declare global {
  // scripts/declarations.mjs writes the same into what is published.
  interface HTMLElementTagNameMap extends UiElements {}
}
