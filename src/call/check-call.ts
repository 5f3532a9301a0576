// Checks what an app passes to a call, so that every programming mistake throws an InvitationError at once. Also checks
// that the call's state allows the operation.
import { checkFunction, checkMethods, checkOptions, describe, invalidOption } from "../base/check.ts";
import { type ErrorCode, InvitationError } from "../base/pure/errors.ts";
import { isWellFormed } from "../base/pure/text.ts";
import {
  CALL_BOUNDS,
  CALL_COMMANDS,
  CALL_LIMITS,
  type CallLimits,
  type CallStateName,
} from "./call-state.ts";
import { DATA_MAX_BYTES, isTooLong } from "./media-port.ts";

/** A description of what is wrong, for the code `invalid-option`, or with another code; undefined if nothing is. */
type Problem = string | readonly [code: ErrorCode, words: string] | undefined;

/** Checks that a call in this state has not ended. @throws InvitationError `illegal-command` */
export function checkOpen(state: CallStateName, operation: string): void {
  if (state === "ended") checkThat(state, operation, ["illegal-command", "it has ended"]);
}

/**
 * Checks that there is no problem. @throws InvitationError that says what is wrong, in which state, and which commands
 * are legal there
 */
export function checkThat(state: CallStateName, operation: string, problem: Problem): void {
  if (problem === undefined) return;
  const [code, words] = typeof problem === "string" ? (["invalid-option", problem] as const) : problem;
  const allowed = code === "illegal-command" ? CALL_COMMANDS[state] : [];
  throw new InvitationError(code, `Cannot ${operation} in the call: ${words}.`, {
    operation,
    state,
    allowed,
  });
}

/** Whether `value` is a MediaStream, of any realm. */
function isStream(value: unknown): value is MediaStream {
  return hasMethods(value, ["getTracks"]);
}

/** Why `value` cannot be sent besides these tracks; undefined if it can. */
export function streamProblem(value: unknown, sent: readonly MediaStreamTrack[]): string | undefined {
  if (!isStream(value)) return `the stream must be a MediaStream, not ${describe(value)}`;
  const most = CALL_BOUNDS.tracksMax;
  const tracks = value.getTracks();
  if (tracks.some((track) => sent.includes(track)))
    return "a track of the stream is sent already, in another one";
  if (sent.length + tracks.length <= most) return undefined;
  return `at most ${most} tracks can be sent at once, and ${sent.length} are`;
}

/** Checks that `value` can be sent from the start. @throws InvitationError `invalid-option` */
export function checkStream(value: unknown, operation: string): void {
  const problem = streamProblem(value, []);
  if (problem === undefined) return;
  throw invalidOption(operation, problem);
}

/** Checks that `value` is an invitation, in any state. @throws InvitationError `invalid-option` */
export function checkInvitation(value: unknown, operation: string): void {
  if (hasMethods(value, ["openLine", "sendWhileRinging"])) return;
  throw invalidOption(operation, `${describe(value)} is not an invitation of a client`);
}

/** Why `value` is no track; undefined if it is one. */
export function trackProblem(name: string, value: unknown): string | undefined {
  const isTrack = hasMethods(value, ["addEventListener"]) && "kind" in value && "readyState" in value;
  return isTrack ? undefined : `${name} must be a MediaStreamTrack, not ${describe(value)}`;
}

/** Why `value` is neither true nor false; undefined if it is. */
export function switchProblem(name: string, value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : `${name} must be true or false, not ${describe(value)}`;
}

/** Why `data` cannot be sent; undefined if it can. */
export function dataProblem(data: unknown): Problem {
  const isBytes = Object.prototype.toString.call(data) === "[object Uint8Array]";
  if (!isBytes && typeof data !== "string")
    return ["invalid-content", `the data must be a string or a Uint8Array, not ${describe(data)}`];
  if (isTooLong(data as string | Uint8Array))
    return ["content-too-long", `the data is longer than ${DATA_MAX_BYTES} bytes`];
  if (typeof data !== "string" || isWellFormed(data)) return undefined;
  return ["invalid-content", "the data has a lone surrogate: it is not well-formed text"];
}

/**
 * Checks the options that startCall and preconnectCalls share.
 * @throws InvitationError `invalid-option`
 */
export function checkMediaOptions(
  operation: string,
  {
    config,
    clock,
    createMedia,
  }: { readonly config?: unknown; readonly clock?: unknown; readonly createMedia?: unknown },
): void {
  if (clock !== undefined) checkMethods("clock", clock, ["nowMs", "schedule"], operation);
  if (createMedia !== undefined) checkFunction("createMedia", createMedia, operation);
  if (config === undefined) return;
  checkOptions("config", config, operation);
  // Another implementation may give the configuration another meaning.
  if (createMedia === undefined) checkConfig(config as RTCConfiguration, operation);
}

/** The default time limits, replaced by those that the app gives. @throws InvitationError `invalid-option` */
export function checkCallLimits(given: unknown, operation: string): CallLimits {
  checkOptions("limits", given, operation);
  const chosen = Object.entries(given as object).filter(([, value]) => value !== undefined);
  for (const [name, value] of chosen) {
    const problem = limitProblem(name, value);
    if (problem !== undefined) throw invalidOption(operation, `${name} ${problem}`);
  }
  const defaults = Object.entries(CALL_LIMITS).map(([name, { value }]) => [name, value]);
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(chosen) } as CallLimits;
}

function limitProblem(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(CALL_LIMITS, name))
    return `is not a limit; limits are ${Object.keys(CALL_LIMITS).join(", ")}`;
  const [min, max] = CALL_LIMITS[name as keyof CallLimits].range;
  const isInRange = Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
  return isInRange ? undefined : `must be a whole number from ${min} to ${max} (ms)`;
}

/**
 * The names of the errors that a browser throws for a configuration. Its other errors concern the browser itself, such
 * as too many connections.
 */
const CONFIG_ERRORS: ReadonlySet<unknown> = new Set([
  "TypeError",
  "SyntaxError",
  "RangeError",
  "InvalidAccessError",
  "NotSupportedError",
]);

/**
 * Checks that the browser accepts the configuration, which only the browser can tell. Without a browser, any
 * configuration passes. @throws InvitationError `invalid-option`
 */
function checkConfig(config: RTCConfiguration, operation: string): void {
  if (typeof RTCPeerConnection === "undefined") return;
  try {
    new RTCPeerConnection(config).close();
  } catch (cause) {
    const { name, message } = cause as Error;
    if (!CONFIG_ERRORS.has(name)) return;
    const problem = `Cannot ${operation}: the browser does not take config: ${message}`;
    throw new InvitationError("invalid-option", problem, { operation, cause });
  }
}

function hasMethods<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is { readonly [N in Name]: unknown } {
  if (typeof value !== "object" || value === null) return false;
  const found = value as { readonly [name: string]: unknown };
  return names.every((name) => typeof found[name] === "function");
}
