// Checks the signals of the other side's connection, because its software may be a stranger's. The browser's work on a
// description grows with its length and its sections. We cannot bound that work, only these.
import { CALL_BOUNDS } from "./call-state.ts";

/** The kinds of track. */
const KINDS = ["audio", "video"] as const;
type Kind = (typeof KINDS)[number];

/** The other side asked for more than a call may cost, so the call with it ends. */
export class TooMuchError extends Error {
  override readonly name = "TooMuchError";
}

/** A signal from one side's connection to the other's: simple-peer's own kinds, and one of ours. */
export type MediaSignal =
  | { readonly type: "offer" | "answer"; readonly sdp: string }
  | {
      readonly candidate: {
        readonly candidate: string;
        readonly sdpMLineIndex: number | null;
        readonly sdpMid: string | null;
      };
    }
  /** The side that does not lead asks for an offer, or for room in one. */
  | { readonly renegotiate: true }
  | { readonly transceiverRequest: { readonly kind: Kind } }
  /** Our own kind: the kinds of track that now fill the room made ahead. */
  | { readonly filled: readonly Kind[] };

const CANDIDATE_MAX_CHARS = 1_024;

/**
 * The other side's signal, if the other side may send it: offers come from the side that leads, answers from the other.
 * @throws TooMuchError if a description is too long or has too many sections
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

/** Whether a description exceeds the bounds: too long, or too many tracks, streams or addresses. */
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
