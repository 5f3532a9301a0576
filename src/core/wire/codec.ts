// Frames to text and back. A peer's text may be a stranger's: it is measured before it is parsed and checked before it
// is believed, and no text makes the decoder throw.
import { exceedsBytes, excerpt } from "../../base/pure/text.ts";
import { type AnyField, FRAMES, type Frame, type FrameKind } from "./frames.ts";
import { LIMITS } from "./limits.ts";

/** Why a text is not a frame. The client's `stats` count each fault separately. */
type FrameFault = "frameTooLarge" | "frameNotJson" | "frameMalformed" | "frameUnknown";

/** A decoded frame, or the reason why there is none. */
export type Decoded =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly fault: FrameFault; readonly detail: string };

/** The text of `frame`: one JSON object. */
export function encodeFrame(frame: Frame): string {
  return JSON.stringify(frame);
}

/**
 * Reads one text from a peer. Drops unknown fields and reports an unknown kind as `frameUnknown`, so that later
 * versions may add both. Never throws.
 */
export function decodeFrame(text: unknown): Decoded {
  if (typeof text !== "string") return fault("frameMalformed", `a ${typeof text}, not a text`);
  if (exceedsBytes(text, LIMITS.frameMaxBytes.value))
    return fault("frameTooLarge", `${text.length} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault("frameNotJson", excerpt(text));
  }
  if (typeof value !== "object" || value === null || !("t" in value) || typeof value.t !== "string") {
    return fault("frameMalformed", "no kind");
  }
  const kind = value.t;
  if (!isFrameKind(kind)) return fault("frameUnknown", excerpt(kind));
  const given = value as { readonly [name: string]: unknown };
  const frame: Record<string, unknown> = { t: kind };
  const fields: { readonly [name: string]: AnyField } = FRAMES[kind];
  for (const name in fields) {
    const { is, isOptional } = fields[name] as AnyField;
    const isGiven = Object.hasOwn(given, name);
    if (!isGiven && isOptional) continue;
    if (!isGiven || !is(given[name])) return fault("frameMalformed", `${kind}: ${name}`);
    frame[name] = given[name];
  }
  return { ok: true, frame: frame as unknown as Frame };
}

function isFrameKind(kind: string): kind is FrameKind {
  return Object.hasOwn(FRAMES, kind);
}

function fault(name: FrameFault, detail: string): Decoded {
  return { ok: false, fault: name, detail };
}
