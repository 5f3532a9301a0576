// The kinds of call that the demo makes. An invitation's channelId is the name of its kind. Its content is what the person
// wrote and nothing else, so that an app that does not know about kinds shows the same words.

/** Every kind, and what each side sends of itself when it begins. */
export const KINDS = {
  video: { audio: true, video: true },
  audio: { audio: true, video: false },
  chat: { audio: false, video: false },
} as const satisfies Record<string, { audio: boolean; video: boolean }>;

/** See {@link KINDS}. */
export type Kind = keyof typeof KINDS;

/** The names of the kinds, in the order in which the page offers them. */
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** The kind that an invitation asks for; undefined for that of another app, which can be answered but leads to no call. */
export function kindOf(channelId: string | undefined): Kind | undefined {
  return KIND_NAMES.find((name) => name === channelId);
}
