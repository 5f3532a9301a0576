// The envelope of a post: what a stranger may put into it, and how large it may be.
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "./limits.ts";
import { decodePost, encodePost } from "./post.ts";

const POST = {
  n: 7,
  from: "session-of-ada",
  to: { session: "session-of-bob", n: 3 },
  text: '{"t":"received","id":"invitation-1"}',
};
const { postMaxBytes } = DEFAULT_LIMITS;

/** As it travels. */
const SENT = { v: 1, n: 7, from: POST.from, to: POST.to.session, re: 3, text: POST.text };

describe("a post", () => {
  test.each([POST, { ...POST, to: undefined }])("R16.1 comes as it went: %o", (post) => {
    expect(decodePost(encodePost(post))).toEqual({ ok: true, post });
  });

  test("R16.1 that is too large for the broker has no text, and one of just that size has", () => {
    const around = encodePost({ ...POST, text: "" })?.length ?? 0;
    expect(encodePost({ ...POST, text: "x".repeat(postMaxBytes - around) })?.length).toBe(postMaxBytes);
    expect(encodePost({ ...POST, text: "x".repeat(postMaxBytes - around + 1) })).toBeUndefined();
  });

  test.each([
    ["no text", 7, "frameMalformed"],
    ["an object", POST, "frameMalformed"],
    ["huge", " ".repeat(postMaxBytes + 1), "frameTooLarge"],
    ["no JSON", "{", "frameNotJson"],
    ["null", "null", "frameMalformed"],
    ["a number", "7", "frameMalformed"],
    ["another version", JSON.stringify({ ...SENT, v: 2 }), "frameUnknown"],
    ["no version", JSON.stringify({ ...SENT, v: undefined }), "frameUnknown"],
    ["no sender", JSON.stringify({ ...SENT, from: undefined }), "frameMalformed"],
    ["a bad sender", JSON.stringify({ ...SENT, from: "short" }), "frameMalformed"],
    ["a sender that is no text", JSON.stringify({ ...SENT, from: 12_345_678 }), "frameMalformed"],
    ["a bad addressee", JSON.stringify({ ...SENT, to: "" }), "frameMalformed"],
    ["an addressee of null", JSON.stringify({ ...SENT, to: null }), "frameMalformed"],
    ["an addressee without a number", JSON.stringify({ ...SENT, re: undefined }), "frameMalformed"],
    ["a bad number of the addressee's", JSON.stringify({ ...SENT, re: 0 }), "frameMalformed"],
    ["a number of no addressee", JSON.stringify({ ...SENT, to: undefined }), "frameMalformed"],
    ["no number", JSON.stringify({ ...SENT, n: undefined }), "frameMalformed"],
    ["a bad number", JSON.stringify({ ...SENT, n: 0 }), "frameMalformed"],
    ["a number that is none", JSON.stringify({ ...SENT, n: "7" }), "frameMalformed"],
    ["no frame", JSON.stringify({ ...SENT, text: undefined }), "frameMalformed"],
    ["a frame that is no text", JSON.stringify({ ...SENT, text: {} }), "frameMalformed"],
  ] as const)("R12.2 %s is refused", (_name, text, fault) => {
    expect(decodePost(text)).toMatchObject({ ok: false, fault, detail: expect.stringMatching(/./) });
  });
});
