// What an app's own function answers when it is asked: a boolean at once, or nothing that counts.

import { describe } from "./check.ts";
import { InvitationError } from "./pure/errors.ts";
import { report } from "./report.ts";

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
