// The options of a group, and their checks.
import { checkMethods, checkNames, checkSignal, describe, invalidOption } from "../base/check.ts";
import type { Clock, GroupMode, LocalInvitationOptions } from "../index.ts";

const MODES: readonly GroupMode[] = ["first", "next", "all"];
const WORDS = ["content", "kind", "name", "channelId"];
const TIMES = ["ttlMs", "memberTtlMs", "staggerMs", "clock", "signal"];
const CHOICES = ["mode", "tellsWho", "namesMates", "endsWhenAlone"];
/** An invitation takes at least this long, and at most that long. */
export const TTL_MIN_MS = 5_000;
const TTL_MAX_MS = 600_000;
const STAGGER_MIN_MS = 1_000;

/** Options of `createGroupInvitation`. All may be left out. */
export interface GroupOptions
  extends Pick<LocalInvitationOptions, "content" | "kind" | "name" | "channelId" | "ttlMs" | "signal"> {
  /**
   * - `first` (the default): all ring, and the first who answers gets the call.
   * - `next`: one after another, until one answers.
   * - `all`: all ring, and everyone may answer.
   */
  readonly mode?: GroupMode;
  /** How long one member rings, 5 000 to 600 000 ms, and never longer than the group. Default: as long as the group. */
  readonly memberTtlMs?: number;
  /** With `next`: calls the next one this many ms after the last, beside those that still ring. Default: only after them. */
  readonly staggerMs?: number;
  /** Whether those who did not answer first are told who did. Default false. */
  readonly tellsWho?: boolean;
  /** Whether each member is told whom else the group calls. Default false. */
  readonly namesMates?: boolean;
  /** With `all`: whether the group ends once the calls of all who answered are over. Default false. */
  readonly endsWhenAlone?: boolean;
  /** The source of time. Default: the system's clock. Tests pass a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
}

/**
 * Checks what an app gives for a group. The peers are checked one by one, as they enter it.
 * @throws InvitationError `invalid-option`
 */
export function checkGroupOptions(
  client: unknown,
  peers: unknown,
  options: GroupOptions,
  operation: string,
): void {
  checkMethods("client", client, ["createLocalInvitation", "on", "off"], operation);
  checkNames(options, [...WORDS, ...TIMES, ...CHOICES], operation);
  const { mode = "first", staggerMs, clock, signal } = options;
  if (!MODES.includes(mode)) throw invalidOption(operation, `mode must be one of ${MODES.join(", ")}`);
  if (!Array.isArray(peers)) throw invalidOption(operation, `peers must be an array, not ${describe(peers)}`);
  if (staggerMs !== undefined && !isTime(staggerMs, STAGGER_MIN_MS))
    throw invalidOption(operation, `staggerMs must be ${STAGGER_MIN_MS} to ${TTL_MAX_MS} ms`);
  for (const name of ["ttlMs", "memberTtlMs"] as const) {
    if (options[name] !== undefined && !isTime(options[name], TTL_MIN_MS))
      throw invalidOption(operation, `${name} must be ${TTL_MIN_MS} to ${TTL_MAX_MS} ms`);
  }
  if (signal !== undefined) checkSignal(signal, operation);
  if (clock !== undefined) checkMethods("clock", clock, ["nowMs", "schedule"], operation);
}

function isTime(value: number, leastMs: number): boolean {
  return typeof value === "number" && value >= leastMs && value <= TTL_MAX_MS;
}
