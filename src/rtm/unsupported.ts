// What RTM has and peer-invite has not, by name: present, so that an app loads, and failing where it is used.
import { RtmEmitter } from "./emitter.ts";
import { RtmUnsupportedError } from "./errors.ts";
import type { RtmChannelEvents, RtmClientEvents } from "./events.ts";

const CLIENT_METHODS = [
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
] as const;

const CHANNEL_METHODS = ["getAttributes", "getMembers", "join", "leave", "sendMessage"] as const;

/** Methods that all reject with an RtmUnsupportedError, whatever they are given. */
export type Unsupported<Name extends string> = {
  readonly [N in Name]: (...args: unknown[]) => Promise<never>;
};

/** A class with events, and a method for each of `names` that rejects. */
function emitterWith(owner: string, names: readonly string[]): new () => never {
  class Base extends RtmEmitter<object> {}
  for (const name of names) {
    const value = async (): Promise<never> => {
      throw new RtmUnsupportedError(`${owner}.${name}()`);
    };
    Object.defineProperty(Base.prototype, name, { value, writable: true, configurable: true });
  }
  return Base as new () => never;
}

/** What a client is built on: events, and the methods for channels, attributes and files, which reject. */
export const ClientBase: new () => RtmEmitter<RtmClientEvents> &
  Unsupported<(typeof CLIENT_METHODS)[number]> = emitterWith("client", CLIENT_METHODS);

const ChannelBase: new () => RtmEmitter<RtmChannelEvents> & Unsupported<(typeof CHANNEL_METHODS)[number]> =
  emitterWith("channel", CHANNEL_METHODS);

/** A channel by its name only: an app can make one and listen to it, and everything else rejects. */
export class RtmChannel extends ChannelBase {
  /** Its name. */
  readonly channelId: string;

  /** @internal */
  constructor(channelId: string) {
    super();
    this.channelId = channelId;
  }
}
