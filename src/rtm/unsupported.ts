// The parts of RTM that peer-invite does not support, by name. They exist so that an app loads, and fail when they are
// used.
import type {
  AttributesMap,
  ChannelAttributeOptions,
  ChannelAttributes,
  ChannelMemberCountResult,
} from "./attributes.ts";
import { RtmEmitter } from "./emitter.ts";
import type { RtmChannelEvents, RtmClientEvents } from "./events.ts";
import type {
  FileParameters,
  ImageParameters,
  MediaTransferHandler,
  RtmFileMessage,
  RtmImageMessage,
} from "./media.ts";
import type { RtmMessage, SendMessageOptions } from "./message.ts";
import { refuse } from "./refuse.ts";
import { type Words, words } from "./words.ts";

/** The methods of an RTM client for attributes, channels and files. Here each rejects with an RtmUnsupportedError. */
export interface UnsupportedClientMethods {
  addOrUpdateChannelAttributes(
    channelId: string,
    attributes: AttributesMap,
    options?: ChannelAttributeOptions,
  ): Promise<void>;
  addOrUpdateLocalUserAttributes(attributes: AttributesMap): Promise<void>;
  clearChannelAttributes(channelId: string, options?: ChannelAttributeOptions): Promise<void>;
  clearLocalUserAttributes(): Promise<void>;
  createMediaMessageByUploading(
    payload: Blob,
    parameters?: FileParameters,
    handler?: MediaTransferHandler,
  ): Promise<RtmFileMessage>;
  createMediaMessageByUploading(
    payload: Blob,
    parameters?: ImageParameters,
    handler?: MediaTransferHandler,
  ): Promise<RtmImageMessage>;
  deleteChannelAttributesByKeys(
    channelId: string,
    attributeKeys: string[],
    options?: ChannelAttributeOptions,
  ): Promise<void>;
  deleteLocalUserAttributesByKeys(attributeKeys: string[]): Promise<void>;
  downloadMedia(mediaId: string, handler?: MediaTransferHandler): Promise<Blob>;
  getChannelAttributes(channelId: string): Promise<ChannelAttributes>;
  getChannelAttributesByKeys(channelId: string, keys: string[]): Promise<ChannelAttributes>;
  getChannelMemberCount(channelIds: string[]): Promise<ChannelMemberCountResult>;
  getUserAttributes(userId: string): Promise<AttributesMap>;
  getUserAttributesByKeys(userId: string, attributeKeys: string[]): Promise<AttributesMap>;
  setChannelAttributes(
    channelId: string,
    attributes: AttributesMap,
    options?: ChannelAttributeOptions,
  ): Promise<void>;
  setLocalUserAttributes(attributes: AttributesMap): Promise<void>;
}

/** The methods of an RTM channel. Here each rejects with an RtmUnsupportedError. */
export interface UnsupportedChannelMethods {
  getAttributes(): Promise<ChannelAttributes>;
  getMembers(): Promise<string[]>;
  join(): Promise<void>;
  leave(): Promise<void>;
  sendMessage(message: RtmMessage, options?: SendMessageOptions): Promise<void>;
}

const CLIENT_METHODS: Words<keyof UnsupportedClientMethods> = words(
  "addOrUpdateChannelAttributes",
  "addOrUpdateLocalUserAttributes",
  "clearChannelAttributes",
  "clearLocalUserAttributes",
  "createMediaMessageByUploading",
  "deleteChannelAttributesByKeys",
  "deleteLocalUserAttributesByKeys",
  "downloadMedia",
  "getChannelAttributes",
  "getChannelAttributesByKeys",
  "getChannelMemberCount",
  "getUserAttributes",
  "getUserAttributesByKeys",
  "setChannelAttributes",
  "setLocalUserAttributes",
);

const CHANNEL_METHODS: Words<keyof UnsupportedChannelMethods> = words(
  "getAttributes",
  "getMembers",
  "join",
  "leave",
  "sendMessage",
);

const ADVICE =
  "It needs a server. Leave the call out, or catch this error: calls and messages between two users work without it.";

/** Makes a class with events, and with a method that rejects for each of `methods`. */
function emitterWith(owner: string, methods: Words<string>): new () => never {
  class Base extends RtmEmitter<object> {}
  for (const name of Object.keys(methods)) {
    const value = (): Promise<never> => refuse(`${owner}.${name}()`, ADVICE);
    Object.defineProperty(Base.prototype, name, { value, writable: true, configurable: true });
  }
  return Base as unknown as new () => never;
}

/** The base of a client: events, and the methods for channels, attributes and files, which reject. */
export const ClientBase: new () => RtmEmitter<RtmClientEvents> & UnsupportedClientMethods = emitterWith(
  "client",
  CLIENT_METHODS,
);

const ChannelBase: new () => RtmEmitter<RtmChannelEvents> & UnsupportedChannelMethods = emitterWith(
  "channel",
  CHANNEL_METHODS,
);

/** A channel in name only. An app can make one and listen to it; everything else rejects. */
export class RtmChannel extends ChannelBase {
  /** The channel's name. */
  readonly channelId: string;

  /** @internal */
  constructor(channelId: string) {
    super();
    this.channelId = channelId;
  }
}
