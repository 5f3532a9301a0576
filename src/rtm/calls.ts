// A call on an invitation, with what it throws in RTM's way.
import { InvitationError } from "../index.ts";
import { InvitationApiCallError } from "./error-code.ts";
import { RtmInvalidArgumentError, RtmInvalidStatusError } from "./errors.ts";
import type { Ruling, Rulings } from "./manners.ts";
import { REFUSALS } from "./mapping.ts";

const INVALID_ARGUMENT = InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT;

/**
 * Makes the call `make`, if `rulings` has it legal in the state that the invitation is in.
 * @throws RtmInvalidStatusError with the table's code; RtmInvalidArgumentError with code 1 for what was passed in
 */
export function call<State extends string>(
  rulings: Rulings<State>,
  stateOf: () => State,
  make: () => void,
): void {
  if (!isLegal(rulings, stateOf())) return;
  try {
    make();
  } catch (error) {
    if (!(error instanceof InvitationError)) throw error;
    // Its time may have run out with this very call.
    if (isLegal(rulings, stateOf()))
      throw new RtmInvalidArgumentError(INVALID_ARGUMENT, error.message, error);
  }
}

function isLegal<State extends string>(rulings: Rulings<State>, state: State): boolean {
  const ruling: Ruling = rulings[state];
  if (ruling === undefined) return true;
  if (ruling === "nothing") return false;
  throw new RtmInvalidStatusError(ruling, REFUSALS[ruling]);
}

/**
 * What an app set as content or response, as text: a number as its digits, nothing as none.
 * @throws RtmInvalidArgumentError code 1 for what would not arrive as it was meant
 */
export function textOf(name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw new RtmInvalidArgumentError(INVALID_ARGUMENT, `The ${name} must be text: JSON.stringify it.`);
}
