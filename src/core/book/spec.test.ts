// Compares docs/SPEC.md with the tests: every rule has one. What is generated in the documents is tested in
// src/testing/documents.test.ts.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { FRAMES, type FrameKind } from "../wire/frames.ts";
import { FIELD_WORDS, rulesIn, rulesTested, SECTIONS } from "./spec.fixture.ts";

const root = new URL("../../../", import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(name, root));
const read = (name: string): string => readFileSync(pathOf(name), "utf8");
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(pathOf(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();

describe("the rules of docs/SPEC.md", () => {
  test("every rule stands in the name of a test, and every number in a name is a rule", () => {
    const tests = filesIn("src", ".test.ts").filter((name) => !name.endsWith("/spec.test.ts"));
    const tested = new Set(tests.flatMap((name) => rulesTested(read(name))));
    const stated = new Set(rulesIn(read("docs/SPEC.md")));
    expect(stated.size).toBeGreaterThan(40);
    expect({
      rulesWithoutTest: [...stated].filter((rule) => !tested.has(rule)),
      testsWithoutRule: [...tested].filter((rule) => !stated.has(rule)),
    }).toEqual({ rulesWithoutTest: [], testsWithoutRule: [] });
  });

  test("numbers are read from the beginning of names only", () => {
    expect(
      rulesTested('test("R2.10 R2.9 b", f); test(`R1.1 a`, g); // R3.1\ntest("as R4.1 says", h)'),
    ).toEqual(["R1.1", "R2.9", "R2.10"]);
    expect(rulesIn("- **R1.2** b\n- **R1.1** a (R3.4)\nas **R5.6** says")).toEqual(["R1.1", "R1.2"]);
  });
});

describe("the generated sections of the core", () => {
  test.each(Object.keys(FRAMES) as FrameKind[])(
    "the words for the fields of %s name those of its schema",
    (kind) => {
      expect(Object.keys(FIELD_WORDS[kind])).toEqual(Object.keys(FRAMES[kind]));
    },
  );

  test("a diagram shows the beginning, every step and every end", () => {
    const lines = SECTIONS["local"]?.()
      .split("\n")
      .map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        "[*] --> idle",
        "idle --> sent: send",
        "sent --> failed: gone, giveUp",
        "failed --> [*]",
      ]),
    );
  });
});
