// The letters on the message channels: four kinds of JSON text.

/**
 * `message`: text for the user, with the sender's number `n`. `got`: number `n` has arrived. `ping` asks for a `pong`.
 */
export type Letter =
  | { readonly t: "message"; readonly n: number; readonly text: string; readonly description?: string }
  | { readonly t: "got"; readonly n: number }
  | { readonly t: "ping" | "pong" };

/** The most that text and description may take together, in UTF-8 bytes: RTM's limit. */
export const MESSAGE_MAX_BYTES = 32_768;
/** The longest letter. One byte of a message can take six characters of JSON. */
const LETTER_MAX_LENGTH = 6 * MESSAGE_MAX_BYTES + 256;

const encoder = new TextEncoder();

/** Whether a message is within the limit. */
export function isWithinLimit(text: string, description = ""): boolean {
  if (text.length + description.length > MESSAGE_MAX_BYTES) return false;
  return encoder.encode(text + description).length <= MESSAGE_MAX_BYTES;
}

/** The text of `letter`. */
export function encodeLetter(letter: Letter): string {
  return JSON.stringify(letter);
}

/** The letter in `text`; undefined if it is none, because a stranger's software may send anything. */
export function decodeLetter(text: unknown): Letter | undefined {
  if (typeof text !== "string" || text.length > LETTER_MAX_LENGTH) return undefined;
  const { t, n, text: words, description } = parse(text);
  const isNumbered = typeof n === "number" && Number.isSafeInteger(n);
  if (t === "ping" || t === "pong") return { t };
  if (t === "got" && isNumbered) return { t, n };
  if (t !== "message" || !isNumbered || typeof words !== "string") return undefined;
  if (description === undefined) return isWithinLimit(words) ? { t, n, text: words } : undefined;
  if (typeof description !== "string" || !isWithinLimit(words, description)) return undefined;
  return { t, n, text: words, description };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
