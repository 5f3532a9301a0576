// RTM's types for what is written about users and channels. There is none of it here.

/** Attributes by name. */
export interface AttributesMap {
  [key: string]: string;
}

/** One attribute of a channel. */
export interface ChannelAttributeProperties {
  value: string;
  lastUpdateUserId: string;
  /** In ms since 1970. */
  lastUpdateTs: number;
}

/** A channel's attributes by name. */
export interface ChannelAttributes {
  [key: string]: ChannelAttributeProperties;
}

/** Options of the calls that write a channel's attributes. */
export interface ChannelAttributeOptions {
  enableNotificationToChannelMembers?: boolean | undefined;
}

/** How many members each channel has that was asked for. */
export interface ChannelMemberCountResult {
  [channelId: string]: number;
}
