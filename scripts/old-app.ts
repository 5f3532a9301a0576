// An app as it was written for RTM 1.x, with the TypeScript of its time: compiled by `scripts/check-old-types.mjs` with 4.7 and
// `moduleResolution: node` against what is published, and by the project's own against the sources.
import type { createInvitationClient, InvitationClient } from "peer-invite";
import type { Call, startCall } from "peer-invite/call";
import type { createHistory } from "peer-invite/history";
import AgoraRTM, {
  ArRTM,
  type LocalInvitation,
  type RtmClient,
  RtmErrorCode,
  type RtmEvents,
  RtmStatusCode,
} from "peer-invite/rtm";
import type { createFakeClock, createMemoryNetwork } from "peer-invite/testing";

type IsAny<T> = 0 extends 1 & T ? true : false;
/** `any` is what TypeScript makes of a file that it cannot find or read, without a word. */
export const isAny:
  | IsAny<InvitationClient>
  | IsAny<ReturnType<typeof createInvitationClient>>
  | IsAny<Call["state"]>
  | IsAny<ReturnType<typeof startCall>>
  | IsAny<ReturnType<typeof createHistory>>
  | IsAny<ReturnType<typeof createMemoryNetwork>>
  | IsAny<ReturnType<typeof createFakeClock>>
  | IsAny<LocalInvitation["state"]>
  | IsAny<RtmStatusCode.ConnectionState>
  | IsAny<RtmEvents.RtmClientEvents["PeersOnlineStatusChanged"]> = false;

const client: RtmClient = AgoraRTM.createInstance("app", { logFilter: AgoraRTM.LOG_FILTER_OFF });
client.on("ConnectionStateChanged", (state, reason) => console.log(`${state} ${reason}`));
client
  .login({ uid: "ada", token: "" })
  .catch(({ code }) => code === RtmErrorCode.LoginError.LOGIN_ERR_TIMEOUT);

const invitation = ArRTM.createInstance("app").createLocalInvitation("bob");
invitation.on(
  "LocalInvitationFailure",
  (reason: RtmStatusCode.LocalInvitationFailureReason) => reason.length,
);
export const isEnded: boolean = invitation.state === RtmStatusCode.LocalInvitationState.FAILURE;
export const alreadySent: 5 = RtmErrorCode.InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_SENT;
// @ts-expect-error no such event
invitation.on("LocalInvitationCancelled", () => {});
// @ts-expect-error no such state
export const state: "CANCELLED" = invitation.state;
