// RTM's module object, with everything an app finds on `AgoraRTM`. `ArRTM` is the same with its own `createInstance`.
import { RtmClient } from "./client.ts";
import type { RtmConfig } from "./config.ts";
import { type LogFilterType, logFilter } from "./log-filter.ts";
import { AGORA } from "./manners.ts";
import { checkAppId } from "./uid.ts";

export { setBroker } from "./broker.ts";
export { getParameter, setParameter } from "./parameters.ts";
export {
  AreaCode,
  ConnectionChangeReason,
  ConnectionState,
  LocalInvitationFailureReason,
  LocalInvitationState,
  MessageType,
  PeerOnlineState,
  PeerSubscriptionOption,
  RemoteInvitationFailureReason,
  RemoteInvitationState,
} from "./status-code.ts";

/** The software behind this API. */
export const VERSION = "peer-invite 0.1.0";
/** RTM's name for a build. */
export const BUILD = "peer-invite/rtm";
/** RTM's log levels. Nothing is logged here. */
export const LOG_FILTER_OFF: LogFilterType = logFilter();
/** See {@link LOG_FILTER_OFF}. */
export const LOG_FILTER_ERROR: LogFilterType = logFilter("error");
/** See {@link LOG_FILTER_OFF}. */
export const LOG_FILTER_WARNING: LogFilterType = logFilter("error", "warn");
/** See {@link LOG_FILTER_OFF}. */
export const LOG_FILTER_INFO: LogFilterType = logFilter("error", "warn", "info");
/** See {@link LOG_FILTER_OFF}. */
export const LOG_FILTER_DEBUG: LogFilterType = logFilter("error", "warn", "info", "track", "debug");
/** The prefix of the content of a call to an app of RTM's predecessor. */
export const END_CALL_PREFIX = "AgoraRTMLegacyEndcallCompatibleMessagePrefix";
/** Accepts RTM's choice of regions. It has no effect here. */
export function setArea(_areas: object): void {}

/**
 * Makes a client for the app `appId`, not logged in.
 * @param appId - RTM's: 1 to 32 of the characters that a uid may have. At PeerJS's public broker it separates the app's
 * users from others
 * @throws RtmInvalidArgumentError code 1
 */
export function createInstance(appId: string, config?: RtmConfig | null, _areas?: unknown): RtmClient {
  return new RtmClient(checkAppId(appId), config ?? {}, AGORA);
}
