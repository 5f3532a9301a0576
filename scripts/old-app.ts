// A typical app for RTM 1.x. `scripts/check-old-types.mjs` compiles it with TypeScript 4.7 and `moduleResolution: node` against the
// published package, and the project's own TypeScript compiles it against the sources.
import type { createInvitationClient, InvitationClient } from "peer-invite";
import type { CallView, watchDevices } from "peer-invite/bindings";
import type { Call, startCall } from "peer-invite/call";
import type { createHistory } from "peer-invite/history";
import type { useSnapshot } from "peer-invite/react";
import AgoraRTM, {
  ArRTM,
  type LocalInvitation,
  type RtmClient,
  RtmErrorCode,
  type RtmEvents,
  RtmStatusCode,
} from "peer-invite/rtm";
import type { useIncoming } from "peer-invite/svelte";
import type { createFakeClock, createMemoryNetwork } from "peer-invite/testing";
import type { CallStageElement } from "peer-invite/ui";
import type { createRingTone, UiWords } from "peer-invite/ui/functions";

type IsAny<T> = 0 extends 1 & T ? true : false;
/** TypeScript silently uses `any` for a file that it cannot find or read. */
export const isAny:
  | IsAny<InvitationClient>
  | IsAny<ReturnType<typeof createInvitationClient>>
  | IsAny<Call["state"]>
  | IsAny<ReturnType<typeof startCall>>
  | IsAny<ReturnType<typeof createHistory>>
  | IsAny<ReturnType<typeof createMemoryNetwork>>
  | IsAny<ReturnType<typeof createFakeClock>>
  | IsAny<CallView>
  | IsAny<ReturnType<typeof watchDevices>>
  | IsAny<typeof useSnapshot>
  | IsAny<ReturnType<typeof useIncoming>>
  | IsAny<CallStageElement["call"]>
  | IsAny<ReturnType<typeof createRingTone>["snapshot"]>
  | IsAny<UiWords["calls"]["accept"]>
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
