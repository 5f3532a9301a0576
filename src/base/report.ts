// Where an error goes that belongs to nobody here.
import { InvitationError } from "../core/errors.ts";
import { describe } from "./check.ts";

/** Reports `error` as the platform reports an uncaught one; the caller goes on. */
export function report(error: unknown): void {
  if (typeof reportError === "function") reportError(error);
  else setTimeout(() => Promise.reject(error));
}

/** Runs `act` and gives what it returns; reports what it throws, so that what comes after it goes on. */
export function guarded<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    report(error);
    return undefined;
  }
}

/** What the app's function `name` answers; undefined, and reported, when that is no answer. */
export function answerOf(name: string, ask: () => unknown): boolean | undefined {
  try {
    const answer = ask();
    if (typeof answer === "boolean") return answer;
    const message = `${name} must answer true or false at once, not ${describe(answer)}.`;
    throw new InvitationError("invalid-option", message, { operation: name });
  } catch (error) {
    report(error);
    return undefined;
  }
}
