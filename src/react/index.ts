// The exports of `peer-invite/react`: hooks for React 18 and 19.
export type {
  CallPlan,
  CallView,
  ClientProblem,
  CurrentInvitation,
  DeviceList,
  HistoryPlan,
  HistoryView,
} from "../bindings/index.ts";
export { useCall } from "./use-call.ts";
export { useDevices } from "./use-devices.ts";
export { useHistory } from "./use-history.ts";
export { useIncoming, useInvitation } from "./use-invitations.ts";
export { type PeerInviteOptions, usePeerInvite, useProblem } from "./use-peer-invite.ts";
export { useSnapshot } from "./use-snapshot.ts";
export { useStreamRef } from "./use-stream-ref.ts";
