// One side of a call as its machine keeps it, what can happen to it, and what it asks of the shell.

import type { LineEnd } from "../core/wire/reasons.ts";
import { type Allowance, createAllowance } from "./allowance.ts";
import type { CallEnd, CallLimits, CallStateName } from "./call-state.ts";
import type { MediaNews, MediaWord, Message } from "./messages.ts";
import { firstTurns, type Turns } from "./turns.ts";

/** The generation of the media connection that was set up while it rang. Those built in the call count from 1. */
export const PRECONNECTED = 0;

/** The state of the media connection: none yet, being built, carrying media, in trouble (it may recover), or gone. */
type MediaState = "none" | "building" | "up" | "doubted" | "failed";

/** One side of a call. A new object for every change. */
export interface CallState {
  readonly kind: CallStateName;
  readonly leads: boolean;
  readonly lineUp: boolean;
  /** Whether the line was ever up. If not, the call was agreed on by post, and no channel has opened. */
  readonly everLinked: boolean;
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
  /** The code of media connections could not be loaded. */
  | { readonly type: "unloaded" }
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
    everLinked: false,
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
