// RTM's module object: what an app finds on `AgoraRTM` or `ArRTM`.
import { RtmClient } from "./client.ts";
import type { RtmConfig } from "./config.ts";
import { CreateInstanceError } from "./error-code.ts";
import { RtmInvalidArgumentError } from "./errors.ts";
import { uidProblem } from "./uid.ts";
import { words } from "./words.ts";

export { setBroker } from "./broker.ts";
export {
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

/** What stands behind this API. */
export const VERSION = "peer-invite 0.1.0";
/** RTM's name of a build. */
export const BUILD = "peer-invite/rtm";
/** RTM's levels of logging. Nothing is logged. */
export const LOG_FILTER_OFF = 4;
/** See {@link LOG_FILTER_OFF}. */
export const LOG_FILTER_ERROR = 3;
/** See {@link LOG_FILTER_OFF}. */
export const LOG_FILTER_WARNING = 2;
/** See {@link LOG_FILTER_OFF}. */
export const LOG_FILTER_INFO = 1;
/** What the content of a call to an app of RTM's predecessor begins with. */
export const END_CALL_PREFIX = "AgoraRTMLegacyEndcallCompatibleMessagePrefix";
/** RTM's regions. There are none here. */
export const AreaCode = words("GLOBAL", "CHINA", "NORTH_AMERICA", "EUROPE", "ASIA", "JAPAN", "INDIA");
/** See the table of the same name. */
export type AreaCode = keyof typeof AreaCode;

/** Takes RTM's choice of regions. It means nothing here. */
export function setArea(_areas: object): void {}

/**
 * A client for the app `appId`, not logged in.
 * @param appId - RTM's; any text of RTM's characters. At PeerJS's public broker it keeps the app's users apart from others
 * @throws RtmInvalidArgumentError code 1
 */
export function createInstance(appId: string, config?: RtmConfig | null, _areas?: unknown): RtmClient {
  const problem = uidProblem(appId);
  if (problem === undefined) return new RtmClient(appId, config ?? {});
  throw new RtmInvalidArgumentError(
    CreateInstanceError.CREATE_INSTANCE_ERR_INVALID_ARGUMENT,
    `The appId ${problem}.`,
  );
}
