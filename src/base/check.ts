// The checks that every layer makes of what an app passes in, and how errors describe a value.
import { InvitationError } from "./pure/errors.ts";

/** The error for what an app passed to `operation`, where the operation's name makes no sentence. */
export function misuse(operation: string, message: string): InvitationError {
  return new InvitationError("invalid-option", message, { operation });
}

/** The error for what an app passed to `operation`. `problem`: a sentence without its full stop. */
export function invalidOption(operation: string, problem: string): InvitationError {
  return misuse(operation, `Cannot ${operation}: ${problem}.`);
}

/** Checks that `value` is an object of options. @throws InvitationError `invalid-option` */
export function checkOptions(name: string, value: unknown, operation: string): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  throw invalidOption(operation, `${name} must be an object, not ${describe(value)}`);
}

/**
 * Checks that `options` is an object with no other names than these. A misspelled name would be silently ignored.
 * @throws InvitationError `invalid-option`
 */
export function checkNames(options: unknown, names: readonly string[], operation: string): void {
  checkOptions("options", options, operation);
  for (const [name, value] of Object.entries(options as object)) {
    if (value === undefined || names.includes(name)) continue;
    throw invalidOption(operation, `there is no option "${name}". Options: ${names.join(", ")}`);
  }
}

/** Checks that `value` is a text. @throws InvitationError `invalid-option` */
export function checkString(name: string, value: unknown, operation: string): void {
  if (typeof value === "string") return;
  throw invalidOption(operation, `${name} must be a string, not ${describe(value)}`);
}

/** Checks that `value` is true or false. @throws InvitationError `invalid-option` */
export function checkBoolean(name: string, value: unknown, operation: string): void {
  if (typeof value === "boolean") return;
  throw invalidOption(operation, `${name} must be true or false, not ${describe(value)}`);
}

/** Checks that `value` is a function. @throws InvitationError `invalid-option` */
export function checkFunction(name: string, value: unknown, operation: string): void {
  if (typeof value === "function") return;
  throw invalidOption(operation, `${name} must be a function, not ${describe(value)}`);
}

/** Checks that `value` has these methods. @throws InvitationError `invalid-option` */
export function checkMethods(
  name: string,
  value: unknown,
  methods: readonly string[],
  operation: string,
): void {
  checkOptions(name, value, operation);
  const found = value as { readonly [method: string]: unknown };
  for (const method of methods) checkFunction(`${name}.${method}`, found[method], operation);
}

/** Checks that `value` is an AbortSignal, of any realm. @throws InvitationError `invalid-option` */
export function checkSignal(value: unknown, operation: string): void {
  if (typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value)
    return;
  throw invalidOption(operation, `signal must be an AbortSignal, not ${describe(value)}`);
}

/** Writes a value that an app passed in for a message of one line. */
export function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : describe(value);
}

/** Says what kind of thing `value` is, for a message. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object"
    ? "an object"
    : `${typeof value === "undefined" ? "" : "a "}${typeof value}`;
}
