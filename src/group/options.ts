// The options of a group, and their checks.
import { checkMethods, checkNames, checkSignal, describe, invalidOption } from "../base/check.ts";
import { exceedsBytes, isWellFormed } from "../base/pure/text.ts";
import {
  type Clock,
  DEFAULT_LIMITS,
  type GroupMode,
  InvitationError,
  type LocalInvitationOptions,
} from "../index.ts";

const MODES: readonly GroupMode[] = ["first", "next", "all"];
const WORDS = ["content", "kind", "name", "channelId"] as const;
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
  /**
   * How long one member rings, a whole number from 5 000 to 600 000 ms, and no longer than the group (but at least 5 s). Default: as
   * long as the group, or 60 s.
   */
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
  for (const word of WORDS) if (options[word] !== undefined) checkWord(word, options[word], operation);
  if (signal !== undefined) checkSignal(signal, operation);
  if (clock !== undefined) checkMethods("clock", clock, ["nowMs", "schedule"], operation);
}

/** Checks words as an invitation does when it is sent. @throws InvitationError `invalid-content`, `content-too-long` */
export function checkWord(word: (typeof WORDS)[number], value: unknown, operation: string): void {
  const most = DEFAULT_LIMITS[`${word}MaxBytes`];
  if (typeof value !== "string" || !isWellFormed(value)) {
    const message = `Cannot ${operation}: the ${word} must be well-formed text, not ${describe(value)}.`;
    throw new InvitationError("invalid-content", message, { operation });
  }
  if (!exceedsBytes(value, most)) return;
  const message = `Cannot ${operation}: the ${word} is longer than ${most} UTF-8 bytes.`;
  throw new InvitationError("content-too-long", message, { operation });
}

/** The words of the options that were given. */
export function givenWords(options: GroupOptions): Pick<GroupOptions, (typeof WORDS)[number]> {
  return Object.fromEntries(
    WORDS.flatMap((word) => (options[word] === undefined ? [] : [[word, options[word]]])),
  );
}

function isTime(value: number, leastMs: number): boolean {
  return Number.isInteger(value) && value >= leastMs && value <= TTL_MAX_MS;
}
