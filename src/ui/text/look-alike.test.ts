// Which names look alike.
import { expect, test } from "vitest";
import { looksLike } from "./look-alike.ts";

test.each([
  ["emma", "emma"],
  ["emma", "Emma"],
  ["emma", "еmmа"],
  ["emma", "ernma"],
  ["bill", "bi11"],
  ["bill", "biIl"],
  ["iris", "Iris"],
  ["alice", "ALICE"],
  ["ivan", "lvan"],
  ["bob", "b0b"],
  ["anna-lee", "anna_lee"],
  ["anna lee", "annalee"],
  ["Zoë", "Zoe"],
  ["zoe", "Ｚｏｅ"],
  ["wolf", "vvolf"],
  ["pavel", "рavеl"],
  ["王芳", "王\u200b芳"],
])("%s and %s look alike", (name, other) => {
  expect(looksLike(name, other)).toBe(true);
  expect(looksLike(other, name)).toBe(true);
});

test.each([
  ["emma", "ella"],
  ["bob", "bob2"],
  ["王芳", "王方"],
  ["", ""],
  ["\u200b", "-"],
])("%s and %s do not", (name, other) => {
  expect(looksLike(name, other)).toBe(false);
});

test("a long name costs no more than its beginning", () => {
  expect(looksLike("x".repeat(1_000_000), "x".repeat(2_000_000))).toBe(true);
});
