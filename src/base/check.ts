// The checks that every layer makes of what an app passes in, and how errors describe a value.
import { InvitationError } from "./pure/errors.ts";

/** Checks that `value` is an object of options. @throws InvitationError `invalid-option` */
export function checkOptions(name: string, value: unknown, operation: string): void {
  if (typeof value === "object" && value !== null) return;
  const message = `Cannot ${operation}: ${name} must be an object, not ${describe(value)}.`;
  throw new InvitationError("invalid-option", message, { operation });
}

/**
 * Checks that `options` is an object with no other names than these. A misspelled name would be silently ignored.
 * @throws InvitationError `invalid-option`
 */
export function checkNames(options: unknown, names: readonly string[], operation: string): void {
  checkOptions("options", options, operation);
  for (const [name, value] of Object.entries(options as object)) {
    if (value === undefined || names.includes(name)) continue;
    const message = `Cannot ${operation}: ${name} is no option; options are ${names.join(", ")}.`;
    throw new InvitationError("invalid-option", message, { operation });
  }
}

/** Checks that `value` is a function. @throws InvitationError `invalid-option` */
export function checkFunction(name: string, value: unknown, operation: string): void {
  if (typeof value === "function") return;
  const message = `Cannot ${operation}: ${name} must be a function, not ${describe(value)}.`;
  throw new InvitationError("invalid-option", message, { operation });
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
  const message = `Cannot ${operation}: signal must be an AbortSignal, not ${describe(value)}.`;
  throw new InvitationError("invalid-option", message, { operation });
}

/** Writes a value that an app passed in for a message of one line. */
export function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : describe(value);
}

/** Says what kind of thing `value` is, for a message. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  return typeof value === "object"
    ? "an object"
    : `${typeof value === "undefined" ? "" : "a "}${typeof value}`;
}
