// What the other side's connection signals, believed only after a look: its software may be anybody's. What a browser does with a
// description costs by its length and its sections, and is not ours to bound.
import { CALL_BOUNDS } from "./call-state.ts";

/** The kinds of track. */
const KINDS = ["audio", "video"] as const;
type Kind = (typeof KINDS)[number];

/** The other side asked for more than a call may cost: with such a one there is none. */
export class TooMuchError extends Error {
  override readonly name = "TooMuchError";
}

/** What one side's connection says to the other's: simple-peer's words, and one of our own. */
export type MediaSignal =
  | { readonly type: "offer" | "answer"; readonly sdp: string }
  | {
      readonly candidate: {
        readonly candidate: string;
        readonly sdpMLineIndex: number | null;
        readonly sdpMid: string | null;
      };
    }
  /** The side that does not lead asks for an offer, or for room in it. */
  | { readonly renegotiate: true }
  | { readonly transceiverRequest: { readonly kind: Kind } }
  /** Ours: which kinds of track are sent from now on where there was room. */
  | { readonly filled: readonly Kind[] };

const CANDIDATE_MAX_CHARS = 1_024;

/**
 * What the other side signaled, if it is something that it may say: it offers where it leads, and answers where we do.
 * @throws TooMuchError for a description that is too long, or has too many sections
 */
export function readSignal(data: object, weLead: boolean): MediaSignal | undefined {
  const said: { readonly [name: string]: unknown } = { ...data };
  const { type, sdp } = said;
  if (typeof sdp === "string") {
    const expected = weLead ? "answer" : "offer";
    if (type !== expected) return undefined;
    if (isTooMuch(sdp)) throw new TooMuchError("the other side describes too much");
    return { type: expected, sdp };
  }
  if (Array.isArray(said["filled"]))
    return { filled: KINDS.filter((kind) => (said["filled"] as unknown[]).includes(kind)) };
  const candidate = readCandidate(said["candidate"]);
  if (candidate !== undefined) return { candidate };
  if (!weLead) return undefined;
  const { kind } = { ...(said["transceiverRequest"] as object | undefined) } as { readonly kind?: unknown };
  const wanted = KINDS.find((it) => it === kind);
  if (wanted !== undefined) return { transceiverRequest: { kind: wanted } };
  return said["renegotiate"] === true ? { renegotiate: true } : undefined;
}

/** Whether a description is more than may be said: too long, or of too many tracks, streams or addresses. */
export function isTooMuch(sdp: string): boolean {
  const { signalMaxChars, sectionsMax, candidatesMax } = CALL_BOUNDS;
  const count = (line: RegExp): number => sdp.match(line)?.length ?? 0;
  return (
    sdp.length > signalMaxChars ||
    count(/^m=/gm) > sectionsMax ||
    count(/^a=msid:/gm) > sectionsMax ||
    count(/^a=candidate:/gm) > candidatesMax
  );
}

function readCandidate(value: unknown) {
  const {
    candidate,
    sdpMLineIndex = null,
    sdpMid = null,
  } = { ...(value as object | undefined) } as {
    readonly [name: string]: unknown;
  };
  if (typeof candidate !== "string" || candidate.length > CANDIDATE_MAX_CHARS) return undefined;
  const index = typeof sdpMLineIndex === "number" ? sdpMLineIndex : null;
  const mid = typeof sdpMid === "string" ? sdpMid : null;
  return index === null && mid === null ? undefined : { candidate, sdpMLineIndex: index, sdpMid: mid };
}
