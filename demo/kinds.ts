// What kinds of call the demo makes, and how an invitation tells: its channelId is the kind's name. Its content stays what a
// person wrote, so that apps which know nothing of kinds show the same words.

/** Every kind, and what each side sends of itself when it begins. */
export const KINDS = {
  video: { audio: true, video: true },
  audio: { audio: true, video: false },
  chat: { audio: false, video: false },
} as const satisfies Record<string, { audio: boolean; video: boolean }>;

/** See {@link KINDS}. */
export type Kind = keyof typeof KINDS;

/** The kind's names, in the order in which they are offered. */
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** The kind that an invitation asks for; undefined for one of another app, which gets an answer, but no call. */
export function kindOf(channelId: string | undefined): Kind | undefined {
  return KIND_NAMES.find((name) => name === channelId);
}
