// Reads a text of a peer, which may be a stranger's: the text is measured before it is parsed, and none makes it throw.
import { exceedsBytes, excerpt } from "../../base/pure/text.ts";

/** Why a text of a peer is not read. The client's `stats` count each fault separately. */
export interface Fault {
  readonly ok: false;
  readonly fault: "frameTooLarge" | "frameNotJson" | "frameMalformed" | "frameUnknown";
  readonly detail: string;
}

/** The fields of a JSON object whose values are not checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function fault(name: Fault["fault"], detail: string): Fault {
  return { ok: false, fault: name, detail };
}

/** Parses `text` if it is at most `maxBytes` of UTF-8. Returns its fields; if it is no JSON object, a fault with `detail`. */
export function readFields(
  text: unknown,
  maxBytes: number,
  detail: string,
): { readonly ok: true; readonly fields: Fields } | Fault {
  if (typeof text !== "string") return fault("frameMalformed", `a ${typeof text}, not a text`);
  if (exceedsBytes(text, maxBytes)) return fault("frameTooLarge", `${text.length} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault("frameNotJson", excerpt(text));
  }
  if (typeof value !== "object" || value === null) return fault("frameMalformed", detail);
  return { ok: true, fields: value as Fields };
}
