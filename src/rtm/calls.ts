// Runs a call on an invitation, and turns its errors into RTM's.
import { InvitationError } from "../index.ts";
import { InvitationApiCallError } from "./error-code.ts";
import { RtmInvalidArgumentError, RtmInvalidStatusError } from "./errors.ts";
import type { Ruling, Rulings } from "./manners.ts";
import { REFUSALS } from "./mapping.ts";

const INVALID_ARGUMENT = InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT;

/**
 * Runs `make` if `rulings` allows the call in the invitation's present state.
 * @throws RtmInvalidStatusError with the table's code; RtmInvalidArgumentError with code 1 for an argument
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
    // The invitation may have expired during this very call.
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
 * The content or response that an app set, as text: a number as its digits, undefined and null as empty text.
 * @throws RtmInvalidArgumentError code 1 for a value that would not arrive as it was meant
 */
export function textOf(name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw new RtmInvalidArgumentError(INVALID_ARGUMENT, `The ${name} must be text: JSON.stringify it.`);
}
