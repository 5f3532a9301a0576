// The exports of `peer-invite/bindings`: what the bindings of every framework are made of.
export { type CallPlan, type CallView, callOf, NO_CALL } from "./calls.ts";
export { clientInUse, clientProblem, DEFAULT_KEY, sharedClient } from "./clients.ts";
export { type DeviceList, type DeviceSource, type DeviceWatch, NO_DEVICES, watchDevices } from "./devices.ts";
export { type HistoryPlan, type HistoryView, historyOf, NO_HISTORY } from "./histories.ts";
export {
  type CurrentInvitation,
  currentInvitation,
  NO_INVITATION,
  ringingInvitations,
} from "./invitations.ts";
export { type BindingsPage, createPage } from "./page.ts";
export type {
  ClientBase,
  ClientPlan,
  ClientProblem,
  Created,
  SharedClient,
  SharedClientSnapshot,
  SharedClientState,
} from "./shared-client.ts";
export type { Source } from "./source.ts";
export { LINGER_MS } from "./users.ts";
