// What is written in a call, as it is kept: the newest lines, each no longer than there is room for. Pure.
import { plainText } from "./parts/text/plain.ts";

/** What is kept of a chat, however much the other side sends. */
export const CHAT_LIMITS = {
  /** Of one line, in UTF-16 units. As much can be written here at once. */
  lineMax: 8_000,
  /** Lines; the oldest go first. */
  linesMax: 300,
  /** Of all lines together, in UTF-16 units; the oldest go first. */
  lengthMax: 200_000,
} as const;

/** Something that was written. */
export interface ChatLine {
  /** Counts up; nothing else identifies a line. */
  readonly number: number;
  readonly isMine: boolean;
  readonly text: string;
  /** Whether it went on: what is longer than a line may be is not kept. */
  readonly isCut: boolean;
}

/** A chat. */
export interface Chat {
  /** The oldest first. */
  readonly lines: readonly ChatLine[];
  /** How many lines came before those that are kept. */
  readonly leftOut: number;
  /** The length of all lines together. */
  readonly length: number;
}

/** Nothing was written yet. */
export const EMPTY_CHAT: Chat = { lines: [], leftOut: 0, length: 0 };

/** Letters take up to three bytes of UTF-8 for each UTF-16 unit. */
const BYTES_MAX = 3 * CHAT_LIMITS.lineMax;
const decoder = new TextDecoder();

/** The chat with one more line. Costs no more for a long `data` than for what is kept of it. */
export function addLine(chat: Chat, isMine: boolean, data: string | Uint8Array): Chat {
  const { lineMax, linesMax, lengthMax } = CHAT_LIMITS;
  const written = typeof data === "string" ? data : decoder.decode(data.subarray(0, BYTES_MAX));
  const text = plainText(written, lineMax);
  // Nothing of it can be seen.
  if (text.trim() === "") return chat;
  const isCut = written.length > lineMax || data.length > BYTES_MAX;
  const number = (chat.lines.at(-1)?.number ?? 0) + 1;
  const lines = [...chat.lines, { number, isMine, text, isCut }];
  let length = chat.length + text.length;
  let gone = 0;
  while (lines.length - gone > linesMax || length > lengthMax) length -= lines[gone++]?.text.length ?? 0;
  return { lines: lines.slice(gone), leftOut: chat.leftOut + gone, length };
}
