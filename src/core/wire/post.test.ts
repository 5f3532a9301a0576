// The envelope of a post: what a stranger may put into it, and how large it may be.
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "./limits.ts";
import { decodePost, encodePost } from "./post.ts";

const POST = { from: "session-of-ada", to: "session-of-bob", text: '{"t":"received","id":"invitation-1"}' };
const { postMaxBytes } = DEFAULT_LIMITS;

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
    ["another version", JSON.stringify({ ...POST, v: 2 }), "frameUnknown"],
    ["no version", JSON.stringify(POST), "frameUnknown"],
    ["no sender", JSON.stringify({ v: 1, text: POST.text }), "frameMalformed"],
    ["a bad sender", JSON.stringify({ ...POST, v: 1, from: "short" }), "frameMalformed"],
    ["a sender that is no text", JSON.stringify({ ...POST, v: 1, from: 12_345_678 }), "frameMalformed"],
    ["a bad addressee", JSON.stringify({ ...POST, v: 1, to: "" }), "frameMalformed"],
    ["an addressee of null", JSON.stringify({ ...POST, v: 1, to: null }), "frameMalformed"],
    ["no frame", JSON.stringify({ v: 1, from: POST.from }), "frameMalformed"],
    ["a frame that is no text", JSON.stringify({ ...POST, v: 1, text: {} }), "frameMalformed"],
  ] as const)("R12.2 %s is refused", (_name, text, fault) => {
    expect(decodePost(text)).toMatchObject({ ok: false, fault, detail: expect.stringMatching(/./) });
  });
});
