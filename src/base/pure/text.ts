// Checks that text is well-formed and within a number of UTF-8 bytes.

const encoder = new TextEncoder();

/** Whether `text` takes more than `maxBytes` bytes in UTF-8. Cheap for text that is far above or below the limit. */
export function exceedsBytes(text: string, maxBytes: number): boolean {
  if (text.length > maxBytes) return true;
  if (text.length * 3 <= maxBytes) return false;
  return encoder.encode(text).length > maxBytes;
}

/** Whether `text` has no lone surrogate. Only such text survives UTF-8 unchanged. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/**
 * The beginning of a stranger's text, made safe for a line of a log: it cannot break the line, hide text, or control a
 * terminal.
 */
export function excerpt(text: string): string {
  return text.slice(0, 40).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
}
