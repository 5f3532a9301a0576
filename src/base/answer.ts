// Asks an app's own function a question. The answer is a boolean, given at once; anything else does not count.

import { describe } from "./check.ts";
import { InvitationError } from "./pure/errors.ts";
import { report } from "./report.ts";

/**
 * The answer of the app's function `name`; undefined, after a report, if it throws or answers anything but a boolean.
 */
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
