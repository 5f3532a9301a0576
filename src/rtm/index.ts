// The exports of `peer-invite/rtm`: the names of both RTM 1.x SDKs for the web, where peer-invite supports them.
import * as ArRTM from "./ar-sdk.ts";
import * as RTM from "./sdk.ts";

export type {
  AttributesMap,
  ChannelAttributeOptions,
  ChannelAttributeProperties,
  ChannelAttributes,
  ChannelMemberCountResult,
} from "./attributes.ts";
export { type RtmCallEventHandler, RtmCallManager } from "./call-manager.ts";
export { type LoginOptions, RtmClient } from "./client.ts";
export type { RtmConfig, RtmConfig as RtmParameters } from "./config.ts";
export { RtmEmitter } from "./emitter.ts";
export * as RtmErrorCode from "./error-code.ts";
export { RtmError, RtmInvalidArgumentError, RtmInvalidStatusError, RtmUnsupportedError } from "./errors.ts";
export type * as RtmEvents from "./events.ts";
export { LocalInvitation } from "./local-invitation.ts";
export type {
  FileParameters,
  ImageParameters,
  MediaOperationProgress,
  MediaTransferHandler,
  RtmFileMessage,
  RtmImageMessage,
} from "./media.ts";
export type {
  PeerMessageSendResult,
  PeersOnlineStatusMap,
  PeersOnlineStatusResult,
  ReceivedFileMessage,
  ReceivedImageMessage,
  ReceivedMessage,
  ReceivedMessageProperties,
  ReceivedRawMessage,
  RtmMessage,
  RtmRawMessage,
  RtmTextMessage,
  SendMessageOptions,
} from "./message.ts";
export type { Network, Registration } from "./network.ts";
export type { Broker } from "./peerjs.ts";
export { RemoteInvitation } from "./remote-invitation.ts";
export * from "./sdk.ts";
export * as RtmStatusCode from "./status-code.ts";
export { type Addresses, createAddresses } from "./uid.ts";
export {
  RtmChannel,
  type UnsupportedChannelMethods,
  type UnsupportedClientMethods,
} from "./unsupported.ts";
export { ArRTM, RTM, RTM as AgoraRTM, RTM as default };
