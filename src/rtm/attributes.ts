// RTM's types for the attributes of users and channels, which this package does not support.

/** Attributes by name. */
export interface AttributesMap {
  [key: string]: string;
}

/** One attribute of a channel. */
export interface ChannelAttributeProperties {
  value: string;
  lastUpdateUserId: string;
  /** When it was last updated, in ms since 1970. */
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

/** The number of members of each requested channel. */
export interface ChannelMemberCountResult {
  [channelId: string]: number;
}
