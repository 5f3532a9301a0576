// The globals that Agora's and anyRTC's scripts set, for pages without modules. `npm run build` makes one classic
// script of this file, dist/rtm.global.js, which contains PeerJS and everything else.
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

// A bundler that replaces the package by the global finds the package's other exports on it.
Object.assign(globalThis, { AgoraRTM: { ...AgoraRTM, ...parts }, ArRTM: { ...ArRTM, ...parts }, ...parts });
