// anyRTC's module object, with everything an app finds on `ArRTM`.
import { RtmClient } from "./client.ts";
import type { RtmConfig } from "./config.ts";
import { ANYRTC } from "./manners.ts";
import { checkAppId } from "./uid.ts";

export * from "./sdk.ts";

/**
 * Makes a client for the app `appId`, not logged in. Like anyRTC's, it ignores `cancel()`, `accept()` and `refuse()`
 * after the end, and `logout()` without a login.
 * @param appId - as for `AgoraRTM.createInstance`
 * @throws RtmInvalidArgumentError code 1
 */
export function createInstance(appId: string, config?: RtmConfig | null): RtmClient {
  return new RtmClient(checkAppId(appId), config ?? {}, ANYRTC);
}
