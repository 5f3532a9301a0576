// The package's error class.
import { describe, expect, test } from "vitest";
import { InvitationError } from "./errors.ts";

describe("InvitationError", () => {
  test("has its code, and the operation and state in which it was thrown", () => {
    const cause = new Error("why");
    const details = { operation: "accept", state: "accepting", allowed: ["cancel"], cause };
    const error = new InvitationError("illegal-command", "Cannot accept.", details);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "InvitationError", code: "illegal-command", ...details });
    expect(String(error)).toBe("InvitationError: Cannot accept.");
  });

  test("without details it has no operation, no state, nothing allowed and no cause", () => {
    const error = new InvitationError("client-closed", "Closed.");
    expect(error).toMatchObject({ operation: undefined, state: undefined, allowed: [] });
    expect("cause" in error).toBe(false);
  });
});
