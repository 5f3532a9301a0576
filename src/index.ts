// The exports of `peer-invite`: the client, the objects and types that an app uses, and the tables that a UI may show.

export { type Clock, createSystemClock } from "./base/clock.ts";
export type { Emitter, EventMap, Listener } from "./base/emitter.ts";
export type { Observable } from "./base/observable.ts";
export { ERROR_CODES, type ErrorCode, type ErrorDetails, InvitationError } from "./base/pure/errors.ts";
export type {
  InvitationEvents,
  InvitationMembers,
  InvitationSnapshot,
  LocalInvitationEvents,
  LocalInvitationSnapshot,
  Progress,
  RemoteInvitationEvents,
  RemoteInvitationSnapshot,
  ReplacedInvitation,
} from "./client/api.ts";
export type { InvitationClient } from "./client/client.ts";
export type { InvitationClientEvents, InvitationClientSnapshot } from "./client/client-events.ts";
export type { CloseOptions, InvitationClientOptions } from "./client/client-options.ts";
export { createInvitationClient } from "./client/create-client.ts";
export type { ExpectOptions } from "./client/expectations.ts";
export type { Invitation } from "./client/kinds.ts";
export type { Line, LineEvents, LineSnapshot } from "./client/line.ts";
export type { LocalInvitation, LocalInvitationOptions } from "./client/local-invitation.ts";
export type { Presence } from "./client/looks.ts";
export type { MissedInvitation } from "./client/missed.ts";
export type { Policy, PolicyOptions } from "./client/policy.ts";
export type { RemoteInvitation } from "./client/remote-invitation.ts";
export type { OnGlare } from "./client/roster.ts";
export { createSessionStorage, type InvitationStorage } from "./client/storage.ts";
export { COUNTERS, type Stats } from "./core/book/stats.ts";
export type { Group, GroupMode, OwnGroup } from "./core/invitation/group.ts";
export type { LocalOutcome, LocalState } from "./core/invitation/local-invitation.ts";
export { MISSED, type MissedReason } from "./core/invitation/missed.ts";
export type { WhenBusy } from "./core/invitation/policy.ts";
export type { RemoteOutcome, RemoteState } from "./core/invitation/remote-record.ts";
export type { InvitationChanges, Words } from "./core/invitation/words.ts";
export type { LineState } from "./core/line/line.ts";
export type { PeerId } from "./core/wire/ids.ts";
export { DEFAULT_LIMITS, type LimitName, type LimitOptions, type Limits } from "./core/wire/limits.ts";
export {
  type CancelReason,
  LINE_ENDS,
  type LineEnd,
  LOCAL_FAILURES,
  type LocalFailure,
  REMOTE_FAILURES,
  type RefuseReason,
  type RemoteFailure,
} from "./core/wire/reasons.ts";
export { CONNECTION_LABEL, createPeerJsTransport, type PeerJsTransportOptions } from "./peerjs/peerjs.ts";
export type {
  Channel,
  ChannelEvents,
  ConnectionBounds,
  Standing,
  Transport,
  TransportEvents,
  TransportState,
  TurnedAway,
} from "./transport/transport.ts";
