// The exports of `peer-invite/svelte`: stores for Svelte 4 and 5.
export type {
  CallPlan,
  CallView,
  ClientProblem,
  CurrentInvitation,
  DeviceList,
  HistoryPlan,
  HistoryView,
} from "../bindings/index.ts";
export { useCall } from "./call.ts";
export { useDevices } from "./devices.ts";
export { useHistory } from "./history.ts";
export { useIncoming, useInvitation } from "./invitations.ts";
export { type GivenClient, type PeerInviteOptions, usePeerInvite, useProblem } from "./peer-invite.ts";
export { playStream } from "./play-stream.ts";
export { type MaybeStore, type Readable, useSnapshot } from "./store.ts";
