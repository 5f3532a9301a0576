// A call on an invitation, with what it throws in RTM's way.
import { InvitationError } from "../index.ts";
import { InvitationApiCallError } from "./error-code.ts";
import { RtmInvalidArgumentError, RtmInvalidStatusError } from "./errors.ts";
import { REFUSALS, type Refusals } from "./mapping.ts";

const INVALID_ARGUMENT = InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT;

/**
 * Makes the call `make`, if `refusals` has it legal in the state that the invitation is in.
 * @throws RtmInvalidStatusError with the table's code; RtmInvalidArgumentError with code 1 for what was passed in
 */
export function call<State extends string, T>(
  refusals: Refusals<State>,
  stateOf: () => State,
  make: () => T,
): T {
  checkState(refusals, stateOf());
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InvitationError)) throw error;
    // Its time may have run out with this very call.
    checkState(refusals, stateOf());
    throw new RtmInvalidArgumentError(INVALID_ARGUMENT, error.message, error);
  }
}

function checkState<State extends string>(refusals: Refusals<State>, state: State): void {
  const refusal = refusals[state];
  if (refusal !== undefined) throw new RtmInvalidStatusError(refusal, REFUSALS[refusal]);
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
