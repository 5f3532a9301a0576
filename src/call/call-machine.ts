// One side of a call as a machine: what its line, its media connection, its person and the time do to it. Pure: the
// machine decides, and call.ts acts. The caller leads: it begins every media connection, and gives each its own
// generation.
import { earlier } from "../base/pure/earlier.ts";
import { type Steps, step } from "../base/pure/table.ts";
import { nextAtMs, spend } from "./allowance.ts";
import {
  type CallEffect,
  type CallInput,
  type CallState,
  type CallStep,
  PRECONNECTED,
} from "./call-record.ts";
import { CALL_TABLE, type CallEnd, type CallLimits } from "./call-state.ts";
import { type Message, type OwnEnd, readLineEnd, writeEnd } from "./messages.ts";
import { firstTurns, type TurnInput, takeTurn } from "./turns.ts";

/** When the machine wants to be woken; undefined when it waits for nothing. */
export function callDeadline({ byMs, attemptByMs, retryAtMs }: CallState): number | undefined {
  return earlier(byMs, earlier(attemptByMs, retryAtMs));
}

/** The moment of an input. */
interface At {
  readonly nowMs: number;
  readonly limits: CallLimits;
}

/** What `input` makes of a call at the time `nowMs`. An ended call does not change. */
export function reduceCall(from: CallState, input: CallInput, nowMs: number, limits: CallLimits): CallStep {
  if (from.kind === "ended") return [from];
  const at = { nowMs, limits };
  const [state, ...effects] = take(from, input.type, input, at);
  return [bringInLine(state, at), ...effects];
}

/** Each input by its type. */
type InputOf = { readonly [Type in CallInput["type"]]: CallInput & { readonly type: Type } };

function take<Type extends CallInput["type"]>(
  from: CallState,
  type: Type,
  input: InputOf[Type],
  at: At,
): CallStep {
  return TAKE[type](from, input, at);
}

/** What each input does. `bringInLine` sets the name of the state that comes of it. */
const TAKE: {
  readonly [Type in CallInput["type"]]: (from: CallState, input: InputOf[Type], at: At) => CallStep;
} = {
  start: (from, { preconnected }, at) => {
    if (preconnected) {
      // The other side takes part, but its answer may still be on its way.
      const [state, ...effects] = begin(from, PRECONNECTED, at);
      const attemptByMs = from.leads ? at.nowMs + at.limits.answerTimeoutMs : undefined;
      return [{ ...state, attemptByMs }, ...effects];
    }
    if (from.leads) return beginNext(from, at);
    // If the caller goes on with a connection that is no longer here, this makes it begin another.
    return [from, { do: "say", message: { m: "again", g: PRECONNECTED } }];
  },
  line: (from, { up }, at) => {
    const state = { ...from, lineUp: up, everLinked: from.everLinked || up };
    // On the line's return, new media takes less time than the recovery of the old.
    const back = up && !from.lineUp && (from.media === "doubted" || from.media === "failed");
    return back ? again(state, at) : [state];
  },
  lineClosed: (from, { reason, content }, at) => {
    // It was answered by post, and no channel opened: media would find no path either.
    const hasNoPath = reason === "lost" && !from.everLinked;
    return end(from, hasNoPath ? { reason: "media-failed", content: "" } : readLineEnd(reason, content), at);
  },
  said: (from, { message }, at) => hear(from, message, at),
  signal: (from, { generation: g, data }) => {
    return isCurrent(from, g) ? [from, { do: "say", message: { m: "signal", g, data } }] : [from];
  },
  connected: (from, { generation }) => {
    return isCurrent(from, generation) ? [{ ...from, media: "up", attemptByMs: undefined }] : [from];
  },
  doubted: (from, { generation }) => {
    return isCurrent(from, generation) ? [{ ...from, media: "doubted" }] : [from];
  },
  settled: (from, { generation }, at) => {
    if (!isCurrent(from, generation)) return [from];
    return turn(attempted({ ...from, attemptByMs: undefined }, at), "settled");
  },
  failed: (from, { generation }, at) => {
    if (isCurrent(from, generation)) return [failed(from, at)];
    // The request for another connection could not be sent, so the callee makes it again after a pause.
    if (from.generation !== generation || from.retryAtMs !== undefined || from.leads) return [from];
    return [{ ...from, retryAtMs: at.nowMs + at.limits.retryPauseMs }];
  },
  left: (from, { generation }, at) => {
    // The line may be down for good by now. If it is up, it says the same.
    return isCurrent(from, generation) ? endHere(from, "peer-left", "", at) : [from];
  },
  unloaded: (from, _input, at) => endHere(from, "load-failed", "", at),
  tooMuch: (from, _input, at) => endHere(from, "too-much", "", at),
  changed: (from) => {
    // A connection that is still to be built will send all of it anyway.
    return from.media === "none" || from.media === "failed" ? [from] : turn(from, "want");
  },
  hangUp: (from, { content }, at) => endHere(from, "hung-up-here", content, at),
  wake: (from, _input, at) => {
    const { kind, lineUp, everFailed, byMs, attemptByMs, retryAtMs } = from;
    if (byMs !== undefined && byMs <= at.nowMs) {
      const neverWas = everFailed ? "media-failed" : "never-connected";
      const lost = lineUp ? "media-failed" : "peer-gone";
      return endHere(from, kind === "connecting" ? neverWas : lost, "", at);
    }
    if (attemptByMs !== undefined && attemptByMs <= at.nowMs) return [failed(from, at)];
    if (retryAtMs === undefined || retryAtMs > at.nowMs) return [from];
    const noticed = { ...from, retryAtMs: undefined };
    // Without a line the other side would not hear of it. Media is rebuilt when the line is back.
    return lineUp ? again(noticed, at) : [noticed];
  },
};

/** Takes a message of the other side. */
function hear(from: CallState, message: Message, at: At): CallStep {
  if (message.m === "media") {
    const { m: _, ...remoteMedia } = message;
    // A screen that is no longer sent still counts as one until its stream is gone.
    const screen = remoteMedia.screen ?? from.remoteMedia?.screen ?? null;
    return [{ ...from, remoteMedia: { ...remoteMedia, screen } }];
  }
  const { g } = message;
  if (message.m === "signal") {
    const feed = { do: "feed", data: message.data } as const;
    if (isCurrent(from, g)) return [attempted(from, at), feed];
    if (from.leads || g <= from.generation) return [from];
    // The generations that it skipped count too, so a jump gains nothing.
    const allowance = spend(from.allowance, g - from.generation, at.nowMs);
    if (allowance === undefined) return endHere(from, "too-much", "", at);
    const [state, ...effects] = begin({ ...from, allowance }, g, at);
    return [state, ...effects, feed];
  }
  if (g !== from.generation) return [from];
  if (message.m !== "again") return isCurrent(from, g) ? turn(from, message.m) : [from];
  return from.leads ? [failed(from, at)] : [from];
}

/** The caller begins the next media connection, at once or as soon as the allowance permits. */
function beginNext(from: CallState, at: At): CallStep {
  const generation = from.generation + 1;
  const allowance = spend(from.allowance, 1, at.nowMs);
  if (allowance !== undefined) return begin({ ...from, allowance }, generation, at);
  const attemptByMs = nextAtMs(from.allowance);
  return [{ ...from, media: "failed", everFailed: true, attemptByMs, retryAtMs: undefined }];
}

/** Begins a media connection, which replaces the one before. */
function begin(from: CallState, generation: number, { nowMs }: At): CallStep {
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
function failed(from: CallState, { nowMs, limits }: At): CallState {
  const retryAtMs = Math.max(nowMs + limits.noticeMs, from.begunAtMs + limits.retryPauseMs);
  const news = { attemptByMs: undefined, retryAtMs: from.retryAtMs ?? retryAtMs };
  return { ...from, media: "failed", everFailed: true, ...news };
}

/** The other side takes part in the connection being built: it must be up in time, or the leader begins another. */
function attempted(from: CallState, { nowMs, limits }: At): CallState {
  if (!from.leads || from.media !== "building" || from.attemptByMs !== undefined) return from;
  return { ...from, attemptByMs: nowMs + limits.attemptTimeoutMs };
}

/** Rebuilds media: the caller begins a connection, the callee asks the caller for one. */
function again(from: CallState, at: At): CallStep {
  if (from.leads) return beginNext(from, at);
  const state = { ...from, media: "failed", everFailed: true, retryAtMs: undefined } as const;
  return [state, { do: "say", message: { m: "again", g: from.generation } }];
}

function turn(from: CallState, input: TurnInput): CallStep {
  const [turns, ...effects] = takeTurn(from.turns, input);
  const asked = effects.map((effect): CallEffect => {
    return effect === "sync" ? { do: effect } : { do: "say", message: { m: effect, g: from.generation } };
  });
  return [{ ...from, turns }, ...asked];
}

/** What changes the state's name: media and line are up, one of them is lost, or the call ends. */
type Change =
  | { readonly type: "connect" }
  | { readonly type: "disturb" }
  | { readonly type: "end"; readonly told: CallEnd };

/** What each change does to the time limits and the end. */
const STEPS: Steps<typeof CALL_TABLE, CallState, Change, At> = {
  connect: (kind, from) => ({ ...from, kind, byMs: undefined }),
  disturb: (kind, from, _input, { nowMs, limits }) => {
    return { ...from, kind, byMs: nowMs + limits.reconnectTimeoutMs };
  },
  end: (kind, from, { told }) => {
    const none = { byMs: undefined, attemptByMs: undefined, retryAtMs: undefined };
    return { ...from, kind, ...none, end: Object.freeze(told) };
  },
};

/** Connects or disturbs the call, whichever fits what is there. */
function bringInLine(state: CallState, at: At): CallState {
  const whole = state.lineUp && state.media === "up";
  // Media that failed a moment ago is not noticed yet.
  const disturbed = !state.lineUp || state.media === "doubted" || (!whole && state.retryAtMs === undefined);
  if (!whole && !disturbed) return state;
  const change: Change = { type: whole ? "connect" : "disturb" };
  return step(CALL_TABLE, STEPS, state, change, at) ?? state;
}

function end(from: CallState, told: CallEnd, at: At): CallStep {
  const state = step(CALL_TABLE, STEPS, from, { type: "end", told }, at);
  return state === undefined ? [from] : [state, { do: "release", leaves: told.reason === "closed" }];
}

/** An end that this side decides, and tells the other side. */
function endHere(from: CallState, reason: OwnEnd, content: string, at: At): CallStep {
  const [state, ...release] = end(from, { reason, content }, at);
  return [state, { do: "closeLine", content: writeEnd(reason, content) }, ...release];
}

/** Whether `generation` is that of the present media connection. */
function isCurrent(from: CallState, generation: number): boolean {
  return generation === from.generation && from.media !== "none" && from.media !== "failed";
}
