// The form of a peer id and of an invitation id.
import { describe, expect, test } from "vitest";
import { INVITATION_ID, isPeerId, PEER_ID_RULE } from "./ids.ts";

describe("a peer id", () => {
  test("is explained in error messages with its greatest length", () => {
    expect(PEER_ID_RULE).toMatch(/^1 to 128 letters and digits, /);
  });

  test.each(["a", "7", "bob", "Bob-2", "a_b-c d", "ab-cd ef", "0a", "x".repeat(128)])("may be %j", (id) => {
    expect(isPeerId(id)).toBe(true);
  });

  test.each([
    "",
    " ",
    " bob",
    "bob ",
    "bob\n",
    "-bob",
    "bob_",
    "a  b",
    "a--b",
    "a.b",
    "a/b",
    "bób",
    "x".repeat(129),
  ])("may not be %j", (id) => {
    expect(isPeerId(id)).toBe(false);
  });

  test.each([undefined, null, 7, true, {}, ["bob"], new String("bob")])(
    "may not be %s, which is not a string",
    (value) => {
      expect(isPeerId(value)).toBe(false);
    },
  );
});

describe("an invitation id", () => {
  test.each(["12345678", "abcDEF_-", "x".repeat(64)])("may be %j", (id) => {
    expect(INVITATION_ID.test(id)).toBe(true);
  });

  test.each(["", "1234567", "x".repeat(65), "12345678\n", "1234 5678", "invitatión"])(
    "may not be %j",
    (id) => {
      expect(INVITATION_ID.test(id)).toBe(false);
    },
  );
});
