// Frames to text and back. A peer's text may be a stranger's: it is checked before it is believed, and no text makes the
// decoder throw.
import { excerpt } from "../../base/pure/text.ts";
import { type AnyField, FRAMES, type Frame, type FrameKind } from "./frames.ts";
import { LIMITS } from "./limits.ts";
import { type Fault, fault, readFields } from "./stranger-text.ts";

const NO_KIND = "no kind";

/** A decoded frame, or the reason why there is none. */
export type Decoded = { readonly ok: true; readonly frame: Frame } | Fault;

/** The text of `frame`: one JSON object. */
export function encodeFrame(frame: Frame): string {
  return JSON.stringify(frame);
}

/**
 * Reads one text from a peer. Drops unknown fields and reports an unknown kind as `frameUnknown`, so that later
 * versions may add both. Never throws.
 */
export function decodeFrame(text: unknown): Decoded {
  const read = readFields(text, LIMITS.frameMaxBytes.value, NO_KIND);
  if (!read.ok) return read;
  const { fields: given } = read;
  const { t: kind } = given;
  if (typeof kind !== "string") return fault("frameMalformed", NO_KIND);
  if (!isFrameKind(kind)) return fault("frameUnknown", excerpt(kind));
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
