// The exports of `peer-invite/vue`: composables for Vue 3.
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
export { type GivenClient, type PeerInviteOptions, usePeerInvite, useProblem } from "./use-peer-invite.ts";
export { type Shown, useSnapshot } from "./use-snapshot.ts";
