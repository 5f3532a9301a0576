// For pages without modules: what Agora's script and anyRTC's leave on the page. `npm run build` makes one classic script of
// it, dist/rtm.global.js, with PeerJS and everything else in it.
import {
  AgoraRTM,
  ArRTM,
  LocalInvitation,
  RemoteInvitation,
  RtmChannel,
  RtmClient,
  RtmErrorCode,
  RtmStatusCode,
} from "./index.ts";

const parts = { LocalInvitation, RemoteInvitation, RtmChannel, RtmClient, RtmErrorCode, RtmStatusCode };

// A bundler that takes the global for the package finds the package's other exports on it.
Object.assign(globalThis, { AgoraRTM: { ...AgoraRTM, ...parts }, ArRTM: { ...ArRTM, ...parts }, ...parts });
