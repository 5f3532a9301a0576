// The checks that every layer makes of what an app passes in, and the words its errors have for a value.
import { InvitationError } from "./pure/errors.ts";

/** That `value` is an object with options in it. @throws InvitationError `invalid-option` */
export function checkOptions(name: string, value: unknown, operation: string): void {
  if (typeof value === "object" && value !== null) return;
  const message = `Cannot ${operation}: ${name} must be an object, not ${describe(value)}.`;
  throw new InvitationError("invalid-option", message, { operation });
}

/**
 * That `options` is an object, and that all it says is among these names: a misspelled one would be ignored in silence.
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

/** That `value` is a function. @throws InvitationError `invalid-option` */
export function checkFunction(name: string, value: unknown, operation: string): void {
  if (typeof value === "function") return;
  const message = `Cannot ${operation}: ${name} must be a function, not ${describe(value)}.`;
  throw new InvitationError("invalid-option", message, { operation });
}

/** That `value` has these methods. @throws InvitationError `invalid-option` */
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

/** That `value` is an AbortSignal, of whichever realm. @throws InvitationError `invalid-option` */
export function checkSignal(value: unknown, operation: string): void {
  if (typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value)
    return;
  const message = `Cannot ${operation}: signal must be an AbortSignal, not ${describe(value)}.`;
  throw new InvitationError("invalid-option", message, { operation });
}

/** What an app passed in, to be read in a message of one line. */
export function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : describe(value);
}

/** What kind of thing `value` is, for a message. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  return typeof value === "object"
    ? "an object"
    : `${typeof value === "undefined" ? "" : "a "}${typeof value}`;
}
