// RTM's error classes, under the names that apps check.
import { BasicErrorCode } from "./error-code.ts";

/** An error with RTM's number. */
export class RtmError extends Error {
  override readonly name: string = "RtmError";
  /** A number from the call's own table in `RtmErrorCode`. */
  readonly code: number;

  /** @param problem - what is wrong, as a sentence */
  constructor(code: number, problem: string, cause?: unknown) {
    super(`Error Code ${code} - ${problem}`, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** An argument is not usable. */
export class RtmInvalidArgumentError extends RtmError {
  override readonly name = "RtmInvalidArgumentError";
}

/** The state of the client or the invitation does not allow this call. */
export class RtmInvalidStatusError extends RtmError {
  override readonly name = "RtmInvalidStatusError";
}

/** RTM supports this, but peer-invite does not. */
export class RtmUnsupportedError extends RtmError {
  override readonly name = "RtmUnsupportedError";

  /**
   * @param what - the call, as the app wrote it
   * @param advice - what the app can do instead, as a sentence
   */
  constructor(what: string, advice: string) {
    super(BasicErrorCode.INVALID_OPERATION, `${what} is not part of peer-invite. ${advice}`);
  }
}

/** The error of a call that needs a login. @param code - from the call's table */
export function notLoggedIn(code: number): RtmInvalidStatusError {
  return new RtmInvalidStatusError(code, "Nobody is logged in. Wait for login() first.");
}
