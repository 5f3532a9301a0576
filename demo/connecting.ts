// The settings that a connection depends on, and the mistakes that a person can make in them.
import { badIceServer, isBroker } from "./servers.ts";
import { RANGES, type Settings } from "./settings.ts";
import type { Words } from "./words/index.ts";

/** Their names. */
export const CONNECTING = ["ringS", "reachS", "broker", "iceServers"] as const;
/** See {@link CONNECTING}. */
export type Connecting = Pick<Settings, (typeof CONNECTING)[number]>;

/** Something that cannot be used. */
export interface ConnectingProblem {
  readonly at: keyof Connecting;
  readonly say: (words: Words) => string;
}

/** The first problem of `typed`; undefined if there is none. `isTaken`: whether the browser accepts a configuration. */
export function connectingProblem(
  typed: Connecting,
  isTaken?: (config: RTCConfiguration) => boolean,
): ConnectingProblem | undefined {
  for (const at of ["ringS", "reachS"] as const) {
    const { min, max } = RANGES[at];
    const isGood = Number.isInteger(typed[at]) && typed[at] >= min && typed[at] <= max;
    if (!isGood) return { at, say: ({ problems, settings }) => problems.badNumber(settings[at], min, max) };
  }
  if (!isBroker(typed.broker)) return { at: "broker", say: ({ problems }) => problems.badBroker };
  const bad = badIceServer(typed.iceServers, isTaken);
  return bad === undefined ? undefined : { at: "iceServers", say: ({ problems }) => problems.badServer(bad) };
}
