// The words of an invitation: what its caller says besides how long it rings. The callee shows them, and missed calls,
// lists and stored invitations keep them.

/** The words of an invitation. */
export interface Words {
  /** The caller's text: at most 8192 UTF-8 bytes; empty if there is none. */
  readonly content: string;
  /**
   * The kind of call that the caller asks for, in the app's own word: `video`, `audio` and `data` by convention. At
   * most 64 UTF-8 bytes.
   */
  readonly kind: string | undefined;
  /** The caller's display name: at most 64 UTF-8 bytes. Show it, but never trust it: any caller may give any name. */
  readonly name: string | undefined;
  /** The app's own name for a room: at most 64 UTF-8 bytes. */
  readonly channelId: string | undefined;
}

/** What a caller may change while an invitation is open. What is left out stays as it is. */
export interface InvitationChanges {
  /** At most 8192 UTF-8 bytes. */
  readonly content?: string | undefined;
  /** At most 64 UTF-8 bytes. */
  readonly kind?: string | undefined;
  /** The time from now until the answer, 5 000 to 600 000 ms. */
  readonly ttlMs?: number | undefined;
}

/** Picks the words from an object. */
export function wordsOf({ content = "", kind, name, channelId }: Partial<Words>): Words {
  return { content, kind, name, channelId };
}
