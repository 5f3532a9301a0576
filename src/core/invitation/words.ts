// What a caller says of its call, besides how long it rings: shown at the callee, and kept by all that is made of the call.

/** The words of an invitation. */
export interface Words {
  /** The caller's own words: at most 8192 UTF-8 bytes; empty if there are none. */
  readonly content: string;
  /** What kind of call the caller asks for, as a word of the app's: `video`, `audio` and `data` by convention. At most 64 UTF-8 bytes. */
  readonly kind: string | undefined;
  /** The name that the caller gives itself: at most 64 UTF-8 bytes. To be shown and never trusted: anybody may give any. */
  readonly name: string | undefined;
  /** The app's own name of a room: at most 64 UTF-8 bytes. */
  readonly channelId: string | undefined;
}

/** The words among the parts of something. */
export function wordsOf({ content = "", kind, name, channelId }: Partial<Words>): Words {
  return { content, kind, name, channelId };
}
