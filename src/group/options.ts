// The options of a group, and their checks.
import { checkMethods, checkNames, checkSignal, describe, invalidOption } from "../base/check.ts";
import { checkText } from "../base/text.ts";
import {
  type Clock,
  DEFAULT_LIMITS,
  type GroupMode,
  type InvitationChanges,
  type LocalInvitationOptions,
} from "../index.ts";

const MODES: readonly GroupMode[] = ["first", "next", "all"];
const WORDS = ["content", "kind", "name", "channelId"] as const;
const TIMES = ["ttlMs", "memberTtlMs", "staggerMs", "clock", "signal"];
const CHOICES = ["mode", "order", "tellsWho", "namesMates", "endsWhenAlone"];
/** An invitation takes at least this long, and at most that long. */
export const TTL_MIN_MS = 5_000;
const TTL_MAX_MS = 600_000;
const STAGGER_MIN_MS = 1_000;

/** The order in which `next` calls: see {@link GroupOptions.order}. */
export type GroupOrder = "listed" | "random" | ((waiting: readonly string[]) => string);

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
   * With `next`: who is called next, of those who wait. `listed` (the default): in the order in which they were named; `random`; or a
   * function that chooses one, such as the one who was called least recently. If the function names nobody who waits, the first is called.
   * The other modes call everyone at once, and have no order.
   */
  readonly order?: GroupOrder;
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
  const { mode = "first", staggerMs, clock, signal, order } = options;
  if (!MODES.includes(mode)) throw invalidOption(operation, `mode must be one of ${MODES.join(", ")}`);
  if (!Array.isArray(peers)) throw invalidOption(operation, `peers must be an array, not ${describe(peers)}`);
  if (staggerMs !== undefined && !isTime(staggerMs, STAGGER_MIN_MS))
    throw invalidOption(operation, `staggerMs must be ${STAGGER_MIN_MS} to ${TTL_MAX_MS} ms`);
  for (const name of ["ttlMs", "memberTtlMs"] as const) checkTtl(name, options[name], operation);
  if (order !== undefined && !isOrder(order))
    throw invalidOption(operation, 'order must be "listed", "random", or a function that chooses a peer');
  for (const word of WORDS) if (options[word] !== undefined) checkWord(word, options[word], operation);
  if (signal !== undefined) checkSignal(signal, operation);
  if (clock !== undefined) checkMethods("clock", clock, ["nowMs", "schedule"], operation);
}

/**
 * Checks what an app changes of a group. @throws InvitationError `invalid-option`, `invalid-content`, `content-too-long`
 */
export function checkChanges(changes: InvitationChanges): void {
  const operation = "update";
  checkNames(changes, ["content", "kind", "ttlMs"], operation);
  for (const word of ["content", "kind"] as const)
    if (changes[word] !== undefined) checkWord(word, changes[word], operation);
  checkTtl("ttlMs", changes.ttlMs, operation);
}

/** Checks words as an invitation does. @throws InvitationError `invalid-content`, `content-too-long` */
export function checkWord(name: (typeof WORDS)[number], value: unknown, operation: string): void {
  checkText(value, { name, maxBytes: DEFAULT_LIMITS[`${name}MaxBytes`], operation, of: "group" });
}

function checkTtl(name: string, value: number | undefined, operation: string): void {
  if (value !== undefined && !isTime(value, TTL_MIN_MS))
    throw invalidOption(operation, `${name} must be ${TTL_MIN_MS} to ${TTL_MAX_MS} ms`);
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

function isOrder(value: unknown): boolean {
  return value === "listed" || value === "random" || typeof value === "function";
}
