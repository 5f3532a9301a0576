// The check that every layer makes of a text that an app passes in.
import { describe } from "./check.ts";
import { InvitationError } from "./pure/errors.ts";
import { exceedsBytes, isWellFormed } from "./pure/text.ts";

/** What a text is for, as an error names it. */
export interface TextUse {
  /** What the text is, such as `content`. */
  readonly name: string;
  /** Its limit, in UTF-8 bytes. */
  readonly maxBytes: number;
  /** What the app calls, and on what, such as `cancel` and `invitation`. A call that names no object has none. */
  readonly operation: string;
  readonly of?: string;
  /** The state of that, if it has one. */
  readonly state?: string | undefined;
}

/** The texts in which an app may want to put an object. */
const FREE: ReadonlySet<string> = new Set(["content", "response"]);

/** Checks that `value` is a text within its limit. @throws InvitationError `invalid-content`, `content-too-long` */
export function checkText(value: unknown, use: TextUse): string {
  const [code, problem] = problemOf(value, use) ?? [];
  if (code === undefined) return value as string;
  const { name, operation, of, state } = use;
  const what = of === undefined ? operation : `${operation} the ${of}`;
  const message = `Cannot ${what}: the ${name} ${problem}.`;
  throw new InvitationError(code, message, { operation, ...(state !== undefined && { state }) });
}

function problemOf(
  value: unknown,
  { name, maxBytes }: TextUse,
): readonly ["invalid-content" | "content-too-long", string] | undefined {
  if (typeof value !== "string") {
    const help = FREE.has(name) ? ": make it text with JSON.stringify" : "";
    return ["invalid-content", `must be a string, not ${describe(value)}${help}`];
  }
  if (exceedsBytes(value, maxBytes)) return ["content-too-long", `is longer than ${maxBytes} UTF-8 bytes`];
  return isWellFormed(value)
    ? undefined
    : ["invalid-content", "has a lone surrogate: it is not well-formed text"];
}
