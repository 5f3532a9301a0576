// A chat as it is kept: the newest lines, each of a limited length. Pure.
import { plainText } from "peer-invite/ui/functions";

/** How much of a chat is kept, whatever the other side sends. */
export const CHAT_LIMITS = {
  /** The length of one line, in UTF-16 units. A person here cannot write more at once. */
  lineMax: 8_000,
  /** The number of lines. The oldest go first. */
  linesMax: 300,
  /** The length of all lines together, in UTF-16 units. The oldest go first. */
  lengthMax: 200_000,
} as const;

/** One line. */
export interface ChatLine {
  /** Counts up, and identifies the line. */
  readonly number: number;
  readonly isMine: boolean;
  /** When it was sent, or when it arrived, in ms since 1970. */
  readonly atMs: number;
  readonly text: string;
  /** Whether the message was longer than the part that is kept. */
  readonly isCut: boolean;
}

/** A chat. */
export interface Chat {
  /** The oldest first. */
  readonly lines: readonly ChatLine[];
  /** How many earlier lines are not kept. */
  readonly leftOut: number;
  /** The length of all lines together. */
  readonly length: number;
}

/** A chat in which nothing was written yet. */
export const EMPTY_CHAT: Chat = { lines: [], leftOut: 0, length: 0 };

/** A UTF-16 unit takes up to three bytes in UTF-8. */
const BYTES_MAX = 3 * CHAT_LIMITS.lineMax;
const decoder = new TextDecoder();

/** The chat, with one more line. A long `data` costs only as much as the part that is kept. */
export function addLine(chat: Chat, isMine: boolean, data: string | Uint8Array, atMs: number): Chat {
  const { lineMax, linesMax, lengthMax } = CHAT_LIMITS;
  const written = typeof data === "string" ? data : decoder.decode(data.subarray(0, BYTES_MAX));
  const text = plainText(written, lineMax);
  // A line without visible text.
  if (text.trim() === "") return chat;
  const isCut = written.length > lineMax || data.length > BYTES_MAX;
  const number = (chat.lines.at(-1)?.number ?? 0) + 1;
  const lines = [...chat.lines, { number, isMine, atMs, text, isCut }];
  let length = chat.length + text.length;
  let gone = 0;
  while (lines.length - gone > linesMax || length > lengthMax) length -= lines[gone++]?.text.length ?? 0;
  return { lines: lines.slice(gone), leftOut: chat.leftOut + gone, length };
}
