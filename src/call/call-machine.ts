// One side of a call as a machine: what its line, its media connection, its person and the time do to it. Pure: the
// machine decides, and call.ts acts. The caller leads: it begins every media connection, and gives each its own
// generation.
import { earlier } from "../base/pure/earlier.ts";
import { nextState } from "../base/pure/table.ts";
import type { LineEnd } from "../core/wire/reasons.ts";
import { type Allowance, createAllowance, nextAtMs, spend } from "./allowance.ts";
import { CALL_TABLE, type CallEnd, type CallLimits, type CallStateName } from "./call-state.ts";
import {
  type MediaNews,
  type MediaWord,
  type Message,
  type OwnEnd,
  readLineEnd,
  writeEnd,
} from "./messages.ts";
import { firstTurns, type TurnInput, type Turns, takeTurn } from "./turns.ts";

/** The generation of the media connection that was set up while it rang. Those built in the call count from 1. */
export const PRECONNECTED = 0;

/** The state of the media connection: none yet, being built, carrying media, in trouble (it may recover), or gone. */
type MediaState = "none" | "building" | "up" | "doubted" | "failed";

/** One side of a call. A new object for every change. */
export interface CallState {
  readonly kind: CallStateName;
  readonly leads: boolean;
  readonly lineUp: boolean;
  readonly media: MediaState;
  /** The generation of the present media connection: {@link PRECONNECTED}, or a number from 1. */
  readonly generation: number;
  readonly begunAtMs: number;
  /** Whether any media connection has failed so far, which explains why none came up. */
  readonly everFailed: boolean;
  /** The time by which the call must be connected; undefined while it is. */
  readonly byMs: number | undefined;
  /** How many more media connections may begin now. */
  readonly allowance: Allowance;
  /**
   * The time by which the media connection being built must be up, once the other side takes part. After too many
   * connections, the time when the next may begin. Otherwise undefined.
   */
  readonly attemptByMs: number | undefined;
  /** When a failure of media is noticed and media is rebuilt; undefined when there is no failure to notice. */
  readonly retryAtMs: number | undefined;
  readonly turns: Turns;
  /** What the other side last said that it sends; undefined before that. */
  readonly remoteMedia: MediaNews | undefined;
  /** How the call ended; undefined until then. */
  readonly end: CallEnd | undefined;
}

/** What can happen to a call. `generation`: of the media connection that reports; older ones are ignored. */
export type CallInput =
  /** `preconnected`: whether the media connection that was set up while it rang is available. */
  | { readonly type: "start"; readonly preconnected: boolean }
  | { readonly type: "line"; readonly up: boolean }
  | { readonly type: "lineClosed"; readonly reason: LineEnd; readonly content: string }
  | { readonly type: "said"; readonly message: Message }
  | { readonly type: "signal"; readonly generation: number; readonly data: object }
  | {
      /** `left`: the other side said on the connection that its client was closed. */
      readonly type: "connected" | "doubted" | "settled" | "failed" | "left";
      readonly generation: number;
    }
  /** The other side's software sent, or asked for, more than a call may cost. */
  | { readonly type: "tooMuch" }
  /** What this side sends changed in a way that both sides must agree on. */
  | { readonly type: "changed" }
  | { readonly type: "hangUp"; readonly content: string }
  /** The deadline of the call has come. */
  | { readonly type: "wake" };

/** What a call asks of the shell, in order. */
export type CallEffect =
  /** Build a media connection in place of the present one, with everything that is sent now. */
  | { readonly do: "build"; readonly generation: number }
  | { readonly do: "feed"; readonly data: object }
  /** Have the media connection send what is to be sent now. */
  | { readonly do: "sync" }
  | { readonly do: "say"; readonly message: MediaWord }
  | { readonly do: "closeLine"; readonly content: string }
  /** The call ended: release everything. `leaves`: our client was closed; say so on the media connection. */
  | { readonly do: "release"; readonly leaves: boolean };

/** The call after an input, and the effects to carry out. */
export type CallStep = readonly [state: CallState, ...effects: readonly CallEffect[]];

/** A call before its start. */
export function createCallState(leads: boolean, nowMs: number, limits: CallLimits): CallState {
  return {
    kind: "connecting",
    leads,
    lineUp: false,
    media: "none",
    generation: PRECONNECTED,
    begunAtMs: nowMs,
    everFailed: false,
    allowance: createAllowance(leads, nowMs),
    byMs: nowMs + limits.connectTimeoutMs,
    attemptByMs: undefined,
    retryAtMs: undefined,
    turns: firstTurns(leads),
    remoteMedia: undefined,
    end: undefined,
  };
}

/** When the machine wants to be woken; undefined when it waits for nothing. */
export function callDeadline({ byMs, attemptByMs, retryAtMs }: CallState): number | undefined {
  return earlier(byMs, earlier(attemptByMs, retryAtMs));
}

/** What `input` makes of a call at the time `nowMs`. An ended call does not change. */
export function reduceCall(from: CallState, input: CallInput, nowMs: number, limits: CallLimits): CallStep {
  if (from.kind === "ended") return [from];
  const [state, ...effects] = take(from, input, nowMs, limits);
  return [bringInLine(state, nowMs, limits), ...effects];
}

function take(from: CallState, input: CallInput, nowMs: number, limits: CallLimits): CallStep {
  switch (input.type) {
    case "start":
      if (input.preconnected) {
        // The other side has already taken part.
        const [state, ...effects] = begin(from, PRECONNECTED, nowMs);
        return [attempted(state, nowMs, limits), ...effects];
      }
      if (from.leads) return beginNext(from, nowMs);
      // If the caller goes on with a connection that is no longer here, this makes it begin another.
      return [from, { do: "say", message: { m: "again", g: PRECONNECTED } }];
    case "line":
      return lineTurned(from, input.up, nowMs);
    case "lineClosed":
      return end(from, readLineEnd(input.reason, input.content));
    case "said":
      return hear(from, input.message, nowMs, limits);
    case "changed":
      // A connection that is still to be built will send all of it anyway.
      return from.media === "none" || from.media === "failed" ? [from] : turn(from, "want");
    case "hangUp":
      return endHere(from, "hung-up-here", input.content);
    case "wake":
      return wake(from, nowMs, limits);
    case "signal": {
      const { generation: g, data } = input;
      return isCurrent(from, g) ? [from, { do: "say", message: { m: "signal", g, data } }] : [from];
    }
    case "connected":
      return isCurrent(from, input.generation) ? [{ ...from, media: "up", attemptByMs: undefined }] : [from];
    case "doubted":
      return isCurrent(from, input.generation) ? [{ ...from, media: "doubted" }] : [from];
    case "settled":
      return isCurrent(from, input.generation) ? turn(from, "settled") : [from];
    case "tooMuch":
      return endHere(from, "too-much", "");
    case "left":
      // The line may be down for good by now. If it is up, it says the same.
      return isCurrent(from, input.generation) ? endHere(from, "peer-left", "") : [from];
    case "failed":
      if (isCurrent(from, input.generation)) return [failed(from, nowMs, limits)];
      // The request for another connection could not be sent, so the callee makes it again after a pause.
      if (from.generation !== input.generation || from.retryAtMs !== undefined || from.leads) return [from];
      return [{ ...from, retryAtMs: nowMs + limits.retryPauseMs }];
  }
}

/** Takes a message of the other side. */
function hear(from: CallState, message: Message, nowMs: number, limits: CallLimits): CallStep {
  if (message.m === "media") {
    const { m: _, ...remoteMedia } = message;
    // A screen that is no longer sent still counts as one until its stream is gone.
    const screen = remoteMedia.screen ?? from.remoteMedia?.screen ?? null;
    return [{ ...from, remoteMedia: { ...remoteMedia, screen } }];
  }
  const { g } = message;
  if (message.m === "signal") {
    const feed = { do: "feed", data: message.data } as const;
    if (isCurrent(from, g)) return [attempted(from, nowMs, limits), feed];
    if (from.leads || g <= from.generation) return [from];
    // The generations that it skipped count too, so a jump gains nothing.
    const allowance = spend(from.allowance, g - from.generation, nowMs);
    if (allowance === undefined) return endHere(from, "too-much", "");
    const [state, ...effects] = begin({ ...from, allowance }, g, nowMs);
    return [state, ...effects, feed];
  }
  if (g !== from.generation) return [from];
  if (message.m !== "again") return isCurrent(from, g) ? turn(from, message.m) : [from];
  return from.leads ? [failed(from, nowMs, limits)] : [from];
}

/** The caller begins the next media connection, at once or as soon as the allowance permits. */
function beginNext(from: CallState, nowMs: number): CallStep {
  const generation = from.generation + 1;
  const allowance = spend(from.allowance, 1, nowMs);
  if (allowance !== undefined) return begin({ ...from, allowance }, generation, nowMs);
  const attemptByMs = nextAtMs(from.allowance);
  return [{ ...from, media: "failed", everFailed: true, attemptByMs, retryAtMs: undefined }];
}

/** Begins a media connection, which replaces the one before. */
function begin(from: CallState, generation: number, nowMs: number): CallStep {
  const turns = firstTurns(from.leads);
  const state = {
    ...from,
    generation,
    media: "building",
    begunAtMs: nowMs,
    attemptByMs: undefined,
    retryAtMs: undefined,
    turns,
  } as const;
  return [state, { do: "build", generation }];
}

/** The media connection is gone. The line will tell in a moment whether that is trouble or a hang-up. */
function failed(from: CallState, nowMs: number, limits: CallLimits): CallState {
  const retryAtMs = Math.max(nowMs + limits.noticeMs, from.begunAtMs + limits.retryPauseMs);
  const news = { attemptByMs: undefined, retryAtMs: from.retryAtMs ?? retryAtMs };
  return { ...from, media: "failed", everFailed: true, ...news };
}

/** The other side takes part in the connection being built: it must be up in time, or the leader begins another. */
function attempted(from: CallState, nowMs: number, limits: CallLimits): CallState {
  if (!from.leads || from.media !== "building" || from.attemptByMs !== undefined) return from;
  return { ...from, attemptByMs: nowMs + limits.attemptTimeoutMs };
}

/** The link went down or came back. On its return, new media takes less time than the recovery of the old. */
function lineTurned(from: CallState, up: boolean, nowMs: number): CallStep {
  const state = { ...from, lineUp: up };
  const back = up && !from.lineUp && (from.media === "doubted" || from.media === "failed");
  return back ? again(state, nowMs) : [state];
}

/** Rebuilds media: the caller begins a connection, the callee asks the caller for one. */
function again(from: CallState, nowMs: number): CallStep {
  if (from.leads) return beginNext(from, nowMs);
  const state = { ...from, media: "failed", everFailed: true, retryAtMs: undefined } as const;
  return [state, { do: "say", message: { m: "again", g: from.generation } }];
}

function wake(from: CallState, nowMs: number, limits: CallLimits): CallStep {
  const { kind, lineUp, everFailed, byMs, attemptByMs, retryAtMs } = from;
  if (byMs !== undefined && byMs <= nowMs) {
    if (kind === "connecting") return endHere(from, everFailed ? "media-failed" : "never-connected", "");
    return endHere(from, lineUp ? "media-failed" : "peer-gone", "");
  }
  if (attemptByMs !== undefined && attemptByMs <= nowMs) return [failed(from, nowMs, limits)];
  if (retryAtMs === undefined || retryAtMs > nowMs) return [from];
  const noticed = { ...from, retryAtMs: undefined };
  // Without a line the other side would not hear of it. Media is rebuilt when the line is back.
  return lineUp ? again(noticed, nowMs) : [noticed];
}

function turn(from: CallState, input: TurnInput): CallStep {
  const [turns, ...effects] = takeTurn(from.turns, input);
  const asked = effects.map((effect): CallEffect => {
    return effect === "sync" ? { do: effect } : { do: "say", message: { m: effect, g: from.generation } };
  });
  return [{ ...from, turns }, ...asked];
}

/** Sets the state's name from what is there, with the time limit that goes with it. */
function bringInLine(state: CallState, nowMs: number, limits: CallLimits): CallState {
  const whole = state.lineUp && state.media === "up";
  // Media that failed a moment ago is not noticed yet.
  const disturbed = !state.lineUp || state.media === "doubted" || (!whole && state.retryAtMs === undefined);
  if (state.kind === "ended" || (!whole && !disturbed)) return state;
  const kind = nextState(CALL_TABLE, state.kind, whole ? "connect" : "disturb");
  if (kind === undefined) return state;
  return { ...state, kind, byMs: whole ? undefined : nowMs + limits.reconnectTimeoutMs };
}

function end(from: CallState, told: CallEnd): CallStep {
  const kind = nextState(CALL_TABLE, from.kind, "end");
  if (kind === undefined) return [from];
  const state = {
    ...from,
    kind,
    byMs: undefined,
    attemptByMs: undefined,
    retryAtMs: undefined,
    end: Object.freeze(told),
  };
  return [state, { do: "release", leaves: told.reason === "closed" }];
}

/** An end that this side decides, and tells the other side. */
function endHere(from: CallState, reason: OwnEnd, content: string): CallStep {
  const [state, ...release] = end(from, { reason, content });
  return [state, { do: "closeLine", content: writeEnd(reason, content) }, ...release];
}

/** Whether `generation` is that of the present media connection. */
function isCurrent(from: CallState, generation: number): boolean {
  return generation === from.generation && from.media !== "none" && from.media !== "failed";
}
