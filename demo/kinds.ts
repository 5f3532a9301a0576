// The kinds of call that the demo makes, and what each side sends in them.

/** Every kind, and what each side sends when it begins. */
export const KINDS = {
  video: { audio: true, video: true },
  audio: { audio: true, video: false },
  chat: { audio: false, video: false },
} as const satisfies Record<string, { audio: boolean; video: boolean }>;

/** See {@link KINDS}. */
export type Kind = keyof typeof KINDS;

/** The names of the kinds, in the order in which the page offers them. */
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** The kind for an invitation's `kind`; undefined for a kind of another app, which can be answered but leads to no call. */
export function kindOf(word: string | undefined): Kind | undefined {
  return KIND_NAMES.find((name) => name === word);
}
