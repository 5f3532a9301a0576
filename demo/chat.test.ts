// Which part of a chat is kept, whatever the other side sends.
import { describe, expect, test } from "vitest";
import { addLine, CHAT_LIMITS, type Chat, EMPTY_CHAT } from "./chat.ts";

const textsOf = ({ lines }: Chat): readonly string[] => lines.map(({ text }) => text);
const lengthOf = (chat: Chat): number => textsOf(chat).join("").length;
const told = (chat: Chat, data: string | Uint8Array): Chat => addLine(chat, false, data, 5);

describe("a chat", () => {
  test("keeps what both sides write, in order", () => {
    const chat = [
      [true, "Hello"],
      [false, "Hello\nyourself"],
    ].reduce((before, [isMine, text]) => addLine(before, isMine as boolean, text as string, 5), EMPTY_CHAT);
    expect(chat.lines).toEqual([
      { number: 1, isMine: true, atMs: 5, text: "Hello", isCut: false },
      { number: 2, isMine: false, atMs: 5, text: "Hello\nyourself", isCut: false },
    ]);
    expect(chat.leftOut).toBe(0);
  });

  test("reads bytes as text", () => {
    expect(textsOf(told(EMPTY_CHAT, new TextEncoder().encode("你好 👋")))).toEqual(["你好 👋"]);
  });

  test("keeps the whole of the longest message that can be written here, in every script", () => {
    for (const letter of ["x", "你"]) {
      const text = letter.repeat(CHAT_LIMITS.lineMax);
      for (const data of [text, new TextEncoder().encode(text)])
        expect(told(EMPTY_CHAT, data).lines).toEqual([
          { number: 1, isMine: false, atMs: 5, text, isCut: false },
        ]);
    }
  });

  test("keeps the beginning of a message of 250 kB, and marks it as cut", () => {
    for (const data of ["x".repeat(250_000), new Uint8Array(250_000).fill(120)]) {
      const [line] = told(EMPTY_CHAT, data).lines;
      expect(line?.text).toBe("x".repeat(8_000));
      expect(line?.isCut).toBe(true);
    }
  });

  test("keeps the newest of ten thousand messages, and counts the others", () => {
    let chat = EMPTY_CHAT;
    for (let n = 1; n <= 10_000; n += 1) chat = told(chat, `message ${n}`);
    expect(chat.lines).toHaveLength(300);
    expect(textsOf(chat).at(-1)).toBe("message 10000");
    expect(chat.leftOut).toBe(9_700);
    expect(chat.length).toBe(lengthOf(chat));
  });

  test("keeps as many of 77 messages of 250 kB as there is room for", () => {
    let chat = EMPTY_CHAT;
    for (let n = 0; n < 77; n += 1) chat = told(chat, String(n % 10).repeat(250_000));
    expect(lengthOf(chat)).toBe(200_000);
    expect(chat.length).toBe(200_000);
    expect(chat.lines.length + chat.leftOut).toBe(77);
  });

  test("has no characters that change the direction, and no invisible lines", () => {
    const chat = told(told(EMPTY_CHAT, "invoice\u202efdp.exe"), "\u202e".repeat(9_000));
    expect(textsOf(chat)).toEqual(["invoicefdp.exe"]);
  });
});
